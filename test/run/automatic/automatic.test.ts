import { beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultSettings, type Settings } from '../../../src/config/settings.ts';
import { readStatus } from '../../../src/admin/status.ts';
import { afterAttempt, isDue, nextDueMs } from '../../../src/run/automatic/schedule.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import { writeMethods } from '../fakes/fake-si.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import { acme, createWorld, settled, previewSeen, startWorker, type Worker, type World } from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

const hourMs = 3_600_000;

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    ['1', '2', '3', '4', '5', '6'].map((id) => anEmployee({ id, title: id === '2' ? 'New' : 'Old' })),
    ['1', '2', '3', '4', '5'].map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
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

const runs = () => worker.deps.runs.list(10);
const schedule = () => worker.deps.state.get('schedule');
const writes = () => world.si.callsOf(...writeMethods);

describe('an automatic import', () => {
  test('runs when due, writes, and notes its success', async () => {
    const atMs = world.clock.now();
    await tick();

    expect(await runs()).toMatchObject([{ trigger: 'automatic', state: 'done', counts: { confirmed: 2 } }]);
    expect(await schedule()).toMatchObject({ lastAttemptMs: atMs, nextDueMs: atMs + 3 * hourMs });
    expect((await schedule())?.lastSuccessMs).toBeGreaterThanOrEqual(atMs);
    expect(world.notices).toEqual([{ kind: 'well' }]);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('is not begun before it is due: nothing is read', async () => {
    await tick();
    const reads = world.bamboo.reads;
    world.clock.advance(3 * hourMs - 1_000);
    await tick();
    expect(world.bamboo.reads).toBe(reads);
    world.clock.advance(1_000);
    await tick();
    expect(world.bamboo.reads).toBe(reads + 1);
  });

  test('is made up for once after a long sleep', async () => {
    await tick();
    const reads = world.bamboo.reads;
    world.clock.advance(48 * hourMs);
    await tick();
    await tick();
    await tick();
    expect(world.bamboo.reads).toBe(reads + 1);
  });

  test('that two ticks ask for at once happens once', async () => {
    await Promise.all([worker.coordinator.tick(), worker.coordinator.tick()]);
    await worker.quiet();
    expect(world.bamboo.reads).toBe(1);
    expect(await runs()).toHaveLength(1);
  });

  test('is not made again by a tick that looked before the other had begun and comes after it has ended', async () => {
    const get = worker.deps.state.get.bind(worker.deps.state);
    let hold: Promise<void> | undefined;
    const spy = vi.spyOn(worker.deps.state, 'get').mockImplementation(async (name) => {
      const value = await get(name);
      if (name === 'schedule' && hold) await hold;
      return value;
    });
    let release: () => void = () => undefined;
    hold = new Promise((resolve) => (release = resolve));
    const late = worker.coordinator.tick();
    await new Promise((resolve) => setTimeout(resolve, 10));
    hold = undefined;
    await tick();
    release();
    await late;
    await worker.quiet();
    spy.mockRestore();

    expect(world.bamboo.reads).toBe(1);
  });

  test.each<[string, Partial<Settings>]>([
    ['automatic imports are off', { automaticImports: false }],
    ['this browser only looks at reviews', { mode: 'viewer' }],
    ['they are suspended until a date', { suspendedUntilMs: Date.UTC(2030, 0, 1) }],
    ['they are suspended without an end', { suspendedUntilMs: 0 }],
  ])('is not made while %s', async (_why, change) => {
    world.settings = { ...world.settings, ...change };
    await tick();
    expect(world.bamboo.reads).toBe(0);
    expect(await schedule()).toBeUndefined();
  });

  test('with nothing to write leaves no run and writes nothing, and is a success', async () => {
    await tick();
    const before = writes().length;
    world.clock.advance(3 * hourMs);
    await tick();

    expect(await runs()).toHaveLength(1);
    expect(writes()).toHaveLength(before);
    expect((await schedule())?.lastSuccessMs).toBe(world.clock.now());
    expect(await worker.deps.pairs.facts(acme)).toMatchObject({ lastVisible: 6, lastSuccessMs: world.clock.now() });
  });

  test('that a guard blocks is a run in history, with the guards, and an alert; nothing is written', async () => {
    await putFacts(worker.deps.pairs, { ...settled, manualImportDone: false });
    await tick();

    expect(await runs()).toMatchObject([
      { state: 'blocked', trigger: 'automatic', guards: [{ id: 'no-manual-import-yet' }] },
    ]);
    expect(writes()).toEqual([]);
    expect(world.notices).toEqual([{ kind: 'blocked', guards: 1 }]);
    expect((await schedule())?.lastProblem?.guards).toMatchObject([{ id: 'no-manual-import-yet' }]);
    expect((await schedule())?.lastSuccessMs).toBeUndefined();
  });

  test('cannot be released by what an admin released a preview from', async () => {
    for (const id of ['2', '3', '4', '5']) world.bamboo.change(id, { status: 'inactive' });
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    const current = await worker.deps.state.get('current-plan');
    const header = current && (await worker.deps.plans.header(current.planId));
    const { id = '', fingerprint = '', guards = [] } = header ?? {};
    const typedCount = guards.find((guard) => guard.effect === 'blocks')?.count ?? -1;
    await worker.coordinator.overrideGuards({ planId: id, fingerprint, typedCount, reason: 'x' });
    await tick();

    expect(await runs()).toMatchObject([{ state: 'blocked' }]);
    expect(writes()).toEqual([]);
  });

  test.each<[string, () => void, string]>([
    ['BambooHR is away', () => (world.bamboo.failure = new AppError('bamboo-unavailable')), 'bamboo-unavailable'],
    ['BambooHR does not answer in time', () => (world.bamboo.failure = new AppError('timeout')), 'timeout'],
    ['nobody may see the report', () => (world.bamboo.failure = new AppError('bamboo-forbidden')), 'bamboo-forbidden'],
    [
      'Small Improvements is away',
      () => world.si.twist({ on: 'readEverybody', refuse: () => new AppError('si-unavailable') }),
      'si-unavailable',
    ],
    [
      'the settings are not complete',
      () => (world.settings = { ...world.settings, siAddress: '' }),
      'settings-missing',
    ],
  ])('that fails because %s waits for its next interval and does not hammer', async (_why, change, code) => {
    change();
    await tick();
    const reads = world.bamboo.reads;
    for (let minute = 15; minute < 180; minute += 15) {
      world.clock.advance(15 * 60_000);
      await tick();
    }

    expect(world.bamboo.reads).toBe(reads);
    expect(world.notices).toEqual([{ kind: 'failed', code }]);
    expect((await schedule())?.lastProblem?.error?.code).toBe(code);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });

    world.clock.advance(15 * 60_000);
    world.bamboo.failure = undefined;
    world.si.behave();
    world.settings = { ...world.settings, siAddress: 'https://acme.small-improvements.com' };
    await tick();
    expect((await schedule())?.lastProblem).toBeUndefined();
    expect(world.notices.at(-1)).toEqual({ kind: 'well' });
  });

  test.each([
    ['half an hour', 30, 30],
    ['a week', 7 * 24 * 60, 24 * 60],
    ['less than the interval', 10, 15],
  ])('that is asked to come back after %s comes back then, a day at most', async (_when, minutes, waited) => {
    world.settings = { ...world.settings, intervalMinutes: 15 };
    const retryAtMs = world.clock.now() + minutes * 60_000;
    const atMs = world.clock.now();
    world.bamboo.failure = new AppError('bamboo-rate-limited', { retryAtMs });
    await tick();
    world.bamboo.failure = undefined;
    const { nextDueMs: due } = await readStatus(worker.deps);
    expect(due).toBe(atMs + waited * 60_000);
    world.clock.advance(waited * 60_000 - 1_000);
    await tick();
    expect(world.bamboo.reads).toBe(1);
    expect(world.alarms).toContain(due);
    world.clock.advance(1_000);
    await tick();
    expect(world.bamboo.reads).toBe(2);
    world.clock.advance(15 * 60_000);
    await tick();
    expect(world.bamboo.reads).toBe(3);
  });

  test('that ends in the middle tells why', async () => {
    world.si.twist({ on: [...writeMethods], refuse: () => new AppError('si-wrong-token') });
    await tick();

    expect(await runs()).toMatchObject([{ state: 'failed', cause: { code: 'si-wrong-token' } }]);
    expect((await schedule())?.lastProblem?.error?.code).toBe('si-wrong-token');
    expect(world.notices).toEqual([{ kind: 'failed', code: 'si-wrong-token' }]);
  });

  test('that an admin cancels is neither a success nor a problem', async () => {
    world.si.twist({ on: 'findByExternalId', first: () => worker.coordinator.cancelImport() });
    await tick();

    expect(await runs()).toMatchObject([{ state: 'cancelled' }]);
    expect((await schedule())?.lastSuccessMs).toBeUndefined();
    expect((await schedule())?.lastProblem).toBeUndefined();
    expect(world.notices).toEqual([]);
  });

  test('that an admin cancels while it still reads is no problem either', async () => {
    world.bamboo.onRead = () => worker.coordinator.cancelImport();
    await tick();

    expect(writes()).toEqual([]);
    expect((await schedule())?.lastProblem).toBeUndefined();
    expect(world.notices).toEqual([]);
  });

  test('keeps the interval the admin chose while it was going on', async () => {
    world.bamboo.onRead = async () => {
      const now = await schedule();
      await worker.deps.state.set('schedule', { ...now, nextDueMs: 42 });
    };
    await tick();
    expect((await schedule())?.nextDueMs).toBe(42);
  });
});

