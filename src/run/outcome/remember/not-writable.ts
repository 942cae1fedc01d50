import type { JournalRow } from '../../../domain/journal.ts';
import type { PairState } from '../../../domain/pair-state.ts';

/** One person's case is no proof for the company. */
const peopleToProve = 2;

/**
 * Which keys SI takes from nobody: accepted and left unchanged for two people, in one run or several, and never once
 * taken from this pair.
 */
export function writabilityAfter(
  known: PairState,
  journal: readonly JournalRow[],
): Pick<PairState, 'notWritable' | 'takenKeys' | 'leftUnchanged'> {
  const taken = new Set(known.takenKeys);
  const left = new Map(Object.entries(known.leftUnchanged ?? {}).map(([key, ids]) => [key, new Set(ids)]));
  for (const row of journal) {
    if (row.operation.stage !== 'fields') continue;
    for (const key of takenKeys(row)) taken.add(key);
    const id = row.siUserId ?? row.operation.siUserId;
    if (id !== undefined) for (const key of row.dropped ?? []) left.set(key, (left.get(key) ?? new Set()).add(id));
  }
  for (const key of taken) left.delete(key);
  const proven = [...left].filter(([, ids]) => ids.size >= peopleToProve).map(([key]) => key);
  return {
    notWritable: [...new Set([...known.notWritable, ...proven])].filter((key) => !taken.has(key)),
    takenKeys: [...taken],
    leftUnchanged: Object.fromEntries([...left].map(([key, ids]) => [key, [...ids].slice(0, peopleToProve)])),
  };
}

/** Keys the write really changed; one that stood there before is no evidence. */
function takenKeys({ operation, state, error, before, kept = {} }: JournalRow): readonly string[] {
  if (operation.stage !== 'fields') return [];
  const missed = state === 'confirmed' ? [] : error?.code === 'write-not-confirmed' ? error.context.fields : undefined;
  if (!missed) return [];
  const { values } = operation;
  return (Object.keys(values) as (keyof typeof values)[]).filter(
    (key) => !missed.includes(key) && before?.[key] !== (kept[key] ?? values[key]),
  );
}

/** The facts with the key compared again: what was held against it is forgotten. */
export function withKeyTriedAgain(facts: PairState, key: string): PairState {
  const { [key]: _, ...leftUnchanged } = facts.leftUnchanged ?? {};
  return { ...facts, notWritable: facts.notWritable.filter((name) => name !== key), leftUnchanged };
}
