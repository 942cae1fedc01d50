import { expect, test } from 'vitest';
import { createSharedClock } from '../../../src/runner/work/shared-clock.ts';
import type { Database } from '../../../src/runner/store/database.ts';

const hourMs = 3_600_000;

/** A database whose time is told, and a machine whose clock is off by that much. */
function scene(offMs: number, off?: (byMs: number) => void) {
  let nowMs = Date.UTC(2026, 10, 25, 12);
  let asked = 0;
  const database = {
    rows: async () => {
      asked += 1;
      return [{ nowMs: `${nowMs}.25` }];
    },
  } as unknown as Database;
  const machine = { now: () => nowMs + offMs, sleep: async () => undefined };
  const clock = createSharedClock(database, machine, off);
  return {
    clock,
    truth: () => nowMs,
    pass: (ms: number) => (nowMs += ms),
    turn: (ms: number) => (offMs += ms),
    asked: () => asked,
  };
}

test.each([0, hourMs, -hourMs, 5])(
  'a machine whose clock is %s ms off works by the time of the database',
  async (offMs) => {
    const { clock, truth, pass } = scene(offMs);
    await clock.set();
    expect(clock.now()).toBe(truth());
    expect(clock.behindMs).toBe(offMs === 0 ? 0 : -offMs);
    pass(10_000);
    expect(clock.now()).toBe(truth());
  },
);

test('that the clock of the machine is off is said once, and not where it is kept', async () => {
  for (const [offMs, said] of [
    [hourMs, [-hourMs]],
    [59_000, []],
  ] as const) {
    const byMs: number[] = [];
    const { clock, pass } = scene(offMs, (ms) => byMs.push(ms));
    await clock.set();
    pass(61_000);
    await clock.set();
    expect(byMs).toEqual(said);
  }
});

test('it is asked for once a minute, and at once when the clock of the machine was set', async () => {
  const { clock, truth, pass, turn, asked } = scene(0);
  await clock.set();
  await clock.set();
  expect(asked()).toBe(1);
  pass(61_000);
  await clock.set();
  expect(asked()).toBe(2);
  turn(-hourMs);
  await clock.set();
  expect(asked()).toBe(3);
  expect(clock.now()).toBe(truth());
});
