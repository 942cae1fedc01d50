import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { createLife } from '../fakes/life.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  createWorld,
  settled,
  importPlan,
  preview,
  runOf,
  previewSeen,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;

const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'New' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
});

const titles = () => numbers.map((id) => world.si.user(`u${id}`).jobTitle);
const written = () => titles().filter((title) => title === 'New').length;

/** A worker that dies in the middle of an import, as the fifth request is on its way; the id of its run. */
async function dieInImport(how: 'applied' | 'lost' = 'applied'): Promise<string> {
  const { header } = await preview(startWorker(world));
  const order = { planId: header.id, fingerprint: header.fingerprint };
  return dieInMiddle(async (worker) => (await worker.coordinator.startImport(order)).runId, how);
}

async function dieInMiddle<T>(start: (worker: Worker) => Promise<T>, how: 'applied' | 'lost' = 'applied'): Promise<T> {
  const life = createLife();
  const worker = startWorker(world, life);
  let kill: () => void = () => undefined;
  const killed = new Promise<void>((resolve) => (kill = resolve));
  world.si.twist({
    on: 'writeFields',
    after: 4,
    ...(how === 'lost' && { ignore: true }),
    first: () => {
      kill();
      return how === 'lost' ? new Promise<void>(() => undefined) : undefined;
    },
  });
  const started = await start(worker);
  await killed;
  life.kill();
  await new Promise((resolve) => setTimeout(resolve, 10));
  world.si.behave();
  return started;
}

async function tick(settle = true) {
  const worker = startWorker(world);
  await worker.coordinator.tick();
  if (settle) await worker.quiet();
  return worker;
}

