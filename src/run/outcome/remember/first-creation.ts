import type { JournalRow } from '../../../domain/journal.ts';
import type { PairState } from '../../../domain/pair-state.ts';
import { must } from '../../../shared/assert.ts';

/** The question about the first person created, if this run created one. */
export function firstCreationOf(journal: readonly JournalRow[], atMs: number): PairState['firstCreation'] {
  const row = journal.find(({ operation, state }) => operation.stage === 'create' && state === 'confirmed');
  if (!row) return undefined;
  return { state: 'asked', name: row.operation.name, siUserId: must(row.siUserId, 'a creation has an account'), atMs };
}
