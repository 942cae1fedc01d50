import { beforeEach, describe, expect, test } from 'vitest';
import type { EmployeeId, SiUserId } from '../../../../src/domain/ids.ts';
import type { Link } from '../../../../src/domain/link.ts';
import { AppError } from '../../../../src/shared/app-error.ts';
import { quietErrors } from '../../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../../fakes/test-deps.ts';
import { putFacts } from '../../../put-facts.ts';

let world: World;
let worker: Worker;

const aLink = (employeeId: string, parts: Partial<Link> = {}): Link => ({
  employeeId: employeeId as EmployeeId,
  siUserId: `u${employeeId}` as SiUserId,
  by: 'link',
  confirmedAtMs: 1,
  ...parts,
});

/** 3 is back with a new title; this product had deactivated the account. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3', '4', '5', '6'].map((id) => anEmployee({ id, title: id === '3' ? 'New' : 'Old' })),
    ['1', '2', '3', '4', '5', '6'].map((id) => aSiUser({ id: `u${id}`, title: 'Old', active: id !== '3' })),
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await worker.deps.pairs.putLinks(acme, [aLink('3', { deactivatedByUs: true })]);
});

const isOurs = async (employeeId: string) =>
  (await worker.deps.pairs.links(acme)).find((link) => link.employeeId === employeeId)?.deactivatedByUs ?? false;

describe('that this product deactivated an account', () => {
  test('is still known when the account’s fields were written and its unlock was refused', async () => {
    world.si.twist({ on: 'unlock', times: 1, refuse: () => new AppError('si-rejected') });
    await preview(worker);
    const { outcomes } = await importPlan(worker);
    expect(outcomes).toEqual({ 'e:3': 'partly' });
    expect(await isOurs('3')).toBe(true);

    const { plan } = await preview(worker);
    expect(plan.changes.find((row) => row.key === 'e:3')).toMatchObject({ kind: 'reactivate', selected: true });
    expect((await importPlan(worker)).outcomes).toEqual({ 'e:3': 'confirmed' });
    expect(world.si.user('u3').active).toBe(true);
  });

  test('is known no more once it was unlocked, whoever else had the account before', async () => {
    await worker.deps.pairs.putLinks(acme, [
      aLink('3'),
      aLink('99', { siUserId: 'u3' as SiUserId, deactivatedByUs: true }),
    ]);
    await preview(worker);
    expect((await importPlan(worker)).outcomes).toEqual({ 'e:3': 'confirmed' });
    expect([await isOurs('3'), await isOurs('99')]).toEqual([false, false]);

    // Somebody else deactivates it now: that is not ours to undo.
    world.si.change('u3', { active: false });
    const { plan } = await preview(worker);
    expect(plan.changes.find((row) => row.key === 'e:3')).toMatchObject({ kind: 'reactivate', selected: false });
  });

  test('is known from the lock on, and not from one that was refused', async () => {
    world.bamboo.change('4', { status: 'inactive' });
    world.bamboo.change('5', { status: 'inactive' });
    world.si.twist({ on: 'lock', about: 'u4', refuse: () => new AppError('si-rejected') });
    await preview(worker);
    await importPlan(worker);
    expect([await isOurs('4'), await isOurs('5')]).toEqual([false, true]);
  });
});