describe('a run whose worker died', () => {
  test('is open with its journal, and its activity still says that it is running', async () => {
    const runId = await dieInImport();
    const { deps } = startWorker(world);

    expect((await deps.runs.openRun())?.id).toBe(runId);
    expect(await deps.state.get('activity')).toMatchObject({ kind: 'import', runId });
    expect(written()).toBeLessThan(12);
  });

  test.each(['applied', 'lost'] as const)(
    'is finished by the next tick from its journal; what was on its way had been %s',
    async (how) => {
      const runId = await dieInImport(how);
      const atMs = world.clock.now();
      const worker = await tick();
      const { run } = await runOf(worker, runId);

      expect(run).toMatchObject({
        state: 'done',
        counts: { confirmed: 12, failed: 0, skipped: 0, unknown: 0, pending: 0 },
      });
      expect(written()).toBe(12);
      expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
      expect(world.clock.now() - atMs).toBeGreaterThanOrEqual(60_000);
      expect((await worker.deps.runs.list(10)).length).toBe(1);
      expect(await worker.deps.pairs.links(run.pair)).toHaveLength(12);
    },
  );

  test('that was sent long ago is looked at without waiting', async () => {
    await dieInImport();
    world.clock.advance(600_000);
    const before = world.clock.sleeps.length;
    await tick();

    expect(world.clock.sleeps.length).toBe(before);
    expect(written()).toBe(12);
  });

  test('goes first: neither a preview nor an import begins before it has ended', async () => {
    const runId = await dieInImport();
    const worker = startWorker(world);
    const reads = world.bamboo.reads;

    await expect(worker.coordinator.refreshPreview()).rejects.toMatchObject({ code: 'run-busy' });
    expect(world.bamboo.reads).toBe(reads);
    await worker.quiet();
    expect((await runOf(worker, runId)).run.state).toBe('done');
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    expect(world.bamboo.reads).toBe(reads + 1);
  });

  test('is taken up by one of two ticks only', async () => {
    const runId = await dieInImport();
    const writes = world.si.callsOf('writeFields').length;
    const worker = startWorker(world);
    await Promise.all([worker.coordinator.tick(), worker.coordinator.tick()]);
    await worker.quiet();

    expect((await runOf(worker, runId)).run.counts.confirmed).toBe(12);
    expect(world.si.callsOf('writeFields').length).toBeLessThanOrEqual(writes + 12 - 4);
  });

  test('waits for another tick while Small Improvements is out of reach', async () => {
    const runId = await dieInImport();
    world.si.twist({ on: 'readEverybody', refuse: () => new AppError('offline') });
    const first = await tick();
    expect((await runOf(first, runId)).run.state).toBe('running');
    expect(await first.deps.state.get('activity')).toEqual({ kind: 'idle' });
    world.si.behave();

    const second = await tick();
    expect((await runOf(second, runId)).run.state).toBe('done');
  });

  test.each<[string, () => unknown, string]>([
    ['the token now belongs to another company', () => (world.si.companyId = 'si-other'), 'plan-changed'],
    [
      'the settings now name another BambooHR',
      async () => {
        world.settings = { ...world.settings, bambooSubdomain: 'other' };
        world.bamboo.subdomain = 'other';
        await startWorker(world).deps.secrets.set('bamboo-key', 'other.bamboohr.com', 'k3y');
      },
      'plan-changed',
    ],
    [
      'the settings now name another BambooHR, for which there is no key',
      () => (world.settings = { ...world.settings, bambooSubdomain: 'other' }),
      'settings-missing',
    ],
    ['the settings are empty', () => (world.settings = { ...world.settings, siAddress: '' }), 'settings-missing'],
    [
      'the token is refused',
      () => world.si.twist({ on: 'readEverybody', refuse: () => new AppError('si-wrong-token') }),
      'si-wrong-token',
    ],
    ['the browser withholds a host', () => (world.withheld = ['si']), 'permission-missing'],
  ])('ends failed, with nothing more written, when %s', async (_why, change, code) => {
    const runId = await dieInImport();
    await change();
    const before = world.si.callsOf(...writeMethods).length;
    const worker = await tick();
    const { run, people } = await runOf(worker, runId);

    expect(run).toMatchObject({ state: 'failed', cause: { code } });
    expect(world.si.callsOf(...writeMethods)).toHaveLength(before);
    expect(run.counts.confirmed + run.counts.unknown + run.counts.skipped).toBe(12);
    expect(run.counts.skipped).toBeGreaterThan(0);
    const titlesOf = (outcome: string) =>
      people
        .filter((person) => person.outcome === outcome)
        .map((person) => world.si.user(String(person.siUserId)).jobTitle);
    expect(new Set(titlesOf('confirmed'))).toEqual(new Set(['New']));
    expect(new Set(titlesOf('skipped'))).toEqual(new Set(['Old']));
    expect(await worker.deps.runs.openRun()).toBeUndefined();
  });

  test('and which an admin cancelled meanwhile only finds out what became of what was sent', async () => {
    const runId = await dieInImport();
    await startWorker(world).coordinator.cancelImport();
    const before = world.si.callsOf(...writeMethods).length;
    const worker = await tick();
    const { run } = await runOf(worker, runId);

    expect(run.state).toBe('cancelled');
    expect(world.si.callsOf(...writeMethods)).toHaveLength(before);
    expect(run.counts.confirmed).toBe(written());
    expect(run.counts.confirmed + run.counts.skipped).toBe(12);
  });
});

