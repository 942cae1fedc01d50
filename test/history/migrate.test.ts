import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { onConnection, openHistory } from '../../src/history/open.ts';
import type { SiUserId } from '../../src/domain/ids.ts';
import { createPairStore } from '../../src/history/pair-store.ts';
import { createPlanStore } from '../../src/history/plan-store.ts';
import { createHistoryReader } from '../../src/history/reader.ts';
import { createRunStore } from '../../src/history/run-store.ts';
import { createSecretStore } from '../../src/history/secret-store.ts';
import { databaseName, databaseVersion } from '../../src/history/schema.ts';
import { acme, aChange, aJournalRow, aPlanHeader, aRun, aRunPerson, planId, runId } from './support.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** The stores of a version, written out as that version of the extension made them. */
const stores: Readonly<Record<number, (db: IDBPDatabase) => void>> = {
  1: (db) => {
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
  },
  2: (db) => {
    db.createObjectStore('uninformed', { keyPath: ['pair', 'siUserId'] });
    db.createObjectStore('reverted', { keyPath: ['pair', 'changeKey'] });
  },
};

/** A database as a version of the extension left it: a plan, an ended and an open run, links, facts, a sealed secret. */
async function leftBy(version: number): Promise<void> {
  const db = await openDB(databaseName, version, {
    upgrade: (made) => {
      for (let step = 1; step <= version; step += 1) stores[step]?.(made);
    },
  });
  await db.put('plans', aPlanHeader('p'));
  await db.put('pages', { planId: 'p', page: 0, changes: [aChange(1)] });
  await db.put('runs', aRun('ended', 1));
  await db.put('runs', aRun('open', 2, { state: 'running' }));
  await db.put('people', aRunPerson('ended', 0));
  await db.put('journal', aJournalRow('open', 0, { state: 'sent', sentAtMs: 5 }));
  await db.put('links', { pair: acme, employeeId: '1', siUserId: 'u1', by: 'email', confirmedAtMs: 1 });
  await db.put('pairs', { pair: acme, manualImportDone: true, notWritable: ['jobTitle'] });
  await db.put('state', { planId: 'p' }, 'current-plan');
  const secrets = createSecretStore(db as unknown as Parameters<typeof createSecretStore>[0], crypto);
  await secrets.set('si-token', 't0ken');
  db.close();
}

describe.each([1, 2])('a database of version %i', (version) => {
  test('is brought up with everything in it', async () => {
    await leftBy(version);
    const db = await openHistory();

    expect(db.version).toBe(databaseVersion);
    expect((await createPlanStore(db).read(planId('p')))?.plan.changes).toEqual([aChange(1)]);
    const runs = createRunStore(db);
    expect((await runs.list(10)).map((run) => run.id)).toEqual(['open', 'ended']);
    expect((await runs.openRun())?.id).toBe('open');
    expect(await runs.journal(runId('open'))).toHaveLength(1);
    expect(await runs.people(runId('ended'))).toHaveLength(1);
    const pairs = createPairStore(db);
    expect(await pairs.links(acme)).toHaveLength(1);
    expect(await pairs.facts(acme)).toMatchObject({ manualImportDone: true });
    expect(await createSecretStore(db, crypto).get('si-token')).toBe('t0ken');
  });

  test('compares the fields again that were given up after one person', async () => {
    await leftBy(version);
    expect((await createPairStore(await openHistory()).facts(acme)).notWritable).toEqual([]);
  });

  test('takes, brought up, what only later versions store', async () => {
    await leftBy(version);
    const pairs = createPairStore(await openHistory());
    const row = { pair: acme, changeKey: 'e:1', atMs: 1, runId: runId('r') };
    await pairs.putReverted([row]);
    expect(await pairs.reverted(acme)).toEqual([row]);
    expect(await pairs.uninformed(acme)).toEqual([]);
    const forms = { pair: acme, siUserId: 'u1' as SiUserId, forms: { jobTitle: { sent: 'A  B', kept: 'A B' } } };
    await pairs.putOwnForms([forms]);
    expect(await pairs.ownForms(acme)).toEqual([forms]);
    await pairs.putOwnForms([{ ...forms, forms: {} }]);
    expect(await pairs.ownForms(acme)).toEqual([]);
  });
});

test('a new database and one brought up from the first version have the same stores and indexes', async () => {
  const shapeOf = async () => {
    const db = await openHistory();
    const tx = db.transaction([...db.objectStoreNames]);
    const shape = [...db.objectStoreNames].map((name) => {
      const store = tx.objectStore(name);
      return [name, store.keyPath, store.autoIncrement, [...store.indexNames]];
    });
    db.close();
    return shape;
  };
  const made = await shapeOf();
  globalThis.indexedDB = new IDBFactory();
  await leftBy(1);
  expect(await shapeOf()).toEqual(made);
});

describe('a connection that was lost', () => {
  test('because another version wanted in, is made anew at the next question', async () => {
    const reader = createHistoryReader(() => openHistory());
    expect(await reader.runs(1)).toEqual([]);
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseName);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(new Error('not deleted'));
    });
    expect(await reader.runs(1)).toEqual([]);
  });

  test('because the browser closed it, is made anew, with everything that lives on it; one that stays is kept', async () => {
    let made = 0;
    const opened: IDBDatabase[] = [];
    const service = onConnection(
      async () => {
        const db = await openHistory();
        opened.push(unwrap(db));
        return db;
      },
      () => (made += 1),
    );
    expect([await service(), await service()]).toEqual([1, 1]);
    forceCloseDatabase(opened[0] as unknown as Parameters<typeof forceCloseDatabase>[0]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([await service(), await service()]).toEqual([2, 2]);
  });

  test('that could not be made is tried again', async () => {
    let tries = 0;
    const service = onConnection(
      async () => {
        tries += 1;
        if (tries === 1) throw new Error('not now');
        return openHistory();
      },
      () => 'made',
    );
    await expect(service()).rejects.toThrow('not now');
    expect(await service()).toBe('made');
  });
});
