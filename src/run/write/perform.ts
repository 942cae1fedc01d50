import type { ManagerTarget } from '../../domain/change.ts';
import type { JournalRow } from '../../domain/journal.ts';
import { AppError, type ErrorData, toAppError } from '../../shared/app-error.ts';
import { assertNever, must } from '../../shared/assert.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { OperationBody, WriteValues } from '../../domain/operation.ts';
import type { SkipReason } from '../../domain/run.ts';
import { failureOf, readBack } from '../failure.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import { blankedValues, differenceOf, notTaken, shownValues, type WrittenKey } from './verify.ts';

/** What SI confirmed of one operation, or why it did not. */
export type Performed =
  /** `kept`: values SI keeps in a form of its own; `shared`: somebody else may have made the account meanwhile. */
  | {
      readonly state: 'confirmed';
      readonly siUserId: SiUserId;
      readonly kept?: WriteValues | undefined;
      readonly shared?: true | undefined;
    }
  /** `siUserId`: the account that was there, found by its ID. */
  | { readonly state: 'skipped'; readonly skip: SkipReason; readonly siUserId?: SiUserId | undefined }
  /** `dropped`: keys SI accepted without a word and left as they were. */
  | {
      readonly state: 'failed';
      readonly error: ErrorData;
      readonly dropped: readonly WrittenKey[];
      readonly kept: WriteValues;
    };

export interface PerformContext {
  readonly si: SiApi;
  /** Fires when nothing more may leave. */
  readonly hold: AbortSignal;
  /** SI account of a journal row's person, creations of this run included. */
  accountOf(row: JournalRow): SiUserId;
  managerId(target: ManagerTarget): SiUserId | null;
  isShared(row: JournalRow): boolean;
  /** Whether SI had the account when everybody was last read. */
  existed(id: SiUserId): boolean;
  /** The profile a write that changes none of it must leave as it is, read now; undefined where that is not looked at. */
  profileToKeep(id: SiUserId): Promise<SiUser | undefined>;
  /**
   * Writes `sent` into the journal. Called immediately before each request that changes something:
   * after it the operation has to be treated as possibly done.
   */
  markSent(row: JournalRow, before?: WriteValues): Promise<void>;
}

/** The account a creation would make, if it exists already: by external ID, then by login (SI reference §11.1). */
export async function findAccount(si: SiApi, values: WriteValues, signal: AbortSignal): Promise<SiUser | undefined> {
  return (await findById(si, values, signal)) ?? findByLogin(si, values, signal);
}

async function findById(si: SiApi, { employeeId }: WriteValues, signal: AbortSignal): Promise<SiUser | undefined> {
  return employeeId ? si.findByExternalId(employeeId, { signal }) : undefined;
}

async function findByLogin(si: SiApi, { workEmail }: WriteValues, signal: AbortSignal): Promise<SiUser | undefined> {
  return workEmail ? si.findByLogin(workEmail, { signal }) : undefined;
}

async function createAccount(row: JournalRow, context: PerformContext, values: WriteValues): Promise<Performed> {
  const { si, hold } = context;
  const byId = await findById(si, values, hold);
  const there = byId ?? (await findByLogin(si, values, hold));
  // What was sent before and found nowhere has been applied after all.
  if (there && row.resent) return { state: 'confirmed', siUserId: there.id };
  // Somebody has made the account since the preview: the next preview matches it.
  if (there) return { state: 'skipped', skip: 'already-so', siUserId: byId?.id };
  const email = must(values.workEmail, 'a creation has an email');
  const { answer, shared } = await invite(row, values, context);
  const made = answer ?? (await readBack(() => si.findByLogin(email)));
  // An invitation can be answered with an account that was there before: that is nobody's creation.
  if (!made || context.existed(made.id)) throw new AppError('write-not-confirmed', { operation: 'create' });
  // Nothing stood there before, so whatever resembles a name is SI's form of it.
  const { firstName = null, lastName = null } = values;
  const { kept } = differenceOf({ firstName, lastName }, made, { before: { firstName: null, lastName: null } });
  return { state: 'confirmed', siUserId: made.id, kept, shared };
}