describe('password mails', () => {
  test('go to the people an automatic run created, if asked for', async () => {
    world.settings = { ...world.settings, sendPasswordEmails: true };
    await tick();
    expect(world.si.mailed).toEqual(['new p6@acme.com']);
  });

  test('are not sent unless asked for', async () => {
    await tick();
    expect(world.si.invited).toEqual(['p6@acme.com']);
    expect(world.si.mailed).toEqual([]);
  });

  test('are never sent by a manual import', async () => {
    world.settings = { ...world.settings, sendPasswordEmails: true };
    await worker.coordinator.refreshPreview();
    await worker.quiet();
    const current = await worker.deps.state.get('current-plan');
    const header = current && (await worker.deps.plans.header(current.planId));
    await worker.coordinator.startImport({ planId: header?.id ?? '', fingerprint: header?.fingerprint ?? '' });
    await worker.quiet();

    expect(world.si.invited).toEqual(['p6@acme.com']);
    expect(world.si.mailed).toEqual([]);
  });

  test('whose outcome is open are not sent again, and said to be unknown', async () => {
    world.settings = { ...world.settings, sendPasswordEmails: true };
    world.si.twist({ on: 'sendPasswordEmail', refuse: () => new AppError('timeout') });
    await tick();
    const [run] = await runs();
    const journal = run ? await worker.deps.runs.journal(run.id) : [];

    expect(world.si.callsOf('sendPasswordEmail')).toHaveLength(1);
    expect(journal.find((row) => row.operation.stage === 'mails')?.state).toBe('unknown');
    expect(run?.counts.unknown).toBe(1);
    world.clock.advance(3 * hourMs);
    await tick();
    expect(world.si.callsOf('sendPasswordEmail')).toHaveLength(1);
  });

  test('are not sent to somebody whose creation failed', async () => {
    world.settings = { ...world.settings, sendPasswordEmails: true };
    world.si.twist({ on: 'create', refuse: () => new AppError('si-rejected') });
    await tick();
    expect(world.si.callsOf('sendPasswordEmail')).toEqual([]);
  });
});

