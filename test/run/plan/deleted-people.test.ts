import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  runOf,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const hourMs = 3_600_000;
const ids = Array.from({ length: 20 }, (_, at) => String(at + 1));

let world: World;
let worker: Worker;

/** Twenty people a key sees who are only a part of the company, all of them linked. */
beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ids.map((id) => anEmployee({ id, title: 'First' })),
    ids.map((id) => aSiUser({ id: `u${id}` })),
  );
  world.bamboo.snapshot = { visibility: 'subset' };
  world.settings = { ...world.settings, deactivateNotImported: true };
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await preview(worker);
  await importPlan(worker);
  world.clock.advance(72 * hourMs);
});

async function promote(id: string, title: string) {
  world.bamboo.change(id, { jobTitle: title });
  await preview(worker);
  return importPlan(worker);
}

const leaverOf = async (id: string) => (await preview(worker)).plan.changes.find((row) => row.siUserId === `u${id}`);

describe('somebody who was deleted in BambooHR', () => {
  test('is no longer visible, and no more, where BambooHR refuses to tell', async () => {
    world.bamboo.remove('3', world.clock.now());
    world.bamboo.readDeleted = async () => {
      throw new AppError('bamboo-forbidden', { status: 403 });
    };
    expect(await leaverOf('3')).toMatchObject({ kind: 'only-in-si', reason: { code: 'no-longer-visible' } });
    world.bamboo.readDeleted = async () => {
      throw new AppError('bamboo-unavailable', { status: 503 });
    };
    await preview(worker);
    expect(await worker.deps.state.get('preview-error')).toMatchObject({ error: { code: 'bamboo-unavailable' } });
  });

  test('and left out of an import is proposed again every time', async () => {
    world.bamboo.remove('3', world.clock.now());
    world.clock.advance(hourMs);
    for (const title of ['Second', 'Third', 'Fourth']) {
      world.bamboo.change('1', { jobTitle: title });
      const { header, plan } = await preview(worker);
      expect(plan.changes.find((row) => row.siUserId === 'u3')).toMatchObject({ kind: 'deactivate' });
      await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['s:u3'] } });
      await importPlan(worker);
      expect(world.si.user('u1').jobTitle).toBe(title);
      world.clock.advance(72 * hourMs);
    }
    expect(await leaverOf('3')).toMatchObject({ kind: 'deactivate', reason: { code: 'not-imported' } });
    expect(world.si.user('u3').active).toBe(true);
  });

  test('is proposed although the clock was years ahead when they were last seen', async () => {
    world.clock.advance(4 * 365 * 24 * hourMs);
    await promote('3', 'Ahead');
    world.clock.advance(-4 * 365 * 24 * hourMs);
    world.bamboo.remove('3', world.clock.now());
    world.clock.advance(72 * hourMs);
    expect(await leaverOf('3')).toMatchObject({ kind: 'deactivate', reason: { code: 'not-imported' } });
  });

  test('between the reading and the end of a run is proposed by the next', async () => {
    world.bamboo.change('3', { jobTitle: 'Second' });
    await preview(worker);
    world.si.twist({
      on: 'writeFields',
      about: 'u3',
      first: () => {
        world.clock.advance(hourMs);
        world.bamboo.remove('3', world.clock.now());
        world.clock.advance(26 * hourMs);
      },
    });
    const { outcomes } = await importPlan(worker);
    expect(outcomes).toEqual({ 'e:3': 'confirmed' });
    world.clock.advance(72 * hourMs);
    expect(await leaverOf('3')).toMatchObject({ kind: 'deactivate', selected: true });
  });

  test('and reactivated by a revert is proposed again, marked as reverted', async () => {
    world.bamboo.remove('3', world.clock.now());
    world.clock.advance(hourMs);
    await preview(worker);
    const { run, outcomes } = await importPlan(worker);
    expect(outcomes).toEqual({ 's:u3': 'confirmed' });
    world.clock.advance(72 * hourMs);
    await worker.coordinator.previewRevert({ runId: run.id });
    await worker.quiet();
    const plan = await worker.deps.state.get('revert-plan');
    const { runId } = await worker.coordinator.startRevert({ fingerprint: plan?.fingerprint ?? '' });
    await worker.quiet();
    expect((await runOf(worker, runId)).run.counts.confirmed).toBe(1);
    world.clock.advance(72 * hourMs);
    expect(await leaverOf('3')).toMatchObject({ kind: 'deactivate', selected: false, reason: { code: 'reverted' } });
  });

  test('is asked for only while somebody is gone, and then since the oldest of them was seen', async () => {
    await promote('1', 'Second');
    expect(world.bamboo.askedSince).toEqual([]);
    const links = await worker.deps.pairs.links(acme);
    const seenMs = links.find(({ employeeId }) => employeeId === '3')?.confirmedAtMs ?? 0;
    world.bamboo.remove('3', world.clock.now());
    world.clock.advance(hourMs);
    await preview(worker);
    expect(world.bamboo.askedSince).toHaveLength(1);
    expect(world.bamboo.askedSince[0]).toBeLessThanOrEqual(seenMs);
    expect(world.bamboo.askedSince[0]).toBeGreaterThan(seenMs - 48 * hourMs);
  });

  test('is not asked for on behalf of people who only are hidden', async () => {
    world.bamboo.employees = world.bamboo.employees.filter(({ id }) => id !== '3');
    world.bamboo.snapshot = { visibility: 'subset', notVisible: ['3' as never] };
    await preview(worker);
    expect(world.bamboo.askedSince).toEqual([]);
    expect(await leaverOf('3')).toMatchObject({ kind: 'ignored' });
  });
});
