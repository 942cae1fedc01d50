import { setTimeout as pause } from 'node:timers/promises';
import { describe, type ExpectStatic, it } from 'vitest';
import {
  type Desk,
  everyWrite,
  expectSameEnd,
  type Fate,
  faultOf,
  importWhole,
  makeDue,
  openDesk,
  type Outcome,
  outcomeOf,
  until,
  untilEnded,
} from './exactly-once.ts';
import { type Finished, launchForTest } from './launch-for-test.ts';
import { type PlainBrowser, startPlainBrowser } from './plain-browser.ts';
import { long } from './counts.ts';

/** Longer than anybody waits without asking anything, the minute after a request of unknown outcome included. */
const silenceMs = 80_000;

/** Until Small Improvements holds what it is to hold, all mails are sent, and nobody has asked it anything for a while. */
async function untilSame({ sandbox }: Desk, whole: Outcome, timeoutMs: number): Promise<void> {
  const end = JSON.stringify(whole.end);
  const untilMs = Date.now() + timeoutMs;
  while (Date.now() < untilMs) {
    const now = outcomeOf({ sandbox });
    const quietMs = now.mails < whole.mails ? silenceMs : 5_000;
    const last = sandbox.requests.entries.at(-1);
    const isQuiet = last !== undefined && Date.now() - Date.parse(last.at) > quietMs;
    if (isQuiet && JSON.stringify(now.end) === end) return;
    await pause(250);
  }
}

interface Context {
  readonly onTestFinished: Finished;
  readonly expect: ExpectStatic;
}

interface Plain {
  readonly desk: Desk;
  start(): PlainBrowser;
  /** Waits for the end, then looks into the extension's database with a debugger. */
  expectSame(whole: Outcome, browser: PlainBrowser, timeoutMs?: number): Promise<void>;
}

/**
 * A browser that is started anew without a debugger. An automatic import is due at once, or by an alarm `inMs` after the
 * preparation.
 */
async function prepare(
  { onTestFinished: finished, expect }: Context,
  inMs?: number,
): Promise<Plain & { readonly dueMs: number }> {
  const desk = await openDesk(finished);
  const dueMs = Date.now() + (inMs ?? 0);
  await makeDue(desk.page, dueMs, inMs !== undefined);
  await desk.close();
  desk.sandbox.requests.clear();
  const { port } = desk.sandbox;
  return {
    desk,
    dueMs,
    start: () => startPlainBrowser({ port, profile: desk.profile }, finished),
    async expectSame(whole, browser, timeoutMs = 150_000) {
      await untilSame(desk, whole, timeoutMs);
      await browser.close();
      const again = await launchForTest({ port, profile: desk.profile }, finished);
      const page = await again.openPopupTab();
      await untilEnded(page);
      await expectSameEnd({ sandbox: desk.sandbox, page }, whole, 'automatic', expect);
    },
  };
}

/** Full reads of the accounts since the browser was started: one by each worker that took the import up. */
function readings({ sandbox }: Desk): number {
  return sandbox.requests
    .find({ side: 'si', path: '/api/v2/users/medium' })
    .filter((each) => each.method === 'GET' && each.path.endsWith('/medium')).length;
}

describe('an automatic import without any debugger attached', { timeout: 300_000 }, () => {
  let whole: Outcome | undefined;
  const measure = () => {
    if (!whole) throw new Error('there is nothing to compare with');
    return whole;
  };

  it('with one, is the measure', async ({ expect, onTestFinished }) => {
    whole = await importWhole(onTestFinished, expect);
    expect(whole.writes).toBeGreaterThan(20);
  });

  it.concurrent('wakes its worker by an alarm, which then waits forty seconds for a list', async (context) => {
    const { expect } = context;
    const plain = await prepare(context, 80_000);
    const { sandbox } = plain.desk;
    sandbox.faults.add({ side: 'si', path: '/api/v2/users/medium', delayMs: 40_000 });
    const browser = plain.start();
    await pause(plain.dueMs - Date.now() - 5_000);
    expect(browser.hasWorker()).toBe(false);
    expect(sandbox.requests.entries.filter(({ side }) => side !== 'other')).toEqual([]);
    await until(() => sandbox.requests.find({ side: 'si' }).length > 0, 90_000);
    expect(Date.parse(sandbox.requests.entries[0]?.at ?? '')).toBeGreaterThanOrEqual(plain.dueMs);
    await untilSame(plain.desk, measure(), 90_000);
    expect(readings(plain.desk)).toBe(1);
    await plain.expectSame(measure(), browser);
  });

  it.concurrent('finds out what became of a write answered after forty seconds, in one go', async (context) => {
    const { expect } = context;
    const plain = await prepare(context);
    const { sandbox } = plain.desk;
    const fault = sandbox.faults.add({ ...everyWrite, delayMs: 40_000, skip: 12 });
    const browser = plain.start();
    await until(() => fault.hits > 0, 90_000);
    await untilSame(plain.desk, measure(), 120_000);
    expect(readings(plain.desk)).toBe(1);
    expect(outcomeOf(plain.desk).writes).toBe(measure().writes);
    await plain.expectSame(measure(), browser);
  });

  it.concurrent('goes on after the death of its worker with no page open', async (context) => {
    const { expect } = context;
    const plain = await prepare(context);
    const fault = plain.desk.sandbox.faults.add({ ...everyWrite, ...faultOf('never arrives', 4_000), skip: 10 });
    const browser = plain.start();
    await until(() => fault.hits > 0, 90_000);
    browser.killWorker();
    await plain.expectSame(measure(), browser);
    expect(readings(plain.desk)).toBe(2);
  });

  const kills = (
    [
      [12, 'is carried out and not answered'],
      [47, 'never arrives'],
      [84, 'is carried out later'],
    ] satisfies [number, Fate][]
  ).map(([percent, fate]) => [`${percent} %, where the request on its way ${fate}`, percent, fate] as const);
  it.concurrent.for(kills)(
    'comes to the same end when the browser itself is killed and started again at %s',
    async ([, percent, fate], context) => {
      const { expect } = context;
      const plain = await prepare(context);
      const skip = Math.floor((percent / 100) * measure().writes);
      const fault = plain.desk.sandbox.faults.add({ ...everyWrite, ...faultOf(fate, 4_000), skip });
      const browser = plain.start();
      await until(() => fault.hits > 0, 90_000);
      await browser.kill();
      await plain.expectSame(measure(), plain.start());
      expect(readings(plain.desk)).toBeGreaterThan(1);
    },
  );

  it.runIf(long).concurrent('writes for six minutes in one go', { timeout: 900_000 }, async (context) => {
    const { expect } = context;
    const plain = await prepare(context);
    const { sandbox } = plain.desk;
    sandbox.faults.add({ side: 'si', path: '^/api/v2/users/', delayMs: 20_000, count: 'forever' });
    const startedMs = Date.now();
    const browser = plain.start();
    await untilSame(plain.desk, measure(), 800_000);
    expect(Date.now() - startedMs).toBeGreaterThan(360_000);
    expect(readings(plain.desk)).toBe(1);
    sandbox.faults.clear();
    await plain.expectSame(measure(), browser);
  });
});
