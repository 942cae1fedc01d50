import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { CompanyPair } from '../domain/ids.ts';
import type { HistorySchema } from './schema.ts';

type Upgrade = IDBPTransaction<HistorySchema, StoreNames<HistorySchema>[], 'versionchange'>;

/** One step a version; each falls through to the next. */
export async function migrate(
  db: IDBPDatabase<HistorySchema>,
  oldVersion: number,
  _newVersion: number | null,
  tx: Upgrade,
): Promise<void> {
  if (oldVersion < 1) {
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
  if (oldVersion < 2) {
    db.createObjectStore('uninformed', { keyPath: ['pair', 'siUserId'] });
    db.createObjectStore('reverted', { keyPath: ['pair', 'changeKey'] });
  }
  if (oldVersion < 3) tx.objectStore('runs').createIndex('by-state', 'state');
  if (oldVersion < 4) await separatePairs(tx, oldVersion >= 1);
  if (oldVersion < 5) {
    db.createObjectStore('ownForms', { keyPath: ['pair', 'siUserId'] });
    await forgetNotWritable(tx);
  }
}

/** Everybody of a run gets the pair of the run, and what names people is found by pair. */
async function separatePairs(tx: Upgrade, used: boolean): Promise<void> {
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
async function forgetNotWritable(tx: Upgrade): Promise<void> {
  const pairs = tx.objectStore('pairs');
  for (const facts of await pairs.getAll()) await pairs.put({ ...facts, notWritable: [] });
}
