import { beforeEach, describe, expect, test } from 'vitest';
import type { CompanyPair } from '../../../src/domain/ids.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { acme, aJournalRow, aPlanHeader, aRun, aRunPerson, planId, runId, unstorable } from '../../builders/stored.ts';
import type { Home, MakeHome } from './home.ts';

const globex = 'globex|si-globex' as CompanyPair;
const names = (list: readonly { readonly id: string }[]) => list.map((run) => run.id);

export function runsContract(makeHome: MakeHome): void {
  let home: Home;
  let runs: Stores['runs'];
  let plans: Stores['plans'];

  beforeEach(async () => {
    home = await makeHome();
    ({ runs, plans } = home.stores());
  });

  describe('opening a run', () => {
    test('keeps header, people and every operation', async () => {
      const run = aRun('r', 1, { state: 'running' });
      const people = [aRunPerson('r', 0), aRunPerson('r', 1)];
      const journal = [aJournalRow('r', 0), aJournalRow('r', 1)];
      await runs.open(run, people, journal);

      const other = home.stores().runs;
      expect(await other.get(runId('r'))).toEqual(run);
      expect(await other.people(runId('r'))).toEqual(people);
      expect(await other.journal(runId('r'))).toEqual(journal);
    });

    test('keeps 5,000 people with two operations each, in order', async () => {
      const people = Array.from({ length: 5_000 }, (_, index) => aRunPerson('r', index));
      const journal = Array.from({ length: 10_000 }, (_, seq) => aJournalRow('r', seq));
      await runs.open(aRun('r', 1), people, journal);

      expect(await runs.people(runId('r'))).toEqual(people);
      expect(await runs.journal(runId('r'))).toEqual(journal);
    });

    test('takes the plan in the same breath', async () => {
      const header = aPlanHeader('p');
      await plans.save(header, []);
      await runs.open(aRun('r', 1), [], [], header);

      expect((await plans.header(planId('p')))?.runId).toBe('r');
    });

    test.each([
      ['its rows were chosen anew', { fingerprint: 'chosen anew' }],
      ['another run has it', { runId: runId('other') }],
      ['it is gone', { id: planId('q') }],
    ])('refuses a plan when %s, and opens nothing', async (_why, over) => {
      const header = aPlanHeader('p');
      await plans.save({ ...header, ...over }, []);

      await expect(runs.open(aRun('r', 1), [aRunPerson('r', 0)], [aJournalRow('r', 0)], header)).rejects.toMatchObject({
        code: 'plan-changed',
      });
      expect(await runs.get(runId('r'))).toBeUndefined();
      expect(await runs.people(runId('r'))).toEqual([]);
      expect(await runs.journal(runId('r'))).toEqual([]);
    });

    test('by many workers at once takes a plan once', async () => {
      const header = aPlanHeader('p');
      await plans.save(header, []);
      const opened = await Promise.allSettled(
        Array.from({ length: 6 }, (_, at) =>
          home.stores().runs.open(aRun(`r${at}`, at), [aRunPerson(`r${at}`, 0)], [aJournalRow(`r${at}`, 0)], header),
        ),
      );

      expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const each of opened)
        if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'plan-changed' });
      const winner = `r${opened.findIndex(({ status }) => status === 'fulfilled')}`;
      expect((await plans.header(planId('p')))?.runId).toBe(winner);
      expect(names(await runs.list(10))).toEqual([winner]);
      expect((await Promise.all(opened.map((_, at) => runs.journal(runId(`r${at}`))))).flat()).toHaveLength(1);
    });

    test('and choosing rows at once leaves the plan to one of the two', async () => {
      for (let round = 0; round < 5; round += 1) {
        const header = aPlanHeader('p');
        await plans.save(header, []);
        const [chosen, opened] = await Promise.allSettled([
          home.stores().plans.replace(header, { ...header, fingerprint: 'chosen anew' }, []),
          runs.open(aRun(`r${round}`, round), [], [], header),
        ]);

        const isChosen = chosen.status === 'fulfilled' && chosen.value;
        expect(isChosen).toBe(opened.status === 'rejected');
        const { runId: by, fingerprint } = (await plans.header(planId('p'))) ?? {};
        expect([by, fingerprint]).toEqual(isChosen ? [undefined, 'chosen anew'] : [`r${round}`, header.fingerprint]);
      }
    });

    test('that cannot be stored leaves nothing half open, and the plan free', async () => {
      const header = aPlanHeader('p');
      await plans.save(header, []);
      const people = [aRunPerson('r', 0), unstorable(aRunPerson('r', 1))];
      await expect(runs.open(aRun('r', 1, { state: 'running' }), people, [], header)).rejects.toMatchObject({
        code: 'storage-failed',
      });

      expect(await runs.openRun()).toBeUndefined();
      expect(await runs.people(runId('r'))).toEqual([]);
      expect((await plans.header(planId('p')))?.runId).toBeUndefined();
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
      await runs.put(aRun('open', 2, { state: 'running' }));
      for (const state of ['done', 'cancelled', 'failed', 'blocked'] as const) {
        await runs.put(aRun('open', 2, { state }));
        await runs.put(aRun(state, 1, { state }));
      }
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

    test('follows a run that is put again', async () => {
      await runs.put(aRun('a', 1));
      await runs.put(aRun('b', 2));
      await runs.put(aRun('a', 3, { pair: globex }));

      expect(names(await runs.list(10))).toEqual(['a', 'b']);
      expect(names(await runs.listOf(acme, 10))).toEqual(['b']);
      expect(names(await runs.listOf(globex, 10))).toEqual(['a']);
    });

    test('of one company pair holds no run of another', async () => {
      for (const [id, at, pair] of [
        ['a', 1, acme],
        ['b', 2, globex],
        ['c', 3, acme],
        ['d', 4, acme],
      ] as const)
        await runs.put(aRun(id, at, { pair }));

      expect(names(await runs.listOf(acme, 10))).toEqual(['d', 'c', 'a']);
      expect(names(await runs.listOf(acme, 1))).toEqual(['d']);
      expect(names(await runs.listOf(acme, 10, 3))).toEqual(['a']);
      expect(names(await runs.listOf(globex, 10))).toEqual(['b']);
      expect([await runs.countOthers(acme), await runs.countOthers(globex), await runs.countOthers(undefined)]).toEqual(
        [1, 3, 4],
      );
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
      expect((await runs.people(runId('r'), 9)).map((person) => person.index)).toEqual([9, 10, 11]);
      expect(await runs.people(runId('r'), 12, 5)).toEqual([]);
    });

    test('are replaced in place', async () => {
      await runs.putPeople([aRunPerson('r', 3, { outcome: 'confirmed' })]);
      const people = await runs.people(runId('r'));
      expect(people).toHaveLength(12);
      expect(people[3]).toEqual(aRunPerson('r', 3, { outcome: 'confirmed' }));
    });

    test('of no run that is stored are not kept', async () => {
      await runs.putPeople([]);
      await runs.putPeople([aRunPerson('gone', 0), aRunPerson('r', 3, { outcome: 'failed' })]);
      expect(await runs.people(runId('gone'))).toEqual([]);
      expect((await runs.people(runId('r')))[3]?.outcome).toBe('failed');
    });

    test('that cannot all be stored stay as they were', async () => {
      const people = [aRunPerson('r', 1, { outcome: 'confirmed' }), unstorable(aRunPerson('r', 2))];
      await expect(runs.putPeople(people)).rejects.toMatchObject({ code: 'storage-failed' });
      expect((await runs.people(runId('r')))[1]?.outcome).toBe('pending');
    });

    test('have a timeline over the runs of their pair, newest first', async () => {
      await runs.open(aRun('t', 9), [aRunPerson('t', 5, { changeKey: 'e:0', outcome: 'failed' })], []);
      await runs.open(aRun('g', 8, { pair: globex }), [aRunPerson('g', 0)], []);

      const times = await runs.timeline(acme, 'e:0', 10);
      expect(times.map(({ run, person }) => [run.id, person.index])).toEqual([
        ['t', 5],
        ['s', 0],
        ['q', 0],
        ['r', 0],
      ]);
      expect(times[0]?.person).toEqual(aRunPerson('t', 5, { changeKey: 'e:0', outcome: 'failed' }));
      expect(await runs.timeline(acme, 'e:0', 2)).toHaveLength(2);
      expect(names((await runs.timeline(globex, 'e:0', 9)).map(({ run }) => run))).toEqual(['g']);
      expect(await runs.timeline(acme, 'e:77', 9)).toEqual([]);
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

    test.each(['strict', 'relaxed', undefined] as const)(
      'says to everybody what became of a row as soon as it was put (%s)',
      async (durability) => {
        await runs.open(aRun('r', 1), [], [aJournalRow('r', 0), aJournalRow('r', 1)]);
        await runs.putRow(aJournalRow('r', 0, { state: 'sent', sentAtMs: 7 }), durability);

        expect(await home.stores().runs.journal(runId('r'))).toEqual([
          aJournalRow('r', 0, { state: 'sent', sentAtMs: 7 }),
          aJournalRow('r', 1),
        ]);
      },
    );

    test('takes many rows at once', async () => {
      const seqs = [...Array(40).keys()];
      await runs.open(
        aRun('r', 1),
        [],
        seqs.map((seq) => aJournalRow('r', seq)),
      );
      await Promise.all(seqs.map((seq) => runs.putRow(aJournalRow('r', seq, { state: 'confirmed' }))));

      expect((await runs.journal(runId('r'))).map((row) => row.state)).toEqual(seqs.map(() => 'confirmed'));
    });
  });

  describe('dropping old runs', () => {
    const open = (id: string, at: number, over: Parameters<typeof aRun>[2] = {}) =>
      runs.open(aRun(id, at, over), [aRunPerson(id, 0)], [aJournalRow(id, 0)]);

    test('takes those of before the instant with people and journal', async () => {
      for (const [id, at] of [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ] as const)
        await open(id, at);

      expect(await runs.prune({ beforeMs: 3, keep: 10 })).toBe(2);
      expect(names(await runs.list(10))).toEqual(['c']);
      for (const id of ['a', 'b']) {
        expect(await runs.people(runId(id))).toEqual([]);
        expect(await runs.journal(runId(id))).toEqual([]);
      }
      expect(await runs.people(runId('c'))).toHaveLength(1);
      expect(await runs.journal(runId('c'))).toHaveLength(1);
      expect(await runs.prune({ beforeMs: 3, keep: 10 })).toBe(0);
    });

    test('keeps the newest of each company pair, whatever the other has', async () => {
      await open('old', 1, { pair: globex });
      for (let at = 2; at < 8; at += 1) await open(`r${at}`, at);

      expect(await runs.prune({ beforeMs: Number.NEGATIVE_INFINITY, keep: 3 })).toBe(3);
      expect(names(await runs.listOf(globex, 9))).toEqual(['old']);
      expect(names(await runs.listOf(acme, 9))).toEqual(['r7', 'r6', 'r5']);
    });

    test('never takes a run that is open', async () => {
      await open('open', 1, { state: 'running' });
      await open('done', 2);

      expect(await runs.prune({ beforeMs: 10, keep: 0 })).toBe(1);
      expect(names(await runs.list(9))).toEqual(['open']);
      expect(await runs.journal(runId('open'))).toHaveLength(1);
    });
  });
}
