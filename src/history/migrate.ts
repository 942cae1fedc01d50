import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { HistorySchema } from './schema.ts';

type Database = IDBPDatabase<HistorySchema>;
type Upgrade = IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>;

/** Brings a database one version up. `used`: an earlier version of the extension has worked with it. */
type Step = (db: Database, tx: Upgrade, used: boolean) => void | Promise<void>;

/**
 * Step N makes version N of version N - 1. A step that was released is never changed; a new one goes to the end, and
 * `databaseVersion` counts them. Nothing but the database is awaited in a step: the transaction commits by itself.
 */
export const steps: readonly Step[] = [first, waitingLists, runsByState, settingsHere];

/** Takes every step that is missing, in order. */
export async function migrate(
  db: Database,
  oldVersion: number,
  _newVersion: number | null,
  tx: Upgrade,
): Promise<void> {
  for (const step of steps.slice(oldVersion)) await step(db, tx, oldVersion > 0);
}

function first(db: Database): void {
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

function waitingLists(db: Database): void {
  db.createObjectStore('uninformed', { keyPath: ['pair', 'siUserId'] });
  db.createObjectStore('reverted', { keyPath: ['pair', 'changeKey'] });
}

function runsByState(_db: Database, tx: Upgrade): void {
  tx.objectStore('runs').createIndex('by-state', 'state');
}

/**
 * Settings leave the browser's extension storage. Only a database an earlier version has worked with is told that there
 * may be some to take over, once: in any other nothing that lies there can have come from the product.
 */
async function settingsHere(db: Database, _tx: Upgrade, used: boolean): Promise<void> {
  const store = db.createObjectStore('settings');
  if (used) await store.put(true, 'take-over');
}
