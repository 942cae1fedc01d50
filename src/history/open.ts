import { type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from 'idb';
import { AppError } from '../shared/app-error.ts';
import { lazy } from '../shared/lazy.ts';
import { databaseName, databaseVersion, type HistorySchema } from './schema.ts';

export type HistoryDb = IDBPDatabase<HistorySchema>;

/**
 * Makes something that lives on a connection, once, and anew when the connection was lost: closed by the browser, or
 * given up so that another version could come in. Work under way on the old one fails and is found by the next.
 */
export function onConnection<T>(open: () => Promise<HistoryDb>, make: (db: HistoryDb) => T): () => Promise<T> {
  return lazy(async (forget) => {
    const db = await open();
    db.addEventListener('close', forget);
    db.addEventListener('versionchange', forget);
    return make(db);
  });
}

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
function migrate(
  db: HistoryDb,
  oldVersion: number,
  _newVersion: number | null,
  tx: IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>,
): void {
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
  if (oldVersion < 3) tx.objectStore('runs').createIndex('by-state', 'state');
  if (oldVersion < 4) {
    db.createObjectStore('ownForms', { keyPath: ['pair', 'siUserId'] });
    // Fields were given up after one person's case, also where SI had only kept the value in a form of its own.
    if (oldVersion > 0) void forgetNotWritable(tx);
  }
}

async function forgetNotWritable(
  tx: IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>,
): Promise<void> {
  const pairs = tx.objectStore('pairs');
  for (const facts of await pairs.getAll()) await pairs.put({ ...facts, notWritable: [] });
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
