import type { SiUserId } from '../../domain/ids.ts';
import type { Change } from '../../domain/change.ts';
import type { RowIndex } from '../rows/row-index.ts';

/** The selected rows, whoever gives an email up before whoever takes it; otherwise in their order. */
export function orderEmails(rows: readonly Change[], selected: readonly number[], index: RowIndex): readonly number[] {
  const ordered: number[] = [];
  const placed = new Set<number>();
  for (const start of selected) {
    const chain: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && rows[at]?.selected && !placed.has(at)) {
      placed.add(at);
      chain.push(at);
      const [holder]: readonly SiUserId[] = rows[at]?.emailHeldBy ?? [];
      at = holder === undefined ? undefined : index.rowOfUser(holder);
    }
    for (const step of chain.reverse()) ordered.push(step);
  }
  return ordered;
}
