import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryDb } from '../../src/history/open.ts';
import { createPlanStore, type PlanStore } from '../../src/history/plan-store.ts';
import { rowsPerPage } from '../../src/history/schema.ts';
import { createStateStore } from '../../src/history/state-store.ts';
import type { Change } from '../../src/domain/change.ts';
import { aChange, aPlanHeader, openFreshHistory, planId, runId } from './support.ts';

let db: HistoryDb;
let plans: PlanStore;

beforeEach(async () => {
  db = await openFreshHistory();
  plans = createPlanStore(db);
});

const changes = (count: number, over: Partial<Change> = {}) =>
  Array.from({ length: count }, (_, index) => aChange(index, over));

describe('saving a plan', () => {
  test('10,000 rows come back in order, from 50 pages', async () => {
    const rows = changes(10_000);
    await plans.save(aPlanHeader('a', { rows: rows.length }), rows);

    const read = await plans.read(planId('a'));
    expect(read?.plan.changes).toEqual(rows);
    expect(read?.header.rows).toBe(10_000);
    expect(await db.count('pages')).toBe(50);
  });

  test('pages hold 200 rows, the last one the rest', async () => {
    expect(rowsPerPage).toBe(200);
    const rows = changes(450);
    await plans.save(aPlanHeader('a'), rows);

    expect(await plans.page(planId('a'), 0)).toEqual(rows.slice(0, 200));
    expect(await plans.page(planId('a'), 1)).toEqual(rows.slice(200, 400));
    expect(await plans.page(planId('a'), 2)).toEqual(rows.slice(400));
    expect(await plans.page(planId('a'), 3)).toEqual([]);
  });

  test('makes it the current plan and takes the last preview error away', async () => {
    const state = createStateStore(db);
    await state.set('preview-error', { error: { code: 'offline', context: {} }, atMs: 1 });
    await plans.save(aPlanHeader('a'), changes(1));

    expect(await state.get('current-plan')).toEqual({ planId: 'a' });
    expect(await state.get('preview-error')).toBeUndefined();
  });

  test('drops the plan before it with all its pages', async () => {
    await plans.save(aPlanHeader('a'), changes(401));
    await plans.save(aPlanHeader('b'), changes(1));

    expect(await plans.header(planId('a'))).toBeUndefined();
    expect(await plans.read(planId('a'))).toBeUndefined();
    expect(await db.getAllKeys('pages')).toEqual([['b', 0]]);
  });

  test('saved again with fewer rows, leaves no page of the longer one', async () => {
    await plans.save(aPlanHeader('a'), changes(401));
    await plans.save(aPlanHeader('a'), changes(3));

    expect((await plans.read(planId('a')))?.plan.changes).toHaveLength(3);
  });

  test('that cannot be stored leaves the plan before it as it was', async () => {
    await plans.save(aPlanHeader('a'), changes(1));
    const notStorable = aChange(0, { name: (() => 'a function') as unknown as string });
    await expect(plans.save(aPlanHeader('b'), [notStorable])).rejects.toMatchObject({ code: 'storage-failed' });

    expect((await plans.read(planId('a')))?.plan.changes).toHaveLength(1);
    expect(await plans.header(planId('b'))).toBeUndefined();
    expect(await createStateStore(db).get('current-plan')).toEqual({ planId: 'a' });
  });
});

describe('replacing a plan', () => {
  test('puts the new header and rows in place of what was looked at', async () => {
    const before = aPlanHeader('a');
    await plans.save(before, changes(201));
    const next = { ...before, fingerprint: 'other' };

    expect(await plans.replace(before, next, changes(201, { selected: false }))).toBe(true);
    const read = await plans.read(planId('a'));
    expect(read?.header.fingerprint).toBe('other');
    expect(read?.plan.changes.some((change) => change.selected)).toBe(false);
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
});

describe('dropping a plan', () => {
  test('leaves nothing of it', async () => {
    await plans.save(aPlanHeader('a'), changes(201));
    await plans.drop(planId('a'));

    expect(await plans.header(planId('a'))).toBeUndefined();
    expect(await db.count('pages')).toBe(0);
    expect(await createStateStore(db).get('current-plan')).toBeUndefined();
  });

  test('does not take the current plan away when that is another', async () => {
    await plans.save(aPlanHeader('b'), changes(1));
    await plans.drop(planId('a'));

    expect(await createStateStore(db).get('current-plan')).toEqual({ planId: 'b' });
  });
});
