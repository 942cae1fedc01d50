import { fabric2025 } from './eras/fabric-2025.ts';
import type { MarkupEra } from './markup-era.ts';

const ERAS: MarkupEra[] = [fabric2025];

/** The markup of that name; the newest one when the name is unknown. */
export function findEra(name: string): MarkupEra {
  return ERAS.find((era) => era.name === name) ?? fabric2025;
}
