import type { Change, FieldChange } from '../../domain/change.ts';
import type { RowIndex } from '../rows/row-index.ts';

/** The new work email a row is to write, even while it is held back because somebody else has it. */
export function wantedEmail(row: Change): FieldChange | undefined {
  for (const field of row.fields) {
    if (field.field !== 'workEmail') continue;
    return field.state === 'change' || (row.emailHeldBy !== undefined && field.state === 'held-back')
      ? field
      : undefined;
  }
  return undefined;
}

/**
 * Rows whose wanted email stays taken: its holder is not chosen, writes no email, or waits for one that stays taken.
 *
 * Shape:  positions of chosen rows; rings are conflicts (src/sync/match/email-rings.ts), so every chain ends
 */
export function findTakenEmails(rows: readonly Change[], chosen: Uint8Array, index: RowIndex): ReadonlySet<number> {
  const taken = new Set<number>();
  const free = new Set<number>();
  for (let at = 0; at < rows.length; at += 1) {
    if (chosen[at] !== 1 || rows[at]?.emailHeldBy === undefined) continue;
    const chain = new Set<number>();
    let step: number | undefined = at;
    while (step !== undefined && !chain.has(step) && !free.has(step) && releases(rows, chosen, step)) {
      chain.add(step);
      step = holderOf(rows, step, index);
    }
    // A chain ends in an email nobody holds, or behind one that is known to be free by then.
    const isFree = step === undefined || free.has(step);
    for (const link of chain) (isFree ? free : taken).add(link);
    if (chain.size === 0 && !isFree) taken.add(at);
  }
  return taken;

  function releases(all: readonly Change[], choices: Uint8Array, step: number): boolean {
    const row = all[step];
    return row !== undefined && choices[step] === 1 && !taken.has(step) && wantedEmail(row) !== undefined;
  }
}

/** The row that has to give the email up first; undefined when nobody holds it. */
function holderOf(rows: readonly Change[], at: number, index: RowIndex): number | undefined {
  const [holder] = rows[at]?.emailHeldBy ?? [];
  if (holder === undefined) return undefined;
  // An account without row is nobody's to move.
  return index.rowOfUser(holder);
}
