import { expect, test } from 'vitest';
import { createPlanStore } from '../../src/history/plan-store.ts';
import { aChange, aPlanHeader, planId } from '../builders/stored.ts';
import { openFreshHistory } from './support.ts';

// What a store of plans does is defined in test/contract/stores/plans.ts; this is how this one lies in the database.

const changes = (count: number) => Array.from({ length: count }, (_, index) => aChange(index));

test('10,000 rows of a plan are 50 records', async () => {
  const db = await openFreshHistory();
  await createPlanStore(db).save(aPlanHeader('a'), changes(10_000));
  expect(await db.count('pages')).toBe(50);
});

test('a plan that is gone leaves no record', async () => {
  const db = await openFreshHistory();
  const plans = createPlanStore(db);
  await plans.save(aPlanHeader('a'), changes(401));
  await plans.save(aPlanHeader('b'), changes(1));
  expect(await db.getAllKeys('pages')).toEqual([['b', 0]]);

  await plans.drop(planId('b'));
  expect([await db.count('plans'), await db.count('pages')]).toEqual([0, 0]);
});