describe('the schedule', () => {
  const settings: Settings = { ...defaultSettings, mode: 'sync', automaticImports: true };

  test.each<[string, Partial<Settings>, number | undefined, number, boolean, number | undefined]>([
    ['nothing was ever tried', {}, undefined, 100, true, 100],
    ['the time has come', {}, 100, 100, true, 100],
    ['it has not', {}, 101, 100, false, 101],
    ['it was missed', {}, 1, 100, true, 1],
    ['automatic imports are off', { automaticImports: false }, 1, 100, false, undefined],
    ['the browser is a viewer', { mode: 'viewer' }, 1, 100, false, undefined],
    ['suspended until later', { suspendedUntilMs: 150 }, 100, 120, false, 150],
    ['suspended until just now', { suspendedUntilMs: 120 }, 100, 120, true, 120],
    ['suspended without an end', { suspendedUntilMs: 0 }, 100, 120, false, undefined],
    ['it is one interval ahead', {}, 100 + 3 * hourMs, 100, false, 100 + 3 * hourMs],
    ['it is further ahead: the clock was wrong', {}, 101 + 3 * hourMs, 100, true, 100],
    ['the clock said 2030', { intervalMinutes: 15 }, Date.UTC(2030, 0, 1), 100, true, 100],
  ])('when %s', (_when, change, dueMs, nowMs, due, shown) => {
    const schedule = dueMs === undefined ? undefined : { nextDueMs: dueMs };
    expect(isDue({ ...settings, ...change }, schedule, nowMs)).toBe(due);
    expect(nextDueMs({ ...settings, ...change }, schedule, nowMs)).toBe(shown);
  });

  test('counts the next attempt from this one, and keeps what else it knows', () => {
    expect(afterAttempt({ ...settings, intervalMinutes: 15 }, { lastSuccessMs: 7, nextDueMs: 8 }, 1_000)).toEqual({
      lastSuccessMs: 7,
      lastAttemptMs: 1_000,
      nextDueMs: 1_000 + 15 * 60_000,
    });
  });
});
