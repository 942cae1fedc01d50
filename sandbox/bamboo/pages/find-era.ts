import { bem2018 } from './eras/bem-2018.ts';
import { fab2021 } from './eras/fab-2021.ts';
import { fabric2025 } from './eras/fabric-2025.ts';
import { jss2023 } from './eras/jss-2023.ts';
import { prototype2026 } from './eras/prototype-2026.ts';
import { french, noBar, overflow, spa, twoBars } from './eras/variants.ts';
import type { MarkupEra } from './markup-era.ts';

const ERAS: readonly MarkupEra[] = [
  bem2018,
  fab2021,
  jss2023,
  fabric2025,
  prototype2026,
  twoBars,
  overflow,
  french,
  spa,
  noBar,
];

export const eraNames: readonly string[] = ERAS.map((era) => era.name);

/** The markup of a mode like `fabric-2025` or `fabric-2025+csp` (a strict policy beside it); the newest when the name is unknown. */
export function findEra(mode: string): { readonly era: MarkupEra; readonly strict: boolean } {
  const [name, option] = mode.split('+');
  return { era: ERAS.find((era) => era.name === name) ?? fabric2025, strict: option === 'csp' };
}
