import type { JournalRow } from '../../../domain/journal.ts';

/** What makes an account somebody's: one person's case is no proof for the company. */
const identityKeys: readonly string[] = ['firstName', 'lastName', 'workEmail'];

/** Keys Small Improvements takes from nobody: accepted, read back unchanged, and written for no one in this run. */
export function droppedKeys(journal: readonly JournalRow[]): readonly string[] {
  const taken = new Set<string>();
  const dropped = new Map<string, number>();
  for (const { operation, state, error, dropped: keys = [] } of journal) {
    if (operation.stage !== 'fields') continue;
    for (const key of keys) dropped.set(key, (dropped.get(key) ?? 0) + 1);
    const missed =
      state === 'confirmed' ? [] : error?.code === 'write-not-confirmed' ? error.context.fields : undefined;
    if (missed) for (const key of Object.keys(operation.values)) if (!missed.includes(key)) taken.add(key);
  }
  const isProven = ([key, times]: readonly [string, number]) =>
    !taken.has(key) && times >= (identityKeys.includes(key) ? 2 : 1);
  return [...dropped].filter(isProven).map(([key]) => key);
}
