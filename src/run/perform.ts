import type { JournalRow, SkipReason } from '../history/schema.ts';
import { AppError } from '../shared/app-error.ts';
import { assertNever, must } from '../shared/assert.ts';
import type { SiUserId } from '../shared/ids.ts';
import type { SiUser } from '../sync/people.ts';
import type { ManagerTarget, WriteValues } from '../sync/plan-types.ts';
import { readBack } from './failure.ts';
import type { SiApi } from '../si-api/si-api.ts';
import { notTaken } from './verify.ts';

/** What SI confirmed of one operation, or why nothing was sent. */
export type Performed =
  | { readonly state: 'confirmed'; readonly siUserId: SiUserId }
  | { readonly state: 'skipped'; readonly skip: SkipReason };

export interface PerformContext {
  readonly si: SiApi;
  readonly signal: AbortSignal;
  /** SI account of a journal row's person, creations of this run included. */
  accountOf(row: JournalRow): SiUserId;
  managerId(target: ManagerTarget): SiUserId | null;
  /**
   * Writes `sent` into the journal. Called immediately before each request that changes something:
   * after it the operation has to be treated as possibly done.
   */
  markSent(row: JournalRow): Promise<void>;
}

/** The account a creation would make, if it exists already: by external ID, then by login (SI reference §11.1). */
export async function findAccount(si: SiApi, values: WriteValues, signal: AbortSignal): Promise<SiUser | undefined> {
  const byId = values.employeeId ? await si.findByExternalId(values.employeeId, { signal }) : undefined;
  return byId ?? (values.workEmail ? si.findByLogin(values.workEmail, { signal }) : undefined);
}

async function createAccount(row: JournalRow, context: PerformContext, values: WriteValues): Promise<Performed> {
  const { si, signal } = context;
  // Somebody has made the account since the preview: the next preview matches it.
  if (await findAccount(si, values, signal)) return { state: 'skipped', skip: 'already-so' };
  const email = must(values.workEmail, 'a creation has an email');
  await context.markSent(row);
  const made = (await si.create(values)) ?? (await readBack(() => si.findByLogin(email)));
  if (!made) throw new AppError('write-not-confirmed', { operation: 'create' });
  return { state: 'confirmed', siUserId: made.id };
}

/** Performs one operation and verifies it by what SI answers. Errors: AppError, after `markSent` the outcome is open. */
export async function performOne(row: JournalRow, context: PerformContext): Promise<Performed> {
  const { operation } = row;
  switch (operation.stage) {
    case 'create':
      return createAccount(row, context, operation.values);
    case 'fields': {
      const id = context.accountOf(row);
      await context.markSent(row);
      const answer = await context.si.writeFields(id, operation.values);
      const missed = notTaken(operation.values, answer);
      if (missed.length > 0) throw new AppError('write-not-confirmed', { operation: 'fields', fields: missed });
      return { state: 'confirmed', siUserId: id };
    }
    case 'managers': {
      const id = context.accountOf(row);
      const target = context.managerId(operation.to);
      await context.markSent(row);
      const answer = await context.si.writeManager(id, target);
      if (typeof answer.managerId !== 'symbol' && answer.managerId !== target) {
        throw new AppError('write-not-confirmed', { operation: 'managers', fields: ['supervisor'] });
      }
      return { state: 'confirmed', siUserId: id };
    }
    case 'mails': {
      const id = context.accountOf(row);
      await context.markSent(row);
      await context.si.sendPasswordEmail(id);
      return { state: 'confirmed', siUserId: id };
    }
    case 'reactivate':
    case 'deactivate':
      throw new AppError('bug', {}, { cause: new Error('locks are performed in batches') });
    default:
      return assertNever(operation);
  }
}
