import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { connectDatabase, type Database } from '../../../src/runner/store/database.ts';
import { createRunLock, type TenantLock } from '../../../src/runner/store/run-lock.ts';
import { createStores } from '../../../src/runner/store/stores.ts';
import type { Turn } from '../../../src/runner/store/tenant.ts';
import { aChange, acme, aJournalRow, aPlanHeader, aRun, aRunPerson, runId, siUserId } from '../../builders/stored.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { breakLocks, freshDatabase } from '../support/fresh-database.ts';
import { putFacts } from '../../put-facts.ts';

const fresh = freshDatabase();

interface Worker {
  readonly database: Database;
  readonly lock: TenantLock;
  readonly stores: Stores;
}

let tenant: string;

beforeEach(async () => {
  ({ tenant } = await fresh().home());
});

/** A process of its own, as far as the database can tell. */
async function startWorker(of = tenant): Promise<Worker> {
  const database = await connectDatabase(fresh().url, 3);
  onTestFinished(() => database.close());
  const turn: Turn = {};
  return {
    database,
    lock: createRunLock(database, of, turn),
    stores: createStores(database, of, { key: fresh().key, turn }),
  };
}

/** Work that goes on until it is let end. */
function workUntilEnded() {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end };
}

describe('the lock of a tenant', () => {
  test('is taken by one of many workers at once, and by the next when the work has ended', async () => {
    const workers = await Promise.all([startWorker(), startWorker(), startWorker(), startWorker()]);
    const { work, end } = workUntilEnded();
    const begun = await Promise.all(workers.map(({ lock }) => lock.tryStart(work)));
    expect(begun.filter(Boolean)).toHaveLength(1);

    const holder = workers[begun.indexOf(true)];
    const other = workers[begun.indexOf(false)];
    expect(await other?.lock.tryStart(async () => undefined)).toBe(false);
    end();
    await holder?.lock.free();
    expect(await other?.lock.tryStart(async () => undefined)).toBe(true);
    await other?.lock.free();
  });

  test('is taken once by one worker that asks twice at once', async () => {
    const { lock } = await startWorker();
    const { work, end } = workUntilEnded();
    const begun = await Promise.all([lock.tryStart(work), lock.tryStart(work)]);
    expect(begun.toSorted((one, other) => Number(one) - Number(other))).toEqual([false, true]);
    end();
    await lock.free();
  });

  test('is free again when the work throws, and what it throws is its own affair', async () => {
    quietErrors();
    const { lock, stores } = await startWorker();
    const failing = async () => {
      await stores.plans.save(aPlanHeader('p'), [aChange(1)]);
      await stores.runs.open(aRun('r', 1), [], [], aPlanHeader('q'));
    };
    expect(await lock.tryStart(failing)).toBe(true);
    await lock.free();
    expect(await lock.tryStart(async () => undefined)).toBe(true);
    await lock.free();
  });

  test('keeps nobody from another tenant', async () => {
    const one = await startWorker();
    const other = await startWorker((await fresh().home()).tenant);
    const { work, end } = workUntilEnded();
    expect([await one.lock.tryStart(work), await other.lock.tryStart(work)]).toEqual([true, true]);
    end();
    await Promise.all([one.lock.free(), other.lock.free()]);
  });

  test('is nobody’s where there is no such tenant', async () => {
    const { lock } = await startWorker('nobody');
    expect(await lock.tryStart(async () => undefined)).toBe(false);
  });
});

/** Every way a run stores something. */
const writes: readonly (readonly [string, (stores: Stores) => Promise<unknown>])[] = [
  ['a journal row', ({ runs }) => runs.putRow(aJournalRow('r', 0, { state: 'sent' }), 'strict')],
  ['a run', ({ runs }) => runs.put(aRun('r', 1, { state: 'done' }))],
  ['people', ({ runs }) => runs.putPeople([aRunPerson('r', 0, { outcome: 'confirmed' })])],
  ['another run', ({ runs }) => runs.open(aRun('s', 2), [], [])],
  ['a plan', ({ plans }) => plans.save(aPlanHeader('q'), [aChange(1)])],
  ['what goes on', ({ state }) => state.set('activity', { kind: 'idle' })],
  ['what is over', ({ state }) => state.clear('activity')],
  ['facts', ({ pairs }) => putFacts(pairs, { pair: acme, manualImportDone: true, notWritable: [] })],
  ['who is informed', ({ pairs }) => pairs.changeUninformed(acme, [], [siUserId('u')])],
  ['settings', ({ settings }) => settings.set({ ...defaultSettings, headCount: 1 })],
  ['a secret', ({ secrets }) => secrets.set('si-token', 'acme.small-improvements.com', 't')],
  ['the audit', ({ audit }) => audit.add([{ atMs: 1, what: 'mode' }])],
];

describe('a worker that lost its connection and works on', () => {
  test.each(writes)('stores %s as long as nobody follows, and no more once somebody does', async (_what, write) => {
    const [lost, next] = [await startWorker(), await startWorker()];
    await lost.stores.runs.open(aRun('r', 1, { state: 'running' }), [aRunPerson('r', 0)], [aJournalRow('r', 0)]);
    const [mine, theirs] = [workUntilEnded(), workUntilEnded()];
    expect(await lost.lock.tryStart(mine.work)).toBe(true);
    await breakLocks(fresh().database);
    await write(lost.stores);

    expect(await next.lock.tryStart(theirs.work)).toBe(true);
    await expect(write(lost.stores)).rejects.toMatchObject({ code: 'storage-failed' });
    await write(next.stores);
    theirs.end();
    await next.lock.free();
    // Still nobody’s: the turn that follows is another one.
    await expect(write(lost.stores)).rejects.toMatchObject({ code: 'storage-failed' });
    mine.end();
    await lost.lock.free();
  });

  test('never has a row stored that whoever follows does not read', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [lost, next] = [await startWorker(), await startWorker()];
      const rows = Array.from({ length: 40 }, (_, seq) => aJournalRow('r', seq));
      await lost.stores.runs.open(aRun('r', 1), [], rows);
      const [mine, theirs] = [workUntilEnded(), workUntilEnded()];
      await lost.lock.tryStart(mine.work);
      await breakLocks(fresh().database);
      const writing = Promise.allSettled(
        rows.map(({ seq }) => lost.stores.runs.putRow(aJournalRow('r', seq, { state: 'sent' }))),
      );
      expect(await next.lock.tryStart(theirs.work)).toBe(true);
      const read = await next.stores.runs.journal(runId('r'));
      const written = await writing;

      const sent = written.map(({ status }) => status === 'fulfilled');
      expect(read.map(({ state }) => state === 'sent')).toEqual(sent);
      mine.end();
      theirs.end();
      await Promise.all([lost.lock.free(), next.lock.free()]);
    }
  });
});
