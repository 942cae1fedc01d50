import { beforeEach, describe, expect, test } from 'vitest';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  createWorld,
  importPlan,
  preview,
  previewSeen,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const numbers = Array.from({ length: 40 }, (_, at) => String(at + 1));

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'Same' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Same' })),
  );
  world.settings = { ...world.settings, automaticImports: true };
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await previewSeen(worker);
  await tick();
  world.notices.length = 0;
});

async function tick() {
  await worker.coordinator.tick();
  await worker.quiet();
}

const later = async (ms: number) => {
  world.clock.advance(ms);
  await tick();
};
const suspendFor = (days: number) =>
  saveSettings(worker.deps, { suspendedUntilMs: world.clock.now() + days * dayMs, suspendReason: 'Reviews' });
const promote = (count: number) => {
  for (const id of numbers.slice(0, count)) world.bamboo.change(id, { jobTitle: 'New' });
};
const writes = () => world.si.callsOf(...writeMethods).length;
const currentPlan = async () => {
  const current = await worker.deps.state.get('current-plan');
  return current && worker.deps.plans.header(current.planId);
};

describe('a suspension that has ended', () => {
  test('leaves a preview and a notification, and goes on with the next import where little piled up', async () => {
    await suspendFor(10);
    promote(5);
    await later(9 * dayMs);
    expect([world.notices.length, await currentPlan()]).toEqual([0, undefined]);
    await later(dayMs);
    expect(world.notices).toEqual([{ kind: 'suspension-ended' }]);
    expect((await currentPlan())?.counts.update).toBe(5);
    expect(writes()).toBe(0);

    await later(3 * hourMs);
    expect(writes()).toBe(5);
    expect(world.notices).toEqual([{ kind: 'suspension-ended' }, { kind: 'well' }]);
    promote(12);
    await later(3 * hourMs);
    expect(writes()).toBe(12);
  });

  test('needs one import by hand where more than a handful piled up', async () => {
    await suspendFor(10);
    promote(6);
    await later(11 * dayMs);
    await later(3 * hourMs);
    await later(3 * hourMs);
    expect(writes()).toBe(0);
    expect((await currentPlan())?.counts.update).toBe(6);
    expect(world.notices.map((notice) => notice.kind)).toContain('blocked');
    const problem = (await worker.deps.state.get('schedule'))?.lastProblem;
    expect(problem?.guards).toMatchObject([{ id: 'after-suspension', effect: 'blocks', count: 6, limit: 5, base: 40 }]);

    await preview(worker);
    await importPlan(worker);
    expect(writes()).toBe(6);
    promote(12);
    await later(3 * hourMs);
    expect(writes()).toBe(12);
  });

  test('needs it as well where a limit of imports by hand is passed', async () => {
    await suspendFor(10);
    for (const id of numbers.slice(0, 5)) world.bamboo.change(id, { status: 'inactive' });
    await later(11 * dayMs);
    await later(3 * hourMs);
    const problem = (await worker.deps.state.get('schedule'))?.lastProblem;
    expect(problem?.guards?.map(({ id }) => id)).toEqual(['deactivations', 'after-suspension']);
    expect(writes()).toBe(0);
  });

  test('is not made up for by the import of one person', async () => {
    await suspendFor(10);
    promote(8);
    await later(11 * dayMs);
    await preview(worker);
    await importPlan(worker, 'e:1');
    expect(writes()).toBe(1);
    await later(3 * hourMs);
    expect(writes()).toBe(1);
  });

  test('goes on by itself when what piled up was taken back', async () => {
    await suspendFor(10);
    promote(8);
    await later(11 * dayMs);
    for (const id of numbers.slice(2, 8)) world.bamboo.change(id, { jobTitle: 'Same' });
    await later(3 * hourMs);
    expect(writes()).toBe(2);
  });

  test.each<[string, () => Promise<void>]>([
    ['by the admin before its time', () => saveSettings(worker.deps, { suspendedUntilMs: null })],
    [
      'by IT, which never gave it an end',
      async () => {
        world.settings = { ...world.settings, suspendedUntilMs: 0 };
        await later(dayMs);
        world.settings = { ...world.settings, suspendedUntilMs: undefined };
      },
    ],
  ])('%s ends the same way', async (_how, end) => {
    await suspendFor(10);
    promote(6);
    await later(dayMs);
    await end();
    await later(4 * hourMs);
    await later(4 * hourMs);
    expect(writes()).toBe(0);
    expect((await currentPlan())?.counts.update).toBe(6);
  });

  test('is noticed although the browser was closed all the time', async () => {
    await suspendFor(10);
    promote(6);
    world.clock.advance(20 * dayMs);
    worker = startWorker(world);
    await tick();
    await later(3 * hourMs);
    expect(writes()).toBe(0);
  });

  test('asks anew when somebody imported by hand while it was going on', async () => {
    await suspendFor(10);
    promote(6);
    await preview(worker);
    await importPlan(worker);
    promote(20);
    await later(11 * dayMs);
    await later(3 * hourMs);
    expect(writes()).toBe(6);
  });
});

describe('the date of a suspension', () => {
  test.each<[string, number, boolean]>([
    ['tomorrow', 1, true],
    ['in a year', 366, true],
    ['in a hundred years', 36_500, false],
    ['in two years', 730, false],
    ['now', 0, false],
    ['yesterday', -1, false],
  ])('%s is taken or not', async (_when, days, taken) => {
    const saving = suspendFor(days);
    if (taken) await saving;
    else
      await expect(saving).rejects.toMatchObject({
        code: 'settings-invalid',
        context: { fields: ['suspendedUntilMs'] },
      });
    expect(world.settings.suspendedUntilMs !== undefined).toBe(taken);
  });

  test('that was taken under a clock that was ahead does not keep other settings from being saved', async () => {
    world.clock.advance(5 * 365 * dayMs);
    await suspendFor(10);
    world.clock.advance(-5 * 365 * dayMs);
    await saveSettings(worker.deps, { headCount: 41 });
    expect(world.settings.headCount).toBe(41);
  });

  test('that is past by now does not keep other settings from being saved, sent again or not', async () => {
    await suspendFor(10);
    const { suspendedUntilMs } = world.settings;
    world.clock.advance(11 * dayMs);
    await saveSettings(worker.deps, { headCount: 41 });
    await saveSettings(worker.deps, { headCount: 42, suspendedUntilMs });
    expect(world.settings).toMatchObject({ headCount: 42, suspendedUntilMs });
  });
});
