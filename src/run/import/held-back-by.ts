import type { Change } from '../../domain/change.ts';
import type { Plan } from '../../domain/plan.ts';
import { isOnlyHeldBack } from '../../sync/settle/settle.ts';

/** A row that has nothing to write without others, as it was with them. */
export interface HeldBack {
  readonly row: Change;
  /** Somebody who has to go first. */
  readonly name: string | undefined;
}

/** Rows that had something to write, and have nothing since others were left out. */
export function heldBackBy(before: Plan, rest: Plan): readonly HeldBack[] {
  const held = new Map(rest.changes.filter(isOnlyHeldBack).map((row) => [row.key, row]));
  return before.changes.flatMap((row) => {
    const now = row.selected ? held.get(row.key) : undefined;
    return now ? [{ row, name: nameOf(now) }] : [];
  });
}

function nameOf({ fields }: Change): string | undefined {
  const note = fields.find(({ state }) => state === 'held-back')?.note;
  return note && 'people' in note ? note.people?.[0]?.name : undefined;
}
