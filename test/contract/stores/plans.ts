import { beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../../../src/domain/change.ts';
import { rowsPerPage } from '../../../src/history/schema.ts';
import type { Stores } from '../../../src/run/deps.ts';
import { aChange, aPlanHeader, planId, runId, unstorable } from '../../builders/stored.ts';
import type { Home, MakeHome } from './home.ts';

const changes = (count: number, over: Partial<Change> = {}) =>
  Array.from({ length: count }, (_, index) => aChange(index, over));

export function plansContract(makeHome: MakeHome): void {
  let home: Home;
  let plans: Stores['plans'];
  let state: Stores['state'];

  beforeEach(async () => {
    home = await makeHome();
    ({ plans, state } = home.stores());
  });

  describe('saving a plan', () => {
    test('gives back 10,000 rows in order, to another worker as well', async () => {
      const rows = changes(10_000);
      await plans.save(aPlanHeader('a', { rows: rows.length }), rows);

      const read = await home.stores().plans.read(planId('a'));
      expect(read?.plan.changes).toEqual(rows);
      expect(read?.header.rows).toBe(10_000);
    });

    test('makes pages of 200 rows, the last one the rest', async () => {
      expect(rowsPerPage).toBe(200);
      const rows = changes(450);
      await plans.save(aPlanHeader('a'), rows);

      expect(await plans.page(planId('a'), 0)).toEqual(rows.slice(0, 200));
      expect(await plans.page(planId('a'), 1)).toEqual(rows.slice(200, 400));
      expect(await plans.page(planId('a'), 2)).toEqual(rows.slice(400));
      expect(await plans.page(planId('a'), 3)).toEqual([]);
      expect(await plans.page(planId('other'), 0)).toEqual([]);
    });

    test('makes it the current plan, says where everybody stands, and takes the last preview error away', async () => {
      await state.set('preview-error', { error: { code: 'offline', context: {} }, atMs: 1 });
      await plans.save(aPlanHeader('a'), [aChange(7), aChange(8, { employeeId: undefined })]);

      expect(await state.get('current-plan')).toEqual({ planId: 'a' });
      expect(await state.get('plan-index')).toEqual({ planId: 'a', employees: ['7', ''] });
      expect(await state.get('preview-error')).toBeUndefined();
    });

    test('drops the plan before it with all its pages', async () => {
      await plans.save(aPlanHeader('a'), changes(401));
      await plans.save(aPlanHeader('b'), changes(1));

      expect(await plans.header(planId('a'))).toBeUndefined();
      expect(await plans.read(planId('a'))).toBeUndefined();
      for (const page of [0, 1, 2]) expect(await plans.page(planId('a'), page)).toEqual([]);
    });

    test('again with fewer rows leaves no page of the longer one', async () => {
      await plans.save(aPlanHeader('a'), changes(401));
      await plans.save(aPlanHeader('a'), changes(3));

      expect((await plans.read(planId('a')))?.plan.changes).toHaveLength(3);
    });

    test('without rows gives a plan without rows', async () => {
      await plans.save(aPlanHeader('a'), []);
      expect((await plans.read(planId('a')))?.plan.changes).toEqual([]);
    });

    test('that cannot be stored leaves the plan before it as it was', async () => {
      await plans.save(aPlanHeader('a'), changes(1));
      const rows = [...changes(300), unstorable(aChange(300))];
      await expect(plans.save(aPlanHeader('b'), rows)).rejects.toMatchObject({ code: 'storage-failed' });

      expect((await plans.read(planId('a')))?.plan.changes).toHaveLength(1);
      expect(await plans.header(planId('b'))).toBeUndefined();
      expect(await state.get('current-plan')).toEqual({ planId: 'a' });
    });

    test('by two workers at once leaves one plan, whole, and that is the current one', async () => {
      const other = home.stores().plans;
      for (let round = 0; round < 5; round += 1) {
        await Promise.all([
          plans.save(aPlanHeader('a'), changes(401, { name: 'a' })),
          other.save(aPlanHeader('b'), changes(201, { name: 'b' })),
        ]);
        const current = await state.get('current-plan');
        const headers = [await plans.header(planId('a')), await plans.header(planId('b'))];
        expect(headers.flatMap((header) => header?.id ?? [])).toEqual([current?.planId]);
        const rows = (await plans.read(planId(String(current?.planId))))?.plan.changes ?? [];
        expect(rows).toHaveLength(current?.planId === 'a' ? 401 : 201);
        expect(new Set(rows.map(({ name }) => name))).toEqual(new Set([current?.planId]));
      }
    });
  });

  describe('reading a plan', () => {
    test('gives header and rows of one moment while another worker replaces them', async () => {
      let header = aPlanHeader('a', { fingerprint: '0' });
      await plans.save(header, changes(401, { name: '0' }));
      const other = home.stores().plans;
      const write = async () => {
        for (let round = 1; round <= 20; round += 1) {
          const next = { ...header, fingerprint: String(round) };
          expect(await other.replace(header, next, changes(401, { name: String(round) }))).toBe(true);
          header = next;
        }
      };
      const writing = write();
      const seen: string[] = [];
      for (let round = 0; round < 20; round += 1) {
        const read = await plans.read(planId('a'));
        seen.push(...new Set([...(read?.plan.changes ?? []).map(({ name }) => name), read?.header.fingerprint ?? '']));
      }
      await writing;
      expect(seen).toHaveLength(20);
    });
  });

  describe('replacing a plan', () => {
    test('puts the new header and rows in place of what was looked at', async () => {
      const before = aPlanHeader('a');
      await plans.save(before, changes(401));
      const next = { ...before, fingerprint: 'other' };

      expect(await plans.replace(before, next, changes(201, { selected: false }))).toBe(true);
      const read = await plans.read(planId('a'));
      expect(read?.header.fingerprint).toBe('other');
      expect(read?.plan.changes).toEqual(changes(201, { selected: false }));
    });

    test('keeps the rows where none are given', async () => {
      const before = aPlanHeader('a');
      await plans.save(before, changes(3));

      expect(await plans.replace(before, { ...before, fingerprint: 'other' })).toBe(true);
      const read = await plans.read(planId('a'));
      expect([read?.header.fingerprint, read?.plan.changes.length]).toEqual(['other', 3]);
    });

    test('does nothing when the rows were chosen anew meanwhile', async () => {
      const before = aPlanHeader('a');
      await plans.save({ ...before, fingerprint: 'chosen anew' }, changes(1));

      expect(await plans.replace(before, { ...before, fingerprint: 'mine' }, changes(1, { name: 'Mine' }))).toBe(false);
      const read = await plans.read(planId('a'));
      expect(read?.header.fingerprint).toBe('chosen anew');
      expect(read?.plan.changes[0]?.name).toBe('Person 0');
    });

    test('does nothing when a run has taken the plan, or it is gone', async () => {
      const before = aPlanHeader('a');
      await plans.save({ ...before, runId: runId('r') }, []);
      expect(await plans.replace(before, { ...before, fingerprint: 'mine' }, [])).toBe(false);

      await plans.save(aPlanHeader('b'), []);
      expect(await plans.replace(before, { ...before, fingerprint: 'mine' }, [])).toBe(false);
      expect(await plans.header(planId('a'))).toBeUndefined();
    });

    test('does nothing when an admin released the plan meanwhile', async () => {
      const before = aPlanHeader('a');
      const override = { fingerprint: before.fingerprint, guards: [], typedCount: 1, reason: 'agreed', atMs: 5 };
      await plans.save({ ...before, override }, []);

      expect(await plans.replace(before, before, [])).toBe(false);
      expect((await plans.header(planId('a')))?.override).toEqual(override);
    });

    test('is done by one of many at once, and the others are told', async () => {
      const before = aPlanHeader('a');
      await plans.save(before, changes(1));
      const replaced = await Promise.all(
        Array.from({ length: 6 }, (_, at) =>
          home.stores().plans.replace(before, { ...before, fingerprint: `by ${at}` }, changes(1, { name: `by ${at}` })),
        ),
      );

      expect(replaced.filter(Boolean)).toHaveLength(1);
      const winner = `by ${replaced.indexOf(true)}`;
      const read = await plans.read(planId('a'));
      expect([read?.header.fingerprint, read?.plan.changes[0]?.name]).toEqual([winner, winner]);
    });
  });

  describe('dropping a plan', () => {
    test('leaves nothing of it', async () => {
      await plans.save(aPlanHeader('a'), changes(201));
      await plans.drop(planId('a'));

      expect(await plans.header(planId('a'))).toBeUndefined();
      for (const page of [0, 1]) expect(await plans.page(planId('a'), page)).toEqual([]);
      expect(await state.get('current-plan')).toBeUndefined();
    });

    test('does not take the current plan away when that is another', async () => {
      await plans.save(aPlanHeader('b'), changes(1));
      await plans.drop(planId('a'));

      expect(await state.get('current-plan')).toEqual({ planId: 'b' });
    });
  });
}
