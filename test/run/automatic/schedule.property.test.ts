import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { propertyOptions } from '../../property.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { importPlan, preview } from '../fakes/test-deps.ts';
import { type Company, createCompany, handful } from './schedule-company.ts';
import { createScheduleModel, type ScheduleModel } from './schedule-model.ts';

beforeEach(() => {
  quietErrors();
});

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

type Command = fc.AsyncCommand<ScheduleModel, Company>;

/** One thing that happens, to the model and to the product alike; `when`: where it can. */
function command(
  name: string,
  run: (model: ScheduleModel, company: Company) => Promise<void>,
  when: (model: ScheduleModel) => boolean = () => true,
): Command {
  return { check: when, run, toString: () => name };
}

/** Time passes, and the worker looks; what that comes to is what the model says. */
const pass = (minutes: number) =>
  command(`pass ${minutes} min`, async (model, company) => {
    company.world.clock.advance(minutes * minuteMs);
    const expected = model.tick(company.world.clock.now());
    expect(await company.tick()).toBe(expected);
    expect(company.differing()).toBe(model.differing);
  });

const setClock = (days: number) =>
  command(`clock ${days} d`, async (_model, { world }) => world.clock.advance(days * dayMs));

const promote = (count: number) =>
  command(`promote ${count}`, async (model, company) => {
    company.promote(count);
    model.differing = Math.max(model.differing, count);
  });

const trouble = (of: 'away' | 'refuse', is: boolean) =>
  command(`${of} ${is}`, async (model, company) => {
    company[of](is);
    if (of === 'away') model.away = is;
    else model.keyRefused = is;
  });

const suspend = (days: number | undefined) =>
  command(`suspend ${days} d`, async (model, { worker, world }) => {
    const untilMs = days === undefined ? undefined : days === 0 ? 0 : world.clock.now() + days * dayMs;
    await saveSettings(worker.deps, { suspendedUntilMs: untilMs ?? null });
    model.untilMs = untilMs;
    model.notice(world.clock.now());
  });

const switchTo = (on: boolean) =>
  command(`switch ${on}`, async (model, { worker, world }) => {
    await saveSettings(worker.deps, { automaticImports: on });
    if (on !== model.on) model.reschedule(world.clock.now());
    model.on = on;
    model.notice(world.clock.now());
  });

const interval = (minutes: number) =>
  command(`interval ${minutes}`, async (model, { worker, world }) => {
    await saveSettings(worker.deps, { intervalMinutes: minutes });
    const isOther = model.intervalMs !== minutes * minuteMs;
    model.intervalMs = minutes * minuteMs;
    if (isOther) model.reschedule(world.clock.now());
    model.notice(world.clock.now());
  });

const newKey = command('new key', async (model, company) => {
  company.refuse(false);
  await company.renewKey();
  model.keyRefused = false;
  model.accept(company.world.clock.now());
  model.notice(company.world.clock.now());
});

const byHand = command(
  'import by hand',
  async (model, { worker, world }) => {
    const stored = await preview(worker);
    model.accept(world.clock.now());
    if (stored.header.counts.update === 0) return;
    await importPlan(worker);
    model.byHand(world.clock.now());
  },
  (model) => !model.away && !model.keyRefused,
);

const restart = command('restart', async (_model, company) => company.restart());

const commands = fc.commands(
  [
    fc.integer({ min: 1, max: 400 }).map(pass),
    fc.integer({ min: 1, max: 5 }).map((days) => pass(days * 24 * 60)),
    fc.constantFrom(-700, -1, 1, 700).map(setClock),
    fc.integer({ min: 1, max: 12 }).map(promote),
    fc.tuple(fc.constantFrom('away' as const, 'refuse' as const), fc.boolean()).map(([of, is]) => trouble(of, is)),
    fc.constantFrom(undefined, 0, 1, 3).map(suspend),
    fc.boolean().map(switchTo),
    fc.constantFrom(15, 60, 180, 2880).map(interval),
    fc.constant(newKey),
    fc.constant(byHand),
    fc.constant(restart),
  ],
  { size: '+1', maxCommands: 40 },
);

test('whatever happens, imports are tried when the model of the schedule says, and come to what it says', async () => {
  const property = fc.asyncProperty(fc.constantFrom(0, 0.5, 0.99), commands, async (chance, all) => {
    const real = await createCompany(chance);
    const setup = () => ({ model: createScheduleModel(chance, handful), real });
    await fc.asyncModelRun(setup, all);
  });
  const found = await fc.check(property, { ...propertyOptions(0.5), endOnFailure: false });
  expect(found.failed ? fc.defaultReportMessage(found) : 'holds').toBe('holds');
});
