import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../../src/shared/app-error.ts';
import { anEmployee, aSiUser } from '../fakes/people.ts';
import {
  createWorld,
  importPlan,
  preview,
  runOf,
  settled,
  previewSeen,
  startWorker,
  type Worker,
  type World,
} from '../fakes/test-deps.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { putFacts } from '../../put-facts.ts';

let world: World;
let worker: Worker;

const numbers = Array.from({ length: 12 }, (_, index) => String(index + 1));
const minuteMs = 60_000;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'New' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
});

const written = () => numbers.filter((id) => world.si.user(`u${id}`).jobTitle === 'New').length;

/** An import that is told, after three people, to come back in so many minutes. */
async function importThatRests(minutes: number) {
  const untilMs = world.clock.now() + minutes * minuteMs;
  world.si.twist({
    on: 'writeFields',
    after: 3,
    refuse: () => new AppError('si-rate-limited', { retryAtMs: untilMs }),
  });
  await preview(worker);
  const { run } = await importPlan(worker);
  world.si.behave();
  return run;
}

/** Another worker's tick. */
async function tick() {
  worker = startWorker(world);
  await worker.coordinator.tick();
  await worker.quiet();
}

describe('a run Small Improvements sent away for a while', () => {
  test('is left alone until then, whoever comes by, and goes on by itself', async () => {
    const run = await importThatRests(20);
    expect(run.state).toBe('running');
    const soFar = written();
    world.clock.advance(10 * minuteMs);
    const calls = world.si.calls.length;
    await tick();
    expect(world.si.calls).toHaveLength(calls);
    await expect(worker.coordinator.refreshPreview()).rejects.toMatchObject({ code: 'run-busy' });

    world.clock.advance(10 * minuteMs);
    await tick();
    const ended = await runOf(worker, run.id);
    expect(soFar).toBeLessThan(12);
    expect(written()).toBe(12);
    expect(ended.run).toMatchObject({ state: 'done', counts: { confirmed: 12 }, resumeAtMs: undefined });
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('ends at once when it is cancelled meanwhile', async () => {
    const run = await importThatRests(20);
    const soFar = written();
    const calls = world.si.calls.length;
    await worker.coordinator.cancelImport();
    await worker.quiet();
    expect(world.si.calls).toHaveLength(calls);
    const ended = await runOf(worker, run.id);

    expect(ended.run).toMatchObject({ state: 'cancelled', counts: { confirmed: soFar } });
    expect(written()).toBe(soFar);
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });

  test('ends at once also where nothing shows it, as after a worker that was broken off', async () => {
    const run = await importThatRests(20);
    const calls = world.si.calls.length;
    await worker.deps.state.set('activity', { kind: 'idle' });
    await worker.coordinator.cancelImport();
    await worker.quiet();
    expect(world.si.calls).toHaveLength(calls);
    expect((await runOf(worker, run.id)).run).toMatchObject({ state: 'cancelled' });
    expect(await worker.deps.state.get('activity')).toEqual({ kind: 'idle' });
  });
});

describe('a run that is refused for the moment while it finds out what became of its writes', () => {
  test('rests with them still sent, and finds out later', async () => {
    const untilMs = world.clock.now() + 10 * minuteMs;
    world.si.twist({ on: 'writeFields', after: 6, times: 1, lose: () => new AppError('timeout') });
    world.si.twist({ on: 'readUsers', refuse: () => new AppError('si-rate-limited', { retryAtMs: untilMs }) });
    await preview(worker);
    const { run } = await importPlan(worker);
    expect(run).toMatchObject({ state: 'running', resumeAtMs: untilMs });
    expect(world.alarms).toEqual([untilMs]);
    const states = async () => (await worker.deps.runs.journal(run.id)).map(({ state }) => state);
    expect((await states()).filter((state) => state === 'sent')).toHaveLength(1);

    world.si.behave();
    world.clock.advance(10 * minuteMs);
    await tick();
    expect((await runOf(worker, run.id)).run).toMatchObject({ state: 'done', counts: { confirmed: 12, unknown: 0 } });
    expect(world.si.callsOf('writeFields')).toHaveLength(12);
  });

  test('does not rest when it was cancelled: it says that it does not know', async () => {
    world.si.twist({
      on: 'writeFields',
      after: 6,
      times: 1,
      first: () => worker.coordinator.cancelImport(),
      lose: () => new AppError('timeout'),
    });
    const retryAtMs = world.clock.now() + 10 * minuteMs;
    world.si.twist({ on: 'readUsers', refuse: () => new AppError('si-rate-limited', { retryAtMs }) });
    await preview(worker);
    const { run } = await importPlan(worker);
    expect(run).toMatchObject({ state: 'cancelled', counts: { unknown: 1, pending: 0 } });
  });

  test('and so does one that is to go on and cannot even read the accounts', async () => {
    const run = await importThatRests(6);
    world.clock.advance(6 * minuteMs);
    const untilMs = world.clock.now() + 7 * minuteMs;
    world.si.twist({ on: 'readEverybody', refuse: () => new AppError('si-rate-limited', { retryAtMs: untilMs }) });
    await tick();
    expect((await runOf(worker, run.id)).run).toMatchObject({ state: 'running', resumeAtMs: untilMs });
    expect(world.alarms.at(-1)).toBe(untilMs);

    world.si.behave();
    world.clock.advance(7 * minuteMs);
    await tick();
    expect((await runOf(worker, run.id)).run).toMatchObject({ state: 'done', counts: { confirmed: 12 } });
  });
});

describe('a run gone on with after more than half an hour', () => {
  test('only finds out what became of what was sent', async () => {
    const run = await importThatRests(31);
    const soFar = written();
    world.clock.advance(31 * minuteMs);
    const writes = world.si.callsOf('writeFields').length;
    await tick();
    const ended = await runOf(worker, run.id);

    expect(world.si.callsOf('writeFields')).toHaveLength(writes);
    expect(ended.run).toMatchObject({ state: 'failed', cause: { code: 'run-interrupted' } });
    expect(ended.run.counts).toMatchObject({ confirmed: soFar, skipped: 12 - soFar, pending: 0, unknown: 0 });
    expect(
      ended.people.every(
        ({ outcome, siUserId }) => (outcome === 'confirmed') === (world.si.user(String(siUserId)).jobTitle === 'New'),
      ),
    ).toBe(true);
  });

  test('and which has nothing left but to look, is done', async () => {
    world.si.twist({ on: 'writeFields', times: 12, lose: () => new AppError('timeout') });
    await preview(worker);
    vi.spyOn(worker.deps.runs, 'putPeople').mockRejectedValue(new AppError('storage-failed'));
    vi.spyOn(worker.deps.runs, 'put').mockRejectedValue(new AppError('storage-failed'));
    await importPlan(worker);
    const [open] = await worker.deps.runs.list(1);
    const journal = await worker.deps.runs.journal(open?.id ?? ('' as never));
    for (const row of journal) {
      await worker.deps.runs.putRow({
        ...row,
        state: world.si.user(String(row.operation.siUserId)).jobTitle === 'New' ? 'sent' : 'confirmed',
        siUserId: row.operation.siUserId,
        sentAtMs: 1,
      });
    }
    world.clock.advance(40 * minuteMs);
    await tick();
    expect((await worker.deps.runs.list(1))[0]?.state).toBe('done');
  });

  test('is, when it was automatic, planned anew at the next tick', async () => {
    await putFacts(worker.deps.pairs, settled);
    world.settings = { ...world.settings, automaticImports: true };
    await previewSeen(worker);
    const untilMs = world.clock.now() + 40 * minuteMs;
    world.si.twist({
      on: 'writeFields',
      after: 3,
      refuse: () => new AppError('si-rate-limited', { retryAtMs: untilMs }),
    });
    await tick();
    world.si.behave();
    expect(written()).toBeLessThan(12);
    world.clock.advance(41 * minuteMs);
    await tick();
    expect(written()).toBeLessThan(12);
    expect(world.notices).toEqual([]);
    await tick();

    expect(written()).toBe(12);
    expect((await worker.deps.runs.list(10)).map((run) => run.state)).toEqual(['done', 'failed']);
    expect(world.notices).toEqual([{ kind: 'well' }]);
  });
});
