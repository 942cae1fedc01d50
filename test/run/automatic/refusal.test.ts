import { beforeEach, describe, expect, test } from 'vitest';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  createWorld,
  preview,
  previewSeen,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const hourMs = 3_600_000;
const quarterMs = hourMs / 4;

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3'].map((id) => anEmployee({ id, title: 'New' })),
    ['1', '2', '3'].map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  world.settings = { ...world.settings, automaticImports: true };
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await previewSeen(worker);
});

/** Ticks every quarter of an hour; how often BambooHR was read. */
async function ticks(hours: number): Promise<number> {
  const before = world.bamboo.reads;
  for (let passedMs = 0; passedMs < hours * hourMs; passedMs += quarterMs) {
    await worker.coordinator.tick();
    await worker.quiet();
    world.clock.advance(quarterMs);
  }
  return world.bamboo.reads - before;
}

const schedule = () => worker.deps.state.get('schedule');
const refusedKey = () => {
  world.bamboo.failure = new AppError('bamboo-wrong-key');
};

describe('a key that is refused', () => {
  test('is tried once a day, whatever the interval is, and its next try is known', async () => {
    refusedKey();
    expect(await ticks(24)).toBe(1);
    expect(await schedule()).toMatchObject({ refused: true, nextDueMs: world.clock.now() });
    expect(await ticks(72)).toBe(3);
    world.settings = { ...world.settings, intervalMinutes: 15 };
    expect(await ticks(48)).toBe(2);
  });

  test('in the middle of writing is tried once a day as well', async () => {
    world.si.twist({ on: [...writeMethods], refuse: () => new AppError('si-wrong-token') });
    expect(await ticks(24)).toBe(1);
  });

  test('is tried at once when another is saved, and then as often as usual', async () => {
    refusedKey();
    await ticks(6);
    world.bamboo.failure = undefined;
    expect(await ticks(3)).toBe(0);
    world.bamboo.apiKey = 'another';
    await saveSettings(worker.deps, { bambooKey: 'another' });
    expect(await ticks(6)).toBe(2);
    expect((await schedule())?.refused).toBeUndefined();
  });

  test('is tried as often as usual once a preview by hand was answered', async () => {
    refusedKey();
    await ticks(3);
    world.bamboo.failure = undefined;
    await preview(worker);
    expect(await ticks(6)).toBe(2);
  });

  test('is not tried more often because automatic imports are switched off and on, or given another interval', async () => {
    refusedKey();
    await ticks(1);
    await saveSettings(worker.deps, { automaticImports: false });
    await saveSettings(worker.deps, { automaticImports: true });
    await saveSettings(worker.deps, { intervalMinutes: 15 });
    expect(await ticks(22)).toBe(0);
    expect(await ticks(2)).toBe(1);
  });
});

describe('a person Small Improvements refuses', () => {
  const refuse = (id: string) =>
    world.si.twist({ on: 'writeFields', about: id, refuse: () => new AppError('si-rejected', { status: 400 }) });
  const tries = (id: string) => world.si.callsOf('writeFields').filter((call) => call.about.includes(id)).length;
  const facts = async () => worker.deps.pairs.facts(settled.pair);

  test('keeps nobody out of the list who waits for them and has nothing else to write', async () => {
    world.bamboo.employees = [
      anEmployee({ id: '1', title: 'Old' }),
      anEmployee({ id: '2', title: 'Old' }),
      anEmployee({ id: '3', title: 'Old', boss: '9' }),
      anEmployee({ id: '9', boss: '1' }),
    ];
    world.si.twist({ on: 'create', refuse: () => new AppError('si-rejected', { status: 400 }) });
    await ticks(6);
    world.bamboo.change('2', { jobTitle: 'Newest' });
    await ticks(3);
    const [run] = await worker.deps.runs.list(1);
    const people = run ? await worker.deps.runs.people(run.id) : [];
    expect(people.map(({ changeKey, outcome, skip, skipName }) => ({ changeKey, outcome, skip, skipName }))).toEqual([
      { changeKey: 'e:2', outcome: 'confirmed', skip: undefined, skipName: undefined },
      { changeKey: 'e:3', outcome: 'skipped', skip: 'waits-for', skipName: 'First9 Last9' },
    ]);
    expect(run?.counts).toMatchObject({ confirmed: 1, skipped: 1 });
  });

  test('is tried again in the next run, then once a day, and is on the list', async () => {
    refuse('u2');
    await ticks(3);
    expect(tries('u2')).toBe(1);
    await ticks(3);
    expect(tries('u2')).toBe(2);
    await ticks(24);
    expect(tries('u2')).toBe(3);
    await ticks(24);
    expect(tries('u2')).toBe(4);
    expect(Object.values((await facts()).refusedRows ?? {})).toMatchObject([
      { name: 'First2 Last2', code: 'si-rejected', times: 4 },
    ]);
    expect([tries('u1'), tries('u3')]).toEqual([1, 1]);
  });

  test('is tried at once when something else is to be written', async () => {
    refuse('u2');
    await ticks(9);
    expect(tries('u2')).toBe(2);
    world.bamboo.change('2', { jobTitle: 'Newest' });
    await ticks(3);
    expect(tries('u2')).toBe(3);
  });

  test('is off the list once it went through, and once nothing is to be written', async () => {
    refuse('u2');
    refuse('u3');
    await ticks(6);
    expect(Object.keys((await facts()).refusedRows ?? {})).toHaveLength(2);
    world.si.behave();
    world.bamboo.change('3', { jobTitle: 'Old' });
    await ticks(27);
    expect((await facts()).refusedRows).toBeUndefined();
    expect(world.si.user('u2').jobTitle).toBe('New');
  });

  test('is tried by hand as often as somebody likes', async () => {
    refuse('u2');
    await ticks(9);
    const stored = await preview(worker);
    expect(stored.plan.changes.filter((row) => row.selected)).toHaveLength(1);
  });

  test('does not count what ended the whole run', async () => {
    world.si.twist({ on: 'writeFields', refuse: () => new AppError('si-unavailable') });
    await ticks(3);
    expect((await facts()).refusedRows).toBeUndefined();
  });
});
