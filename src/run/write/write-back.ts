import type { JournalRow } from '../../domain/journal.ts';
import { type AppError, type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { OwnForms } from '../../domain/own-form.ts';
import type { SiUser } from '../../domain/people.ts';
import type { WriteValues } from '../../domain/operation.ts';
import { formsShown, textSent } from '../own-forms.ts';
import type { Journal } from './journal.ts';
import { blankedValues, differenceOf, isTaken, writtenKeys } from './verify.ts';

export interface WriteBackDeps {
  readonly si: SiApi;
  readonly journal: Journal;
  /** What SI keeps of whom in forms of its own, by what was known before and these rows. */
  ownForms(rows: readonly JournalRow[]): Promise<ReadonlyMap<SiUserId, OwnForms>>;
}

/**
 * Gives accounts back, once, what a write emptied without being asked to.
 * Effects: one reading of the accounts and one write for each that lost something. The error to report: its operation says
 * whether everything is back (`written-back`) or not (`not-written-back`).
 */
export async function writeBack(
  rows: readonly JournalRow[],
  blanked: AppError,
  deps: WriteBackDeps,
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
      const forms = await deps.ownForms([...deps.journal.rows, { ...row, kept: keptOf(row, user) }]);
      const after = await deps.si.writeFields(user.id, asSent(lost, user, forms.get(user.id)));
      if (!isTaken(lost, after)) return ended('not-written-back');
      restored += 1;
    }
    return ended(restored > 0 ? 'written-back' : 'not-written-back');
  } catch (thrown) {
    logError('write-back', thrown);
    return ended('not-written-back');
  }
}

/** What SI keeps in forms of its own of the write that emptied something, which is not journalled as one that has ended. */
function keptOf({ before = {}, operation }: JournalRow, user: SiUser): WriteValues {
  return operation.stage === 'fields'
    ? differenceOf(operation.values, user, { before, keeps: operation.keeps }).kept
    : {};
}

/** The values as they are to be sent, with all else SI keeps in forms of its own: an update carries the whole profile. */
function asSent(lost: WriteValues, user: SiUser, forms: OwnForms = {}): WriteValues {
  const along = formsShown(forms, user).map(([key, { sent }]) => [key, sent]);
  const back = writtenKeys(lost).map((key) => [key, textSent(forms, key, lost[key] ?? null)]);
  return Object.fromEntries([...along, ...back]);
}

/** What the account held when the row was sent and not any more. */
export function lostValues({ before, operation }: JournalRow, user: SiUser): WriteValues {
  const written = 'values' in operation ? operation.values : {};
  return before ? blankedValues(before, written, user) : {};
}
