import { beforeEach, describe, expect, test } from 'vitest';
import { saveSettings } from '../../src/admin/save-settings.ts';
import { waitUntil } from '../../src/run/wait.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { quietErrors } from '../quiet-errors.ts';
import { anEmployee, aSiUser } from './fakes/people.ts';
import { importPlan, createWorld, preview, runOf, startWorker, type Worker, type World } from './fakes/test-deps.ts';
import { createTestClock } from './fakes/test-clock.ts';
import { createLife } from './fakes/life.ts';

const numbers = ['1', '2', '3', '4', '5', '6'];
const yearsMs = 3 * 365 * 86_400_000;
const minuteMs = 60_000;

let world: World;
let worker: Worker;

beforeEach(async () => {
  quietErrors();
  world = await createWorld(
    numbers.map((id) => anEmployee({ id, title: 'New' })),
    numbers.map((id) => aSiUser({ id: `u${id}`, title: 'Old' })),
  );
  worker = startWorker(world);
});

const written = () => numbers.filter((id) => world.si.user(`u${id}`).jobTitle === 'New').length;

async function tick() {
  worker = startWorker(world);
  await worker.coordinator.tick();
  await worker.quiet();
}

describe('a clock that was years ahead and is set right', () => {
  test('lets automatic imports go on at the next look', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    world.clock.advance(yearsMs);
    await tick();
    world.clock.advance(-yearsMs);
    const reads = world.bamboo.reads;
    await tick();
    expect(world.bamboo.reads).toBe(reads + 1);
    const { lastAttemptMs, nextDueMs } = (await worker.deps.state.get('schedule')) ?? {};
    expect((nextDueMs ?? 0) - (lastAttemptMs ?? 0)).toBe(180 * minuteMs);
    expect(lastAttemptMs).toBeLessThanOrEqual(world.clock.now());
  });

  test('counts a changed interval from now', async () => {
    await preview(worker);
    await saveSettings(worker.deps, { automaticImports: true });
    const inFutureMs = world.clock.now() + yearsMs;
    await worker.deps.state.set('schedule', { lastAttemptMs: inFutureMs, nextDueMs: inFutureMs });
    await saveSettings(worker.deps, { intervalMinutes: 60 });
    expect((await worker.deps.state.get('schedule'))?.nextDueMs).toBe(world.clock.now() + 60 * minuteMs);
  });

  test('does not keep a run that rests at rest, nor the lock with it', async () => {
    await preview(worker);
    world.clock.advance(yearsMs);
    await preview(worker);
    const untilMs = world.clock.now() + 20 * minuteMs;
    world.si.twist({
      on: 'writeFields',
      after: 2,
      refuse: () => new AppError('si-rate-limited', { retryAtMs: untilMs }),
    });
    const { run } = await importPlan(worker);
    world.si.behave();
    expect(run).toMatchObject({ state: 'running', resumeAtMs: untilMs });
    world.clock.advance(-yearsMs);
    await tick();
    expect((await runOf(worker, run.id)).run.state).not.toBe('running');
  });

  test('makes nothing that was read before it an up-to-date plan: a run goes on by looking only', async () => {
    world.clock.advance(yearsMs);
    await preview(worker);
    const life = createLife();
    const dying = startWorker(world, life);
    world.si.twist({ on: 'writeFields', after: 2, first: async () => life.kill() });
    void importPlan(dying);
    await life.died;
    // What was on the wire arrives.
    await new Promise((resolve) => setTimeout(resolve, 20));
    world.si.behave();
    const before = written();
    world.clock.advance(-yearsMs);
    await tick();
    const [run] = await worker.deps.runs.list(1);
    expect(run).toMatchObject({ state: 'failed', cause: { code: 'run-interrupted' } });
    expect(written()).toBe(before);
  });

  test('makes a saved plan too old to import', async () => {
    world.clock.advance(yearsMs);
    await preview(worker);
    world.clock.advance(-yearsMs);
    await expect(importPlan(worker)).rejects.toMatchObject({ code: 'plan-stale' });
  });
});

describe('a wait inside the worker', () => {
  test('ends in time though the clock is set back meanwhile', async () => {
    const clock = createTestClock();
    let beats = 0;
    const startMs = clock.now();
    await waitUntil(startMs + minuteMs, {
      clock,
      onWaiting() {
        beats += 1;
        if (beats === 2) clock.advance(-yearsMs);
      },
    });
    expect(clock.sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(5 * minuteMs);
  });

  test('is as long as asked for where the clock is right', async () => {
    const clock = createTestClock();
    const startMs = clock.now();
    await waitUntil(startMs + 25_000, { clock, onWaiting: () => undefined });
    expect(clock.sleeps).toEqual([10_000, 10_000, 5_000]);
  });

  test('for a vendor who complained is not made longer by a clock set back', async () => {
    const clock = createTestClock();
    const gate = createRequestGate(clock);
    gate.slowDown(clock.now() + 5_000);
    clock.advance(-yearsMs);
    await gate.run(async () => 'answered');
    expect(clock.sleeps).toEqual([]);
  });
});
