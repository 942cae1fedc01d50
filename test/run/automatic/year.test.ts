import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { saveSettings } from '../../../src/admin/save-settings.ts';
import { propertyOptions } from '../../property.ts';
import { quietErrors } from '../../quiet-errors.ts';
import { importPlan, preview } from '../fakes/test-deps.ts';
import { type Company, createCompany, handful } from './schedule-company.ts';
import { createScheduleModel, type Outcome, outcomes, type ScheduleModel } from './schedule-model.ts';

beforeEach(() => {
  quietErrors();
});

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;
const dayMs = 24 * 60 * minuteMs;

/** A leap year's February and both changes of the clock lie in it. */
const firstDayMs = Date.UTC(2027, 9, 25);
const options = propertyOptions();
/** A year with the full counts, else the first days, which hold the end of summer time. */
const days = Math.min(366, Math.max(10, Math.round((options.numRuns ?? 100) * 0.4)));

/** A source of numbers from 0 up to 1 that a seed repeats. */
function createDice(seed: number) {
  let state = seed | 0;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    roll,
    /** Whether what happens `times` in a hundred days happens today. */
    happens: (times: number) => roll() * 100 < times,
    whole: (below: number) => Math.floor(roll() * below),
  };
}

/** Minutes Berlin's clocks are ahead of UTC on that day. */
function offsetOf(atMs: number): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin', hour: '2-digit', hourCycle: 'h23' });
  return ((Number(parts.format(atMs)) - new Date(atMs).getUTCHours() + 24) % 24) * 60;
}

interface Entry {
  readonly at: string;
  readonly outcome: Outcome;
}

/** One day in the life of the browser: what happens to company, settings and machine, and every look of the worker. */
async function liveThrough(
  dayStartMs: number,
  { company, model, dice }: { company: Company; model: ScheduleModel; dice: ReturnType<typeof createDice> },
  entries: { expected: Entry[]; seen: Entry[] },
): Promise<void> {
  const { world } = company;
  const { clock } = world;
  const save = (change: Parameters<typeof saveSettings>[1]) => saveSettings(company.worker.deps, change);
  if (dice.happens(30)) {
    const count = 1 + dice.whole(12);
    company.promote(count);
    model.differing = Math.max(model.differing, count);
  }
  if (dice.happens(8)) {
    model.keyRefused = true;
    company.refuse(true);
  }
  // The browser is opened in the morning and closed in the evening, by the clock on the wall.
  const openMs = dayStartMs + (8 * 60 - offsetOf(dayStartMs) + dice.whole(120)) * minuteMs;
  if (openMs > clock.now()) clock.advance(openMs - clock.now());
  company.restart();
  if (dice.happens(4)) {
    const minutes = [15, 60, 180, 720][dice.whole(4)] ?? 180;
    const isOther = model.intervalMs !== minutes * minuteMs;
    await save({ intervalMinutes: minutes });
    model.intervalMs = minutes * minuteMs;
    if (isOther) model.reschedule(clock.now());
    model.notice(clock.now());
  }
  if (dice.happens(4)) {
    const untilMs = clock.now() + (1 + dice.whole(9)) * dayMs;
    await save({ suspendedUntilMs: untilMs, suspendReason: 'Reviews' });
    model.untilMs = untilMs;
    model.notice(clock.now());
  }
  if (dice.happens(3)) {
    // By policy: nobody tells the worker.
    const untilMs = dice.happens(50) ? undefined : 0;
    world.settings = { ...world.settings, suspendedUntilMs: untilMs };
    model.untilMs = untilMs;
  }
  if (model.untilMs === 0 && dice.happens(25)) {
    await save({ suspendedUntilMs: null });
    model.untilMs = undefined;
    model.notice(clock.now());
  }
  const offline = dice.happens(15) ? { from: dice.whole(30), to: 30 + dice.whole(10) } : undefined;
  const errorDays = dice.happens(5) ? [400, -400, 30, -30][dice.whole(4)] : undefined;
  const errorAt = dice.whole(20);
  const looks = 24 + dice.whole(20);
  for (let look = 0; look < looks; look += 1) {
    if (offline) {
      model.away = look >= offline.from && look < offline.to;
      company.away(model.away);
    }
    if (errorDays !== undefined && look === errorAt) clock.advance(errorDays * dayMs);
    if (errorDays !== undefined && look === errorAt + 5) clock.advance(-errorDays * dayMs);
    if (dice.happens(2)) company.restart();
    // Asleep with the lid closed.
    clock.advance(dice.happens(4) ? dice.whole(180) * minuteMs : quarterMs);
    await lookOnce(company, model, entries);
    if (errorDays !== undefined || model.intervalMs < 3_600_000 || !dice.happens(10)) continue;
    // The next one, if it reads at all, does not survive it.
    clock.advance(quarterMs);
    model.dying = true;
    company.dieReading(true);
    await lookOnce(company, model, entries);
    model.dying = false;
    company.dieReading(false);
    if (!model.leftBehind) continue;
    company.restart();
    clock.advance(quarterMs);
    await lookOnce(company, model, entries);
  }
  model.away = false;
  company.away(false);
  if (model.keyRefused && dice.happens(40)) {
    model.keyRefused = false;
    company.refuse(false);
    // Half of them are renewed here; the others are let through again by the vendor.
    if (dice.happens(50)) {
      await company.renewKey();
      model.accept(clock.now());
      model.notice(clock.now());
    }
  }
  if (!model.keyRefused && dice.happens(10)) {
    const { header } = await preview(company.worker);
    model.accept(clock.now());
    if (header.counts.update > 0) {
      await importPlan(company.worker);
      model.byHand(clock.now());
    }
  }
}

