import { isFinal } from '../../src/domain/journal.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryDb } from '../../src/history/open.ts';
import { createPlanStore } from '../../src/history/plan-store.ts';
import { createRunStore, type RunStore } from '../../src/history/run-store.ts';
import { aJournalRow, aPlanHeader, aRun, aRunPerson, openFreshHistory, planId, runId } from './support.ts';

let db: HistoryDb;
let runs: RunStore;

beforeEach(async () => {
  db = await openFreshHistory();
  runs = createRunStore(db);
});

const names = (list: readonly { readonly id: string }[]) => list.map((run) => run.id);

describe('opening a run', () => {
  test('keeps header, people and every operation', async () => {
    const run = aRun('r', 1, { state: 'running' });
    const people = [aRunPerson('r', 0), aRunPerson('r', 1)];
    const journal = [aJournalRow('r', 0), aJournalRow('r', 1)];
    await runs.open(run, people, journal);

    expect(await runs.get(runId('r'))).toEqual(run);
    expect(await runs.people(runId('r'))).toEqual(people);
    expect(await runs.journal(runId('r'))).toEqual(journal);
  });

  test('takes the plan in the same breath', async () => {
    const header = aPlanHeader('p');
    await createPlanStore(db).save(header, []);
    await runs.open(aRun('r', 1), [], [], header);

    expect((await createPlanStore(db).header(planId('p')))?.runId).toBe('r');
  });

  test.each([
    ['its rows were chosen anew', { fingerprint: 'chosen anew' }],
    ['another run has it', { runId: runId('other') }],
  ])('refuses a plan when %s, and opens nothing', async (_why, over) => {
    const header = aPlanHeader('p');
    await createPlanStore(db).save({ ...header, ...over }, []);

    await expect(runs.open(aRun('r', 1), [aRunPerson('r', 0)], [aJournalRow('r', 0)], header)).rejects.toMatchObject({
      code: 'plan-changed',
    });
    expect(await runs.get(runId('r'))).toBeUndefined();
    expect(await runs.people(runId('r'))).toEqual([]);
    expect(await runs.journal(runId('r'))).toEqual([]);
  });

  test('that cannot be stored leaves nothing half open', async () => {
    const broken = aRunPerson('r', 1, { name: (() => 'a function') as unknown as string });
    await expect(runs.open(aRun('r', 1, { state: 'running' }), [aRunPerson('r', 0), broken], [])).rejects.toMatchObject(
      {
        code: 'storage-failed',
      },
    );

    expect(await runs.openRun()).toBeUndefined();
    expect(await runs.people(runId('r'))).toEqual([]);
  });
});

describe('the open run', () => {
  test('is the one still running, wherever it stands among the others', async () => {
    await runs.put(aRun('old', 1));
    await runs.put(aRun('open', 2, { state: 'running' }));
    await runs.put(aRun('new', 3, { state: 'failed' }));

    expect((await runs.openRun())?.id).toBe('open');
  });

  test('is none once every run has ended', async () => {
    for (const state of ['done', 'cancelled', 'failed', 'blocked'] as const) await runs.put(aRun(state, 1, { state }));
    expect(await runs.openRun()).toBeUndefined();
  });
});

describe('the list of runs', () => {
  test('is newest first, whatever the order of writing, and pages by time', async () => {
    for (const [id, at] of [
      ['b', 20],
      ['d', 40],
      ['a', 10],
      ['c', 30],
    ] as const)
      await runs.put(aRun(id, at));

    expect(names(await runs.list(10))).toEqual(['d', 'c', 'b', 'a']);
    const first = await runs.list(2);
    expect(names(first)).toEqual(['d', 'c']);
    expect(names(await runs.list(2, first.at(-1)?.startedAtMs))).toEqual(['b', 'a']);
    expect(await runs.list(2, 10)).toEqual([]);
  });
});

describe('people of a run', () => {
  beforeEach(async () => {
    const people = Array.from({ length: 12 }, (_, index) => aRunPerson('r', index));
    await runs.open(aRun('r', 1), people, []);
    await runs.open(aRun('q', 2), [aRunPerson('q', 0, { name: 'Somebody else' })], []);
    await runs.open(aRun('s', 3), [aRunPerson('s', 0, { name: 'Somebody else' })], []);
  });

  test('come in order, page by page, of this run only', async () => {
    const page = await runs.people(runId('r'), 4, 3);
    expect(page.map((person) => person.index)).toEqual([4, 5, 6]);
    expect((await runs.people(runId('r'))).map((person) => person.index)).toEqual([...Array(12).keys()]);
    expect(await runs.people(runId('r'), 12, 5)).toEqual([]);
  });

  test('are replaced in place', async () => {
    await runs.putPeople([aRunPerson('r', 3, { outcome: 'confirmed' })]);
    const people = await runs.people(runId('r'));
    expect(people).toHaveLength(12);
    expect(people[3]?.outcome).toBe('confirmed');
  });
});

describe('the journal', () => {
  test('is read in the order of the operations, of this run only', async () => {
    await runs.open(
      aRun('r', 1),
      [],
      [2, 0, 10, 1].map((seq) => aJournalRow('r', seq)),
    );
    await runs.open(aRun('s', 1), [], [aJournalRow('s', 5)]);

    expect((await runs.journal(runId('r'))).map((row) => row.seq)).toEqual([0, 1, 2, 10]);
  });

  test('says what became of a row', async () => {
    await runs.open(aRun('r', 1), [], [aJournalRow('r', 0)]);
    await runs.putRow(aJournalRow('r', 0, { state: 'sent', sentAtMs: 7 }), 'strict');

    expect(await runs.journal(runId('r'))).toEqual([aJournalRow('r', 0, { state: 'sent', sentAtMs: 7 })]);
  });

  test('waits for the disk where asked to, and only there', async () => {
    const asked: (string | undefined)[] = [];
    const watched = new Proxy(db, {
      get(target, key) {
        if (key !== 'transaction') return Reflect.get(target, key) as unknown;
        return (stores: 'journal', mode: 'readwrite', options?: IDBTransactionOptions) => {
          asked.push(options?.durability);
          return target.transaction(stores, mode, options);
        };
      },
    });
    const store = createRunStore(watched);
    await store.putRow(aJournalRow('r', 0));
    await store.putRow(aJournalRow('r', 0), 'strict');
    await store.open(aRun('r', 1), [], []);

    expect(asked).toEqual(['relaxed', 'strict', 'strict']);
  });

  test.each([
    ['pending', false],
    ['sent', false],
    ['confirmed', true],
    ['failed', true],
    ['skipped', true],
    ['unknown', true],
  ] as const)('a row that is %s is final: %s', (state, final) => {
    expect(isFinal(state)).toBe(final);
  });
});
