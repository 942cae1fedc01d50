import { beforeEach, describe, expect, test } from 'vitest';
import { createScreen, type Screen, watchScreen } from '../fakes/told.ts';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { testConnection } from '../../../src/admin/test-connection.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { createLife } from '../fakes/life.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  acme,
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
const numbers = ['1', '2', '3', '4', '5', '6'];

let world: World;
let worker: Worker;
let screen: Screen;
let browser: ReturnType<typeof watchScreen>;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'New', department: 'Sales' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old', department: 'Sales' })),
  );
  world.settings = { ...world.settings, automaticImports: true };
  screen = createScreen();
  open();
  await putFacts(worker.deps.pairs, settled);
  await previewSeen(worker);
  world.si.twist({ on: 'writeFields', blank: ['department'] });
});

function open() {
  worker = startWorker(world);
  browser = watchScreen(worker, screen);
}

const intervals = async (count: number) => {
  for (let times = 0; times < count; times += 1) {
    world.clock.advance(3 * hourMs);
    await browser.tick();
  }
};
const writes = () => world.si.callsOf(...writeMethods).length;
const ids = () => screen.shown.map(({ id }) => id);

describe('a write that emptied a field', () => {
  test('stops automatic imports: they go on looking, write nothing, and the cause is told once and stays', async () => {
    await browser.tick();
    const [before, reads] = [writes(), world.bamboo.reads];
    await intervals(4);
    expect(writes()).toBe(before);
    expect(world.bamboo.reads).toBe(reads + 4);
    expect(ids()).toEqual(['blanked']);
    expect(screen).toMatchObject({ badge: 'alarm', open: new Set(['blanked']) });
    expect(await worker.deps.runs.list(10)).toHaveLength(1);
    expect((await worker.deps.state.get('schedule'))?.lastSuccessMs).toBeUndefined();
  });

  test('stops them also while something else fails, a rule blocks, or there is nothing to write', async () => {
    await browser.tick();
    const before = writes();
    world.bamboo.failure = new AppError('offline');
    await intervals(2);
    world.bamboo.failure = undefined;
    for (const id of ['1', '2', '3']) world.bamboo.change(id, { status: 'inactive' });
    await intervals(1);
    for (const id of numbers) world.bamboo.change(id, { status: 'active', jobTitle: 'Old' });
    world.si.change('u1', { jobTitle: 'Old', department: 'Sales' });
    await intervals(1);
    for (const id of numbers) world.bamboo.change(id, { jobTitle: 'New' });
    await intervals(1);
    expect(writes()).toBe(before);
    expect(ids().filter((id) => id === 'blanked')).toHaveLength(1);
    expect(screen.open).toContain('blanked');
  });

  test('stops them until an import by hand confirmed something; a preview or a test of the connection does not do', async () => {
    await browser.tick();
    const before = writes();
    await preview(worker);
    await testConnection(worker.deps, {});
    await intervals(1);
    expect(writes()).toBe(before);
    world.si.behave();
    await preview(worker);
    await importPlan(worker, 'e:2');
    await browser.settle();
    expect(screen).toMatchObject({ badge: 'none', open: new Set() });
    await intervals(1);
    expect(numbers.map((id) => world.si.user(`u${id}`).jobTitle)).toEqual(numbers.map(() => 'New'));
  });

  test.each<[string, () => Promise<unknown>, boolean]>([
    ['another token', () => saveSettings(worker.deps, { siToken: world.si.token }), true],
    ['another choice of what is written', () => saveSettings(worker.deps, { usePreferredName: true }), true],
    ['another interval', () => saveSettings(worker.deps, { intervalMinutes: 60 }), false],
  ])('and what is saved: %s lets them go on or not', async (_what, save, goesOn) => {
    await browser.tick();
    world.si.behave();
    const before = writes();
    world.clock.advance(60_000);
    await save();
    await intervals(1);
    expect(writes() > before).toBe(goesOn);
    expect(screen.open.has('blanked')).toBe(!goesOn);
  });

  test('stops them although it was an import by hand', async () => {
    world.settings = { ...world.settings, automaticImports: false };
    await preview(worker);
    await importPlan(worker);
    world.settings = { ...world.settings, automaticImports: true };
    const before = writes();
    await intervals(2);
    expect(writes()).toBe(before);
    expect(ids()).toEqual(['blanked']);
  });

  test('stops them although the worker died before it had told', async () => {
    const life = createLife();
    worker = startWorker(world, life);
    const put = worker.deps.runs.put.bind(worker.deps.runs);
    worker.deps.runs.put = async (run) => {
      await put(run);
      if (run.state === 'failed') life.kill();
    };
    await worker.coordinator.tick();
    await life.died;
    open();
    const before = writes();
    await intervals(3);
    expect(writes()).toBe(before);
    expect(screen.open).toContain('blanked');
    expect((await worker.deps.pairs.facts(acme)).blanked).toEqual(['department']);
  });
});