async function lookOnce(
  company: Company,
  model: ScheduleModel,
  { expected, seen }: { expected: Entry[]; seen: Entry[] },
): Promise<void> {
  const nowMs = company.world.clock.now();
  const at = new Date(nowMs).toISOString();
  expected.push({ at, outcome: model.tick(nowMs) });
  seen.push({ at, outcome: await company.tick() });
}

test(`${days} days with all that happens to a browser: the runs and what is told of them are the expected ones`, async () => {
  const [seed = 1] = options.seed === undefined ? fc.sample(fc.integer(), 1) : [options.seed];
  const dice = createDice(seed);
  const company = await createCompany(dice.roll());
  const { clock } = company.world;
  clock.advance(firstDayMs - clock.now());
  const model = createScheduleModel(company.world.chance(), handful);
  const entries = { expected: [] as Entry[], seen: [] as Entry[] };
  for (let day = 0; day < days; day += 1) {
    await liveThrough(firstDayMs + day * dayMs, { company, model, dice }, entries);
  }
  const said = (list: readonly Entry[]) => list.filter(({ outcome }) => outcome !== 'nothing');
  expect(said(entries.seen), `seed ${seed}`).toEqual(said(entries.expected));
  // A whole year meets everything that can happen.
  const met = new Set(entries.seen.map(({ outcome }) => outcome));
  if (days === 366) expect([...met].toSorted()).toEqual([...outcomes].toSorted());
  expect(company.differing()).toBe(model.differing);
  // What is told outside the pages, one word for as long as it stays the same.
  const words = {
    interrupted: 'failed',
    imported: 'well',
    looked: 'suspension-ended',
    blocked: 'blocked',
    refused: 'failed',
    failed: 'failed',
  };
  const told = company.world.notices.map(({ kind }) => kind);
  const toTell = said(entries.expected)
    .filter(({ outcome }) => outcome !== 'killed')
    .map(({ outcome }) => words[outcome as keyof typeof words]);
  expect(withoutRepeats(told), `seed ${seed}`).toEqual(withoutRepeats(toTell));
}, 600_000);

function withoutRepeats(list: readonly string[]): readonly string[] {
  return list.filter((each, at) => each !== list[at - 1]);
}