describe('a run that cannot be gone on with', () => {
  const hourMs = 3_600_000;
  /** By hand, or automatic with somebody to tell; Small Improvements cannot be read from then on. */
  async function stuck(trigger: 'manual' | 'automatic') {
    let runId: string | undefined;
    if (trigger === 'automatic') {
      world.settings = { ...world.settings, automaticImports: true };
      await putFacts(startWorker(world).deps.pairs, settled);
      await previewSeen(startWorker(world));
      await dieInMiddle((worker) => worker.coordinator.tick());
      runId = (await startWorker(world).deps.runs.openRun())?.id;
    } else runId = await dieInImport();
    world.si.twist({ on: 'readEverybody', refuse: () => new AppError('si-truncated') });
    return String(runId);
  }
  const sent = async (runId: string) =>
    (await startWorker(world).deps.runs.journal(runId as never)).filter(({ state }) => state === 'sent').length;

  test('says why, in what automatic imports tell and on the page', async () => {
    await stuck('automatic');
    const { deps } = await tick();
    expect(await deps.state.get('schedule')).toMatchObject({ lastProblem: { error: { code: 'si-truncated' } } });
    expect(await deps.state.get('preview-error')).toMatchObject({ error: { code: 'si-truncated' } });
    expect(world.notices).toEqual([{ kind: 'failed', code: 'si-truncated' }]);
    world.si.behave();
    await tick();
    expect(await deps.state.get('preview-error')).toBeUndefined();
    expect((await deps.state.get('schedule'))?.lastProblem).toBeUndefined();
  });

  test('counts as one failure an hour, however often it is tried', async () => {
    await stuck('automatic');
    for (let times = 0; times < 3; times += 1) await tick();
    const { deps } = startWorker(world);
    expect((await deps.state.get('schedule'))?.failedInARow).toBe(1);
    world.clock.advance(hourMs + 60_000);
    await tick();
    expect((await deps.state.get('schedule'))?.failedInARow).toBe(2);
  });

  test('by hand says why on the page as well', async () => {
    await stuck('manual');
    const { deps } = await tick();
    expect(await deps.state.get('preview-error')).toMatchObject({ error: { code: 'si-truncated' } });
    expect(await deps.state.get('schedule')).toMatchObject({ lastProblem: { error: { code: 'si-truncated' } } });
  });

  test.each(['manual', 'automatic'] as const)('of trigger %s ends at once when it is cancelled', async (trigger) => {
    const runId = await stuck(trigger);
    const worker = await tick();
    const open = await sent(runId);
    const before = world.si.callsOf(...writeMethods).length;
    await worker.coordinator.cancelImport();
    await worker.quiet();
    const { run } = await runOf(worker, runId);
    expect(run).toMatchObject({ state: 'cancelled', counts: { pending: 0, unknown: open } });
    expect(open).toBeGreaterThan(0);
    expect(world.si.callsOf(...writeMethods)).toHaveLength(before);
    world.si.behave();
    await preview(worker);
  });

  test('and is cancelled while it is tried ends as well', async () => {
    const runId = await stuck('manual');
    const worker = startWorker(world);
    world.si.behave();
    world.si.twist({
      on: 'readEverybody',
      first: () => worker.coordinator.cancelImport(),
      refuse: () => new AppError('offline'),
    });
    await worker.coordinator.tick();
    await worker.quiet();
    expect((await runOf(worker, runId)).run.state).toBe('cancelled');
  });

  test.each(['manual', 'automatic'] as const)(
    'of trigger %s ends by itself a day after its last write',
    async (trigger) => {
      const runId = await stuck(trigger);
      world.clock.advance(23 * hourMs);
      expect((await runOf(await tick(), runId)).run.state).toBe('running');
      world.clock.advance(2 * hourMs);
      const open = await sent(runId);
      const worker = await tick();
      const { run } = await runOf(worker, runId);
      expect(run).toMatchObject({
        state: 'failed',
        cause: { code: 'si-truncated' },
        counts: { pending: 0, unknown: open },
      });
      expect(await worker.deps.runs.openRun()).toBeUndefined();
    },
  );
});

test('an automatic run that is finished by another worker is told of like any other', async () => {
  world.settings = { ...world.settings, automaticImports: true };
  await putFacts(startWorker(world).deps.pairs, settled);
  await previewSeen(startWorker(world));
  await dieInMiddle((worker) => worker.coordinator.tick());
  expect(world.notices).toEqual([]);
  const worker = await tick();

  expect(await worker.deps.runs.list(10)).toMatchObject([
    { trigger: 'automatic', state: 'done', counts: { confirmed: 12 } },
  ]);
  expect(await worker.deps.state.get('schedule')).toMatchObject({ lastSuccessMs: world.clock.now() });
  expect(world.notices).toEqual([{ kind: 'well' }]);
});

