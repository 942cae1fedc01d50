import { expect, test } from 'vitest';
import { createHalt } from '../../../src/runner/work/halt.ts';
import { lookAt, type Looking } from '../../../src/runner/work/look.ts';
import { createSharedClock } from '../../../src/runner/work/shared-clock.ts';
import type { World } from '../../run/fakes/test-deps.ts';
import { freshDatabase, type TenantHome } from '../support/fresh-database.ts';
import { dueCompany, outsideOf } from './companies.ts';

const minuteMs = 60_000;
const fresh = freshDatabase();

/** A worker at one company under a clock that stands still. */
async function scene() {
  const world: World<TenantHome> = await dueCompany(await fresh().home(), 2);
  let nowMs = Date.UTC(2026, 10, 25, 12);
  const clock = { now: () => nowMs, sleep: async (ms: number) => void (nowMs += ms) };
  const looking: Looking = {
    database: fresh().database,
    key: fresh().key,
    outside: { ...outsideOf([world]), clock },
    halt: createHalt(clock),
  };
  const { tenant } = world.home;
  return { world, looking, look: () => lookAt(tenant, looking), clock, turnTo: (ms: number) => (nowMs = ms) };
}

test('the next look is at the tick of a browser, and never later than the next import is due', async () => {
  const { world, look, clock, turnTo } = await scene();
  const { settings, state } = world.home.stores();
  await settings.set({ ...world.settings, automaticImports: true, intervalMinutes: 40 });
  let nextMs = await look();
  const dueMs = (await state.get('schedule'))?.nextDueMs ?? 0;
  const looks = [];
  while (nextMs < dueMs) {
    looks.push((nextMs - clock.now()) / minuteMs);
    turnTo(nextMs);
    nextMs = await look();
  }
  expect(looks.slice(0, 2)).toEqual([15, 15]);
  expect(nextMs).toBe(dueMs);
});

test('a tenant that imports nothing by itself, or waits for somebody, is looked at no oftener than that', async () => {
  const { world, look, clock } = await scene();
  const { settings, state } = world.home.stores();
  await settings.set({ ...world.settings, automaticImports: false });
  expect((await look()) - clock.now()).toBe(15 * minuteMs);

  await settings.set({ ...world.settings, automaticImports: true });
  await state.clear('connection');
  expect((await look()) - clock.now()).toBe(15 * minuteMs);
  expect(await world.home.stores().runs.list(1)).toEqual([]);
});

test.each([-60, 60])('a worker whose clock is %s minutes off goes by the time of the database', async (minutes) => {
  const { world, looking } = await scene();
  const machine = { now: () => Date.now() + minutes * minuteMs, sleep: async () => undefined };
  const clock = createSharedClock(fresh().database, machine);
  const { tenant } = world.home;
  const nextMs = await lookAt(tenant, { ...looking, outside: { ...looking.outside, clock }, halt: createHalt(clock) });

  const [run] = await world.home.stores().runs.list(1);
  expect(run?.state).toBe('done');
  for (const atMs of [
    run?.startedAtMs,
    nextMs - 15 * minuteMs,
    (await world.home.stores().state.get('schedule'))?.lastAttemptMs,
  ])
    expect(Math.abs((atMs ?? 0) - Date.now())).toBeLessThan(minuteMs);
});
