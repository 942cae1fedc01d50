import { type IDBPDatabase, openDB } from 'idb';
import { AppError } from '../shared/app-error.ts';
import { databaseName, databaseVersion, type HistorySchema } from './schema.ts';

export type HistoryDb = IDBPDatabase<HistorySchema>;

/**
 * Opens the database of the extension origin, bringing any earlier version up step by step.
 *
 * Errors: `storage-newer` when a later version of the extension wrote it, `storage-blocked` when another page holds
 * an earlier version open, `storage-failed` otherwise.
 */
export async function openHistory(name: string = databaseName): Promise<HistoryDb> {
  return new Promise((resolve, reject) => {
    // Where storage is forbidden altogether the browser throws at once instead of rejecting.
    const opening = async () =>
      openDB<HistorySchema>(name, databaseVersion, {
        upgrade: migrate,
        blocked: () => reject(new AppError('storage-blocked')),
        // A later version wants to upgrade: let go, so that its page is not the one that is blocked.
        blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
      });
    opening().then(resolve, (cause: unknown) => {
      const newer = cause instanceof DOMException && cause.name === 'VersionError';
      reject(new AppError(newer ? 'storage-newer' : 'storage-failed', { operation: 'open' }, { cause }));
    });
  });
}

/** One step a version; each falls through to the next. */
function migrate(db: HistoryDb, oldVersion: number): void {
  if (oldVersion < 1) {
    db.createObjectStore('plans', { keyPath: 'id' });
    db.createObjectStore('pages', { keyPath: ['planId', 'page'] });
    db.createObjectStore('runs', { keyPath: 'id' }).createIndex('by-start', 'startedAtMs');
    db.createObjectStore('people', { keyPath: ['runId', 'index'] }).createIndex('by-person', 'changeKey');
    db.createObjectStore('journal', { keyPath: ['runId', 'seq'] });
    db.createObjectStore('links', { keyPath: ['pair', 'employeeId'] });
    db.createObjectStore('decisions', { keyPath: ['pair', 'id'] });
    db.createObjectStore('pairs', { keyPath: 'pair' });
    db.createObjectStore('audit', { autoIncrement: true });
    db.createObjectStore('secrets', { keyPath: 'name' });
    db.createObjectStore('keys');
    db.createObjectStore('state');
  }
  if (oldVersion < 2) {
    db.createObjectStore('uninformed', { keyPath: ['pair', 'siUserId'] });
    db.createObjectStore('reverted', { keyPath: ['pair', 'changeKey'] });
  }
}

/** Runs the requests of one transaction: all of them are stored or, whatever fails, none. */
export async function allOrNothing(
  tx: { readonly done: Promise<void>; readonly error: DOMException | null; abort(): void },
  requests: () => Promise<unknown>,
): Promise<void> {
  try {
    await requests();
  } catch (cause) {
    // Left alone, the transaction would store what was asked for before the failure.
    tx.done.catch(() => undefined);
    const reason: unknown = tx.error ?? cause;
    try {
      tx.abort();
    } catch {
      // The browser has aborted it already.
    }
    throw reason;
  }
  await tx.done;
}

/** Runs a piece of database work; a full disk becomes `storage-quota`, any other refusal `storage-failed`. */
export async function stored<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const full = cause instanceof DOMException && cause.name === 'QuotaExceededError';
    throw new AppError(full ? 'storage-quota' : 'storage-failed', { operation }, { cause });
  }
}