describe('a worker that died when its automatic run had ended', () => {
  /** Dies once a call that `isLast` has taken effect. */
  async function dieAfter(isLast: 'run' | 'schedule'): Promise<void> {
    world.settings = { ...world.settings, automaticImports: true };
    await putFacts(startWorker(world).deps.pairs, settled);
    await previewSeen(startWorker(world));
    const life = createLife();
    const dying = startWorker(world, life);
    const { runs, state } = dying.deps;
    const [put, change] = [runs.put.bind(runs), state.change.bind(state)];
    runs.put = async (run) => {
      await put(run);
      if (isLast === 'run' && run.endedAtMs !== undefined) life.kill();
    };
    state.change = async (key, how) => {
      await change(key, how);
      const { lastSuccessMs, lastProblem } = (await state.get('schedule')) ?? {};
      if (isLast === 'schedule' && (lastSuccessMs ?? lastProblem) !== undefined) life.kill();
    };
    await Promise.race([dying.coordinator.tick(), life.died]);
    await life.died;
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await startWorker(world).deps.state.get('activity')).toMatchObject({ kind: 'import' });
    world.clock.advance(60_000);
  }

  test('has not interrupted it: the next tick says that it went well', async () => {
    await dieAfter('run');
    const worker = await tick();

    const schedule = await worker.deps.state.get('schedule');
    expect(schedule).toMatchObject({ lastSuccessMs: world.clock.now() });
    expect(schedule?.lastProblem).toBeUndefined();
    expect(world.notices).toEqual([{ kind: 'well' }]);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('has not interrupted it: the next tick says what it failed of', async () => {
    world.si.twist({ on: 'writeFields', refuse: () => new AppError('si-wrong-token') });
    await dieAfter('run');
    const worker = await tick();

    expect(await worker.deps.state.get('schedule')).toMatchObject({
      lastProblem: { error: { code: 'si-wrong-token' } },
      failedInARow: 1,
    });
    expect(world.notices).toEqual([{ kind: 'failed', code: 'si-wrong-token' }]);
  });

  test('and when that was kept, leaves nothing more to say', async () => {
    world.si.twist({ on: 'writeFields', refuse: () => new AppError('si-wrong-token') });
    await dieAfter('schedule');
    const before = await startWorker(world).deps.state.get('schedule');
    const worker = await tick();

    expect(before).toMatchObject({ lastProblem: { error: { code: 'si-wrong-token' } }, failedInARow: 1 });
    expect(await worker.deps.state.get('schedule')).toEqual(before);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });
});

describe('a worker that died before it wrote anything', () => {
  async function dieIn(start: (worker: ReturnType<typeof startWorker>) => Promise<unknown>): Promise<void> {
    const life = createLife();
    const worker = startWorker(world, life);
    world.bamboo.onRead = () => {
      life.kill();
    };
    await Promise.race([start(worker), life.died]);
    await life.died;
    world.bamboo.onRead = undefined;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  test('in a preview: the next tick says that it was interrupted and lets the browser sleep', async () => {
    await dieIn((worker) => worker.coordinator.refreshPreview());
    expect(await startWorker(world).deps.state.get('activity')).toMatchObject({ kind: 'preview' });
    expect(world.awake).toBe(1);

    const worker = await tick();
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
    expect(await worker.deps.state.get('preview-error')).toMatchObject({ error: { code: 'run-interrupted' } });
    expect(world.awake).toBe(0);
  });

  test('in an import: the next tick leaves a run that says so, and the plan can still be imported', async () => {
    const { header } = await preview(startWorker(world));
    await dieIn((worker) => worker.coordinator.startImport({ planId: header.id, fingerprint: header.fingerprint }));
    const worker = await tick();

    const [run] = await worker.deps.runs.list(1);
    expect(run).toMatchObject({ state: 'failed', trigger: 'manual', cause: { code: 'run-interrupted' } });
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
    expect(written()).toBe(0);
    await importPlan(worker);
    expect(written()).toBe(12);
  });

  test('in an automatic import: the schedule says so and the next interval tries again', async () => {
    world.settings = { ...world.settings, automaticImports: true };
    await previewSeen(startWorker(world));
    await dieIn((worker) => worker.coordinator.tick());
    const worker = await tick();

    expect(await worker.deps.state.get('schedule')).toMatchObject({
      lastProblem: { error: { code: 'run-interrupted' } },
    });
    expect(world.notices).toEqual([{ kind: 'failed', code: 'run-interrupted' }]);
    expect(await worker.deps.runs.list(10)).toEqual([]);
  });

  test('leaves nothing to tidy while another is at work', async () => {
    const worker = startWorker(world);
    await worker.coordinator.refreshPreview();
    await worker.coordinator.tick();
    await worker.quiet();

    expect(await worker.deps.state.get('preview-error')).toBeUndefined();
    expect(await worker.deps.state.get('current-plan')).toBeDefined();
  });
});
