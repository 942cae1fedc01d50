import { isWriting } from '../../domain/change.ts';
import type { Run } from '../../domain/run.ts';
import { barOrder, kindLabel } from './kind-text.ts';
import { formatNumber } from './numbers.ts';

/** "New 12, Updated 30" in the order of the preview's bar; empty where nothing is. */
export function kindCountsText(kinds: Run['kinds']): string {
  return barOrder
    .filter(isWriting)
    .filter((kind) => kinds[kind] > 0)
    .map((kind) => `${kindLabel(kind)} ${formatNumber(kinds[kind])}`)
    .join(', ');
}
