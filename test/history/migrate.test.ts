import 'fake-indexeddb/auto';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { type IDBPDatabase, type IDBPTransaction, openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createAuditStore } from '../../src/history/audit-store.ts';
import { onConnection, openHistory } from '../../src/history/open.ts';
import type { SiUserId } from '../../src/domain/ids.ts';
import { createPairStore } from '../../src/history/pair-store.ts';
import { createPlanStore } from '../../src/history/plan-store.ts';
import { createHistoryReader } from '../../src/history/reader.ts';
import { createRunStore } from '../../src/history/run-store.ts';
import { createSettingsRecord, takeOverSettings } from '../../src/history/settings-record.ts';
import { bindSecrets, createSecretStore } from '../../src/history/secret-store.ts';
import { steps } from '../../src/history/migrate.ts';
import { databaseName, databaseVersion } from '../../src/history/schema.ts';
import { acme, aChange, aJournalRow, aPlanHeader, aRun, aRunPerson, planId, runId } from '../builders/stored.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/** The stores of a version, written out as that version of the extension made them. */
const stores: Readonly<Record<number, (db: IDBPDatabase, tx: Upgrade) => void>> = {
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
  3: (_db, tx) => {
    tx.objectStore('runs').createIndex('by-state', 'state');
  },
};

/** A database as a version of the extension left it: a plan, an ended and an open run, links, facts, a sealed secret. */
async function leftBy(version: number): Promise<void> {
  const db = await openDB(databaseName, version, {
    upgrade: (made, _old, _new, tx) => {
      for (let step = 1; step <= version; step += 1) stores[step]?.(made, tx);
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
  await db.add('audit', { what: 'decision:ignore:1', after: 'ignore', atMs: 1 });
  await db.add('audit', { what: 'automaticImports', before: 'false', after: 'true', atMs: 2 });
  await db.put('state', { planId: 'p' }, 'current-plan');
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  await db.put('keys', key, 'seal');
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode('t0ken'));
  await db.put('secrets', { name: 'si-token', iv, sealed });
  db.close();
}

const siHost = 'acme.small-improvements.com';

describe.each([1, 2, 3])('a database of version %i', (version) => {
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
    const secrets = createSecretStore(db, crypto);
    expect(await secrets.get('si-token', siHost)).toBeUndefined();
    await bindSecrets(db, crypto, () => siHost);
    expect(await secrets.get('si-token', siHost)).toBe('t0ken');
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

test('each version of the database has its step', () => {
  expect(steps).toHaveLength(databaseVersion);
});

describe('settings of an earlier version', () => {
  const leftBehind = (settings: unknown) => {
    const calls: string[] = [];
    const left = {
      read: async () => {
        calls.push('read');
        return settings;
      },
      clear: async () => {
        calls.push('clear');
      },
    };
    return { left, calls };
  };

  test('are taken over once, and cleared where they were', async () => {
    await leftBy(3);
    const db = await openHistory();
    const { left, calls } = leftBehind({ bambooSubdomain: 'acme' });
    await takeOverSettings(db, left);
    expect(await createSettingsRecord(db).read()).toEqual({ bambooSubdomain: 'acme' });
    expect(calls).toEqual(['read', 'clear']);
    await takeOverSettings(db, leftBehind({ bambooSubdomain: 'evil' }).left);
    expect(await createSettingsRecord(db).read()).toEqual({ bambooSubdomain: 'acme' });
  });

  test('that were taken over before it broke off are not taken again', async () => {
    await leftBy(3);
    const db = await openHistory();
    const { left } = leftBehind({ bambooSubdomain: 'acme' });
    const broken = { ...left, clear: () => Promise.reject(new Error('the browser ended')) };
    await expect(takeOverSettings(db, broken)).rejects.toThrow('storage-failed');
    const { left: later, calls } = leftBehind({ bambooSubdomain: 'evil' });
    await takeOverSettings(db, later);
    expect(await createSettingsRecord(db).read()).toEqual({ bambooSubdomain: 'acme' });
    expect(calls).toContain('clear');
  });

  test('are not looked for where there was no earlier version', async () => {
    const db = await openHistory();
    const { left, calls } = leftBehind({ bambooSubdomain: 'evil' });
    await takeOverSettings(db, left);
    expect(await createSettingsRecord(db).read()).toBeUndefined();
    expect(calls).toEqual([]);
  });
});

describe('secrets of an earlier version', () => {
  test('whose host is not known are removed, and have to be entered again', async () => {
    await leftBy(3);
    const db = await openHistory();
    await bindSecrets(db, crypto, () => '');
    expect(await db.getAllKeys('secrets')).toEqual([]);
  });

  test('that are bound already stay as they are', async () => {
    const db = await openHistory();
    const secrets = createSecretStore(db, crypto);
    await secrets.set('si-token', siHost, 't0ken');
    const mark = await secrets.mark('si-token');
    await bindSecrets(db, crypto, () => 'other.small-improvements.com');
    expect(await secrets.mark('si-token')).toBe(mark);
    expect(await secrets.get('si-token', siHost)).toBe('t0ken');
  });
});

describe('people of two companies in a database of version 3', () => {
  const other = 'other|si-other' as typeof acme;

  async function leftByTwo(): Promise<void> {
    await leftBy(3);
    const db = await openDB(databaseName, 3);
    await db.put('runs', aRun('theirs', 3, { pair: other }));
    await db.put('people', aRunPerson('theirs', 0));
    await db.put('people', aRunPerson('nobody knows which', 0));
    await db.put('pairs', { pair: other, manualImportDone: true, notWritable: [] });
    db.close();
  }

  test('are told apart afterwards by the run they belong to; whoever has none is gone', async () => {
    await leftByTwo();
    const db = await openHistory();
    const runs = createRunStore(db);
    const idsOf = async (pair: typeof acme) => (await runs.timeline(pair, 'e:0', 9)).map(({ run }) => run.id);

    expect(await idsOf(acme)).toEqual(['ended']);
    expect(await idsOf(other)).toEqual(['theirs']);
    expect(await db.count('people')).toBe(2);
    expect(await runs.people(runId('ended'))).toEqual([aRunPerson('ended', 0)]);
    expect((await runs.listOf(acme, 9)).map((run) => run.id)).toEqual(['open', 'ended']);
  });

  test('leave decisions in the audit that nobody can say the company of; with one company they are its own', async () => {
    await leftByTwo();
    const pairsOf = async () => (await createAuditStore(await openHistory()).list(9)).map((entry) => entry.pair);
    expect(await pairsOf()).toEqual([undefined, undefined]);
    globalThis.indexedDB = new IDBFactory();
    await leftBy(3);
    expect(await pairsOf()).toEqual([undefined, acme]);
  });
});

test('a database that cannot be brought up is left as it was, and says that storage failed', async () => {
  await leftBy(3);
  const unlucky = vi.spyOn(IDBCursor.prototype, 'update').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(openHistory()).rejects.toMatchObject({ code: 'storage-quota' });
  unlucky.mockRestore();
  const runs = createRunStore(await openHistory());
  expect(await runs.timeline(acme, 'e:0', 9)).toHaveLength(1);
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

  test('that is lost while things are made of it is opened once more', async () => {
    let tries = 0;
    const service = onConnection(openHistory, async (db) => {
      tries += 1;
      if (tries === 1) {
        forceCloseDatabase(unwrap(db) as unknown as Parameters<typeof forceCloseDatabase>[0]);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return db.getAll('runs');
    });
    expect(await service()).toEqual([]);
    expect(tries).toBe(2);
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
