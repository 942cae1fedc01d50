import type { JournalRow } from '../../domain/journal.ts';
import { AppError, toAppError, toErrorData } from '../../shared/app-error.ts';
import { assertNever } from '../../shared/assert.ts';
import type { Clock } from '../../shared/clock.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import { failureOf } from '../failure.ts';
import type { Journal } from './journal.ts';
import { findAccount } from './perform.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import { type Difference, differenceOf, isTaken } from './verify.ts';
import { waitUntil } from '../wait.ts';
import { lostValues } from './write-back.ts';

/** A request may still be on its way or at work for this long after it was sent (design §3.5). */
const settleMs = 60_000;

interface ResolveDeps {
  readonly si: SiApi;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  onWaiting(): void;
  /** Whether what cannot be asked for the moment may be asked later: the limit is thrown then. */
  mayRest(): boolean;
  /** A row's request emptied something it was not asked to. */
  onBlanked(row: JournalRow, error: AppError): Promise<void>;
}

/**
 * Finds out by reading what became of operations that were sent without a usable answer.
 * Applied: confirmed. Proven not applied: `pending` again. Mails, and anything SI does not answer about: unknown.
 * Errors: ours, and a rate limit where the run may rest.
 */
export async function resolveSent(rows: readonly JournalRow[], journal: Journal, deps: ResolveDeps): Promise<void> {
  const youngest = rows.reduce((latest, row) => Math.max(latest, isReadable(row) ? (row.sentAtMs ?? 0) : 0), 0);
  // Cancelling shortens nothing here: what was sent has to be known before the run can say how it ended.
  // Sent under a clock that was set back since: a minute from now is always enough.
  if (youngest > 0) await waitUntil(Math.min(youngest, deps.clock.now()) + settleMs, deps);
  const accounts = readAccounts(rows, journal, deps.si);
  for (const row of rows) {
    try {
      await resolveOne(row, journal, deps.si, accounts);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'write-blanked-field') {
        await deps.onBlanked(row, thrown);
        continue;
      }
      const failure = failureOf(toAppError(thrown));
      if (failure === 'broken' || (failure === 'not-yet' && deps.mayRest())) throw thrown;
      await journal.unknown(row, toErrorData(thrown));
    }
  }
}

type Accounts = Promise<ReadonlyMap<SiUserId, SiUser>>;

/** All accounts concerned in one go: one by one, a batch of locks would ask a dead system fifty times. */
function readAccounts(rows: readonly JournalRow[], journal: Journal, si: SiApi): Accounts {
  const ids = rows.filter(isOfAccount).map((row) => journal.accountOf(row));
  const read = async () => new Map((ids.length === 0 ? [] : await si.readUsers(ids)).map((user) => [user.id, user]));
  const accounts = read();
  // Thrown to each row that asks; nobody asks where only creations and mails are open.
  accounts.catch(() => undefined);
  return accounts;
}

/** A mail leaves nothing behind that could be read: waiting tells no more of it. */
function isReadable({ operation: { stage } }: JournalRow): boolean {
  return stage !== 'mails';
}

function isOfAccount({ operation: { stage } }: JournalRow): boolean {
  return stage !== 'create' && stage !== 'mails';
}

async function resolveOne(row: JournalRow, journal: Journal, si: SiApi, accounts: Accounts): Promise<void> {
  const { operation } = row;
  if (operation.stage === 'mails') {
    await journal.unknown(row, { code: 'write-not-confirmed', context: { operation: 'mails' } });
    return;
  }
  if (operation.stage === 'create') {
    const found = await findAccount(si, operation.values, new AbortController().signal);
    await (found ? journal.confirmed(row, found.id) : journal.again(row, 'lost'));
    return;
  }
  const id = journal.accountOf(row);
  const user = (await accounts).get(id);
  const lost = user && row.before ? Object.keys(lostValues(row, user)) : [];
  if (lost.length > 0) throw new AppError('write-blanked-field', { operation: operation.stage, fields: lost });
  const { before } = row;
  const difference =
    user && before && operation.stage === 'fields'
      ? differenceOf(operation.values, user, { before, keeps: operation.keeps })
      : undefined;
  if (user && isApplied(row, user, journal, difference)) await journal.confirmed(row, id, difference);
  else await journal.again(row);
}

function isApplied(row: JournalRow, user: SiUser, journal: Journal, difference: Difference | undefined): boolean {
  const { operation } = row;
  switch (operation.stage) {
    case 'fields':
      return isTaken(operation.values, user, difference?.kept);
    case 'managers':
      return user.managerId === journal.managerId(operation.to);
    case 'reactivate':
      return user.active;
    case 'deactivate':
      return !user.active;
    case 'create':
    case 'mails':
      return false;
    default:
      return assertNever(operation);
  }
}
