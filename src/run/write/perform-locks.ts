import type { JournalRow } from '../../domain/journal.ts';
import { readBack } from '../failure.ts';
import type { Journal } from './journal.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import { assertKept, type PerformContext } from './perform.ts';
import { shownValues } from './verify.ts';

/**
 * Locks or unlocks a batch in one request and reads the accounts back: which ids SI answers (all, or only the changed
 * ones) is not known (SI reference §10.8), so only the accounts themselves are believed.
 */
export async function performLocks(
  stage: 'reactivate' | 'deactivate',
  rows: readonly JournalRow[],
  journal: Journal,
  context: Pick<PerformContext, 'profileToKeep' | 'hold'> & { readonly si: SiApi },
): Promise<void> {
  const { si, hold } = context;
  const ids = rows.map((row) => journal.accountOf(row));
  const kept = await Promise.all(ids.map(context.profileToKeep));
  const beforeSend = async () => {
    for (const [at, row] of rows.entries()) {
      const before = kept[at];
      await journal.sent(row, before && shownValues(before));
    }
  };
  await (stage === 'deactivate' ? si.lock(ids, { hold, beforeSend }) : si.unlock(ids, { hold, beforeSend }));
  const users = await readBack(() => si.readUsers(ids));
  const shown = new Map(users.map((user) => [user.id, user]));
  for (const before of kept) {
    const after = before && shown.get(before.id);
    if (before && after) assertKept(shownValues(before), {}, after, stage);
  }
  for (const row of rows) {
    const id = journal.accountOf(row);
    if (shown.get(id)?.active === (stage === 'reactivate')) await journal.confirmed(row, id);
    else await journal.failed(row, { code: 'write-not-confirmed', context: { operation: stage } });
  }
}
