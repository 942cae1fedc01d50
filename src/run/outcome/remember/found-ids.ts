import { NOT_OFFERED } from '../../../domain/cell.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { PairState } from '../../../domain/pair-state.ts';
import type { SiUser } from '../../../domain/people.ts';

/** The accounts by whose ID this run found people it was to create (SI reference §10.4: an ID may be shown to look-ups alone). */
export function foundIdsAfter({ foundIds }: PairState, journal: readonly JournalRow[]): PairState['foundIds'] {
  const found = journal.flatMap(({ operation, state, siUserId }) => {
    const isThere = operation.stage === 'create' && state === 'skipped' && siUserId !== undefined;
    return isThere && operation.values.employeeId ? [[siUserId, operation.values.employeeId] as const] : [];
  });
  return found.length > 0 ? { ...foundIds, ...Object.fromEntries(found) } : foundIds;
}

/** The accounts with the IDs that were found, where SI shows none. */
export function withFoundIds(users: readonly SiUser[], { foundIds }: PairState): readonly SiUser[] {
  if (!foundIds) return users;
  return users.map((user) => {
    const externalId = user.externalId === NOT_OFFERED ? foundIds[user.id] : undefined;
    return externalId === undefined ? user : { ...user, externalId };
  });
}
