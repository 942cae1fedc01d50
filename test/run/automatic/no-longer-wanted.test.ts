import { beforeEach, describe, expect, test } from 'vitest';
import { saveSettings } from '../../../src/admin/save-settings.ts';
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
  runOf,
  settled,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { putFacts } from '../../put-facts.ts';

const minuteMs = 60_000;
const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'New', active: id !== '12' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  world.settings = { ...world.settings, automaticImports: true };
  worker = startWorker(world);
  await putFacts(worker.deps.pairs, settled);
  await previewSeen(worker);
});

async function tick() {
  await worker.coordinator.tick();
  await worker.quiet();
}

const writes = () => world.si.callsOf(...writeMethods).length;
const save = (change: Parameters<typeof saveSettings>[1]) => saveSettings(worker.deps, change);
const changes: [string, () => Promise<void>][] = [
  ['they are switched off', () => save({ automaticImports: false })],
  ['they are suspended', () => save({ suspendedUntilMs: 0, suspendReason: 'Reviews' })],
  ['what is written is chosen otherwise', () => save({ deactivateUnmanaged: true })],
  ['IT switches them off', async () => void (world.settings = { ...world.settings, automaticImports: false })],
];

describe('an automatic import nobody wants any more', () => {
  test.each(changes)('while it reads, because %s, writes nothing and ends cancelled', async (_why, change) => {
    world.bamboo.onRead = change;
    await tick();
    expect(writes()).toBe(0);
    const [run] = await worker.deps.runs.list(1);
    expect(run).toMatchObject({ trigger: 'automatic', state: 'cancelled', counts: { confirmed: 0, skipped: 12 } });
    expect(run && (await runOf(worker, run.id)).people[0]?.skip).toBe('cancelled');
    expect((await worker.deps.state.get('schedule'))?.lastSuccessMs).toBeUndefined();
    expect(world.notices).toEqual([]);
    expect((await worker.deps.pairs.facts(acme)).suspension?.looked).toBeUndefined();
  });

  test.each(changes)('while it rests, because %s, ends at the next look', async (_why, change) => {
    const untilMs = world.clock.now() + 20 * minuteMs;
    world.si.twist({
      on: 'writeFields',
      after: 3,
      refuse: () => new AppError('si-rate-limited', { retryAtMs: untilMs }),
    });
    await tick();
    world.si.behave();
    const before = writes();
    await change();
    world.clock.advance(minuteMs);
    await tick();
    expect(writes()).toBe(before);
    expect(await worker.deps.runs.list(1)).toMatchObject([{ state: 'cancelled', resumeAtMs: undefined }]);
  });

  test.each([
    ...changes,
    [
      'the browser is of another company',
      async () => {
        world.bamboo.subdomain = 'other';
        await save({ bambooSubdomain: 'other', bambooKey: world.bamboo.apiKey });
      },
    ],
  ] as typeof changes)(
    'and whose worker died, because %s, only finds out what became of what was sent',
    async (why, change) => {
      const life = createLife();
      worker = startWorker(world, life);
      world.si.twist({ on: 'writeFields', after: 4, first: async () => life.kill() });
      await worker.coordinator.tick();
      await life.died;
      await new Promise((resolve) => setTimeout(resolve, 10));
      world.si.behave();
      worker = startWorker(world);
      const before = writes();
      await change();
      world.clock.advance(40 * minuteMs);
      await tick();
      expect(writes()).toBe(before);
      const [run] = await worker.deps.runs.list(1);
      expect(run).toMatchObject({ state: 'cancelled', counts: { pending: 0 } });
      expect(run?.counts.unknown === 0).toBe(!why.includes('company'));
      expect((await worker.deps.state.get('schedule'))?.lastProblem).toBeUndefined();
    },
  );
});

describe('a company that is left while both sides are read', () => {
  const leave = () => save({ bambooSubdomain: 'other' });

  test.each<[string, () => Promise<unknown>]>([
    ['by an automatic import', tick],
    ['for a preview', () => worker.coordinator.refreshPreview().then(worker.quiet)],
  ])('%s stays left: nothing of it is put back, told or shown', async (_what, work) => {
    world.bamboo.onRead = leave;
    await work();
    expect(await worker.deps.state.get('connection')).toBeUndefined();
    expect(await worker.deps.state.get('current-plan')).toBeUndefined();
    expect((await worker.deps.state.get('schedule'))?.lastProblem).toBeUndefined();
    expect(world.notices).toEqual([]);
    expect(writes()).toBe(0);
  });
});

test('an import by hand writes nothing when what is written is chosen otherwise while it reads', async () => {
  await preview(worker);
  world.bamboo.onRead = () => save({ deactivateUnmanaged: true });
  const { run } = await importPlan(worker);
  expect(run).toMatchObject({ state: 'failed', cause: { code: 'plan-changed', context: { fields: ['settings'] } } });
  expect(writes()).toBe(0);
});
