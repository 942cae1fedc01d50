import type { JournalRow } from '../../domain/journal.ts';
import { type AppError, type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import type { SiUser } from '../../domain/people.ts';
import type { WriteValues } from '../../domain/operation.ts';
import type { Journal } from './journal.ts';
import { blankedValues, isTaken } from './verify.ts';

/**
 * Gives accounts back, once, what a write emptied without being asked to.
 * Effects: one reading of the accounts and one write for each that lost something. The error to report: its operation says
 * whether everything is back (`written-back`) or not (`not-written-back`).
 */
export async function writeBack(
  rows: readonly JournalRow[],
  blanked: AppError,
  deps: { readonly si: SiApi; readonly journal: Journal },
): Promise<ErrorData> {
  const { code, context } = toErrorData(blanked);
  const ended = (operation: 'written-back' | 'not-written-back'): ErrorData => ({
    code,
    context: { ...context, operation },
  });
  try {
    const users = await deps.si.readUsers(rows.map((row) => deps.journal.accountOf(row)));
    let restored = 0;
    for (const row of rows) {
      const user = users.find(({ id }) => id === deps.journal.accountOf(row));
      const lost = user && lostValues(row, user);
      if (!user || !lost || Object.keys(lost).length === 0) continue;
      const after = await deps.si.writeFields(user.id, lost);
      if (!isTaken(lost, after)) return ended('not-written-back');
      restored += 1;
    }
    return ended(restored > 0 ? 'written-back' : 'not-written-back');
  } catch (thrown) {
    logError('write-back', thrown);
    return ended('not-written-back');
  }
}

/** What the account held when the row was sent and not any more. */
export function lostValues({ before, operation }: JournalRow, user: SiUser): WriteValues {
  const written = 'values' in operation ? operation.values : {};
  return before ? blankedValues(before, written, user) : {};
}
