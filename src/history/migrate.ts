import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { CompanyPair } from '../domain/ids.ts';
import type { HistorySchema } from './schema.ts';

type Database = IDBPDatabase<HistorySchema>;
type Upgrade = IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>;

/** Brings a database one version up. `used`: an earlier version of the extension has worked with it. */
type Step = (db: Database, tx: Upgrade, used: boolean) => void | Promise<void>;

/**
 * Step N makes version N of version N - 1. A step that was released is never changed; a new one goes to the end, and
 * `databaseVersion` counts them. Nothing but the database is awaited in a step: the transaction commits by itself.
 */
export const steps: readonly Step[] = [first, waitingLists, runsByState, separatePairs, ownForms, settingsHere];

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
  db.createObjectStore('people', { keyPath: ['runId', 'index'] });
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

/** Everybody of a run gets the pair of the run, and what names people is found by pair. */
async function separatePairs(_db: Database, tx: Upgrade, used: boolean): Promise<void> {
  const [runs, people] = [tx.objectStore('runs'), tx.objectStore('people')];
  runs.createIndex('by-pair', ['pair', 'startedAtMs']);
  if (used) {
    people.deleteIndex('by-person');
    const pairOf = new Map((await runs.getAll()).map((run) => [run.id, run.pair]));
    for (let cursor = await people.openCursor(); cursor; cursor = await cursor.continue()) {
      const pair = pairOf.get(cursor.value.runId);
      // A person without a run cannot be shown, and nothing says whose company they are of.
      if (pair === undefined) await cursor.delete();
      else await cursor.update({ ...cursor.value, pair });
    }
    await separateAudit(tx);
  }
  people.createIndex('by-person', ['pair', 'changeKey']);
}

/** Entries about people say of which pair, where there was only one so far; else nobody can tell any more. */
async function separateAudit(tx: Upgrade): Promise<void> {
  const pairs: readonly CompanyPair[] = await tx.objectStore('pairs').getAllKeys();
  const [only, another] = pairs;
  if (only === undefined || another !== undefined) return;
  for (let cursor = await tx.objectStore('audit').openCursor(); cursor; cursor = await cursor.continue()) {
    if (cursor.value.what.startsWith('decision:')) await cursor.update({ ...cursor.value, pair: only });
  }
}

/** Fields were given up after one person's case, also where SI had only kept the value in a form of its own. */
async function ownForms(db: Database, tx: Upgrade): Promise<void> {
  db.createObjectStore('ownForms', { keyPath: ['pair', 'siUserId'] });
  const pairs = tx.objectStore('pairs');
  for (const facts of await pairs.getAll()) await pairs.put({ ...facts, notWritable: [] });
}

/**
 * Settings leave the browser's extension storage. Only a database an earlier version has worked with is told that there
 * may be some to take over, once: in any other nothing that lies there can have come from the product.
 */
async function settingsHere(db: Database, _tx: Upgrade, used: boolean): Promise<void> {
  const store = db.createObjectStore('settings');
  if (used) await store.put(true, 'take-over');
}