/**
 * A browser repeats by itself what was swallowed by a connection that broke, and then the second invitation is refused
 * because the first was carried out: a refusal counts only where nobody has the login. Where another browser was quicker the
 * account has an ID by now, or before its fields are written: it is `shared`. No answer: nobody is named.
 */
async function invite(
  row: JournalRow,
  values: WriteValues,
  { si, hold, markSent }: PerformContext,
): Promise<{ readonly answer: SiUser | undefined; readonly shared?: true }> {
  try {
    return { answer: await si.create(values, { hold, beforeSend: () => markSent(row) }) };
  } catch (thrown) {
    if (failureOf(toAppError(thrown)) !== 'refused') throw thrown;
    const made = await readBack(async () => values.workEmail && si.findByLogin(values.workEmail));
    if (!made) throw thrown;
    // Only somebody else gives it an ID before we do.
    return typeof made.externalId === 'string' ? { answer: made, shared: true } : { answer: made };
  }
}

async function writeFields(
  row: JournalRow,
  context: PerformContext,
  { values, keeps }: Extract<OperationBody, { stage: 'fields' }>,
): Promise<Performed> {
  const { si } = context;
  const id = context.accountOf(row);
  let before: WriteValues = {};
  const answer = await si.writeFields(id, values, {
    hold: context.hold,
    beforeSend: async (present) => {
      before = shownValues(present);
      await context.markSent(row, before);
    },
  });
  assertKept(before, values, answer, 'fields');
  if (notTaken(values, answer).length === 0) return { state: 'confirmed', siUserId: id };
  // The answer may be an old one: only what the account itself does not show was not taken.
  const [shown = answer] = await readBack(() => si.readUsers([id]));
  const { kept, dropped, missed } = differenceOf(values, shown, { before, keeps });
  if (missed.length === 0) return { state: 'confirmed', siUserId: id, kept };
  return {
    state: 'failed',
    error: { code: 'write-not-confirmed', context: { operation: 'fields', fields: missed } },
    dropped,
    kept,
  };
}

/** Errors: `write-blanked-field` naming what SI emptied without being asked to. */
export function assertKept(before: WriteValues, written: WriteValues, after: SiUser, operation: string): void {
  const fields = Object.keys(blankedValues(before, written, after));
  if (fields.length > 0) throw new AppError('write-blanked-field', { operation, fields });
}

/** Performs one operation and verifies it by what SI answers. Errors: AppError, after `markSent` the outcome is open. */
export async function performOne(row: JournalRow, context: PerformContext): Promise<Performed> {
  const { operation } = row;
  switch (operation.stage) {
    case 'create':
      return createAccount(row, context, operation.values);
    case 'fields':
      return writeFields(row, context, operation);
    case 'managers': {
      const id = context.accountOf(row);
      const target = context.managerId(operation.to);
      const before = await context.profileToKeep(id);
      const beforeSend = () => context.markSent(row, before && shownValues(before));
      const answer = await context.si.writeManager(id, target, { hold: context.hold, beforeSend });
      if (before) assertKept(shownValues(before), {}, answer, 'managers');
      if (typeof answer.managerId !== 'symbol' && answer.managerId !== target) {
        throw new AppError('write-not-confirmed', { operation: 'managers', fields: ['supervisor'] });
      }
      return { state: 'confirmed', siUserId: id };
    }
    case 'mails': {
      // Whoever else made the account may have asked for the mail: none is better than two, and the list says so.
      if (context.isShared(row)) return { state: 'skipped', skip: 'made-by-two' };
      const id = context.accountOf(row);
      const beforeSend = () => context.markSent(row);
      await context.si.sendPasswordEmail(id, { hold: context.hold, beforeSend });
      return { state: 'confirmed', siUserId: id };
    }
    case 'reactivate':
    case 'deactivate':
      throw new AppError('bug', {}, { cause: new Error('locks are performed in batches') });
    default:
      return assertNever(operation);
  }
}
