import { type IDBPDatabase, openDB } from 'idb';
import { AppError, type ErrorCode } from '../shared/app-error.ts';
import { lazy } from '../shared/lazy.ts';
import { migrate } from './migrate.ts';
import { databaseName, databaseVersion, type HistorySchema } from './schema.ts';

export type HistoryDb = IDBPDatabase<HistorySchema>;

/**
 * Makes something that lives on a connection, once, and anew when the connection was lost: closed by the browser, or
 * given up so that another version could come in. Work under way on the old one fails and is found by the next. A connection
 * that is lost while the thing is being made is opened once more.
 */
export function onConnection<T>(
  open: () => Promise<HistoryDb>,
  make: (db: HistoryDb) => T | Promise<T>,
): () => Promise<T> {
  return lazy(async (forget) => {
    const attempt = async (onLost: () => void): Promise<T> => {
      const db = await open();
      db.addEventListener('close', onLost);
      db.addEventListener('versionchange', onLost);
      return make(db);
    };
    let lost = false;
    try {
      return await attempt(() => {
        lost = true;
        forget();
      });
    } catch (thrown) {
      if (!lost) throw thrown;
      return attempt(forget);
    }
  });
}

/**
 * Opens the database of the extension origin, bringing any earlier version up step by step.
 *
 * Errors: `storage-newer` when a later version of the extension wrote it, `storage-blocked` when another page holds
 * an earlier version open, `storage-quota` when the disk is full, `storage-failed` otherwise.
 */
export async function openHistory(name: string = databaseName): Promise<HistoryDb> {
  return new Promise((resolve, reject) => {
    let unmade: unknown;
    // Where storage is forbidden altogether the browser throws at once instead of rejecting.
    const opening = async () =>
      openDB<HistorySchema>(name, databaseVersion, {
        upgrade: (db, oldVersion, newVersion, tx) => {
          migrate(db, oldVersion, newVersion, tx).catch((cause: unknown) => {
            unmade = cause;
            tx.done.catch(() => undefined);
            // Nothing half brought up: the browser puts back what was there, and the opening fails.
            abort(tx);
          });
        },
        blocked: () => reject(new AppError('storage-blocked')),
        // A later version wants to upgrade: let go, so that its page is not the one that is blocked.
        blocking: (_current, _blocked, event) => (event.target as IDBDatabase | null)?.close(),
      });
    opening().then(resolve, (cause: unknown) => {
      reject(storageError('open', unmade ?? cause));
    });
  });
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
    abort(tx);
    throw reason;
  }
  await tx.done;
}

function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // The browser has aborted it already.
  }
}

/** Runs a piece of database work; a full disk becomes `storage-quota`, any other refusal `storage-failed`. */
export async function stored<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw storageError(operation, cause);
  }
}

const codes: Readonly<Record<string, ErrorCode>> = {
  QuotaExceededError: 'storage-quota',
  VersionError: 'storage-newer',
};

/** What the browser threw, by the name it gives it: `UnknownError` and all others are `storage-failed`. */
function storageError(operation: string, cause: unknown): AppError {
  const code = cause instanceof DOMException ? codes[cause.name] : undefined;
  return new AppError(code ?? 'storage-failed', { operation }, { cause });
}
