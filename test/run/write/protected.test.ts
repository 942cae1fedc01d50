import { beforeEach, describe, expect, test } from 'vitest';
import { decide, undecide } from '../../../src/admin/decide.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
  createWorld,
  importPlan,
  preview,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

/** 2 has left and is an administrator of Small Improvements; 3 has a new title; nine more are there. */
beforeEach(async () => {
  quietErrors();
  const others = Array.from({ length: 9 }, (_, at) => String(at + 4));
  world = await createWorld(
    [
      anEmployee({ id: '1' }),
      anEmployee({ id: '2', active: false }),
      anEmployee({ id: '3', title: 'New' }),
      ...others.map((id) => anEmployee({ id })),
    ],
    ['1', '2', '3', ...others].map((id) =>
      aSiUser({ id: `u${id}`, title: id === '3' ? 'Old' : null, admin: id === '2' }),
    ),
  );
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
});

const release = (typedName: string) =>
  decide(worker.deps, { decision: { kind: 'deactivate', siUserId: 'u2', typedName }, name: 'First2 Last2' });
const isActive = () => world.si.user('u2').active;
const chosen = async () => (await preview(worker)).plan.changes.filter((row) => row.selected).map((row) => row.key);

async function tick() {
  world.clock.advance(3 * 3_600_000);
  world.settings = { ...world.settings, automaticImports: true };
  await worker.coordinator.tick();
  await worker.quiet();
}

describe('a protected leaver', () => {
  test('is left out, whatever is ticked', async () => {
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: true, rows: { kind: 'deactivate' } });
    await importPlan(worker);
    expect(isActive()).toBe(true);
  });

  test('is deactivated by the import that follows the typed name, and by that one only', async () => {
    await preview(worker);
    await release('First2 Last2');
    expect(await chosen()).toEqual(['e:2', 'e:3']);
    const { outcomes } = await importPlan(worker);
    expect(outcomes).toEqual({ 'e:2': 'confirmed', 'e:3': 'confirmed' });
    expect(isActive()).toBe(false);
    expect(await worker.deps.pairs.decisions(acme)).toEqual([]);

    world.si.change('u2', { active: true });
    expect(await chosen()).toEqual([]);
  });

  test('stays with a wrong name', async () => {
    await preview(worker);
    await release('First2');
    expect(await chosen()).toEqual(['e:3']);
  });

  test('stays out once it was unticked, over the next preview too', async () => {
    await preview(worker);
    await release('First2 Last2');
    const { header } = await preview(worker);
    await worker.coordinator.chooseRows({ planId: header.id, selected: false, rows: { keys: ['e:2'] } });
    expect(await chosen()).toEqual(['e:3']);
  });

  test('is never deactivated by an automatic import', async () => {
    await preview(worker);
    await release('First2 Last2');
    await tick();
    expect(isActive()).toBe(true);
    expect(world.si.user('u3').jobTitle).toBe('New');
    expect(await worker.deps.pairs.decisions(acme)).toHaveLength(1);
  });

  test('is skipped and named when the release was taken back after the preview', async () => {
    await preview(worker);
    await release('First2 Last2');
    await preview(worker);
    await undecide(worker.deps, { id: 'deactivate:u2' });
    const { run } = await importPlan(worker);
    expect(isActive()).toBe(true);
    expect(run.cause?.code).toBe('plan-changed');
  });
});
