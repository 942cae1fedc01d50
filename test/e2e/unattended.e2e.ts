import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { describe, it } from 'vitest';
import type { FaultSpec } from '../../sandbox/server/faults.ts';
import type { Sandbox } from '../../sandbox/start-sandbox.ts';
import { isFinal, type JournalRow } from '../../src/domain/journal.ts';
import { readLastRun, readPlan, readStored } from '../../scripts/lib/stored.ts';
import { refreshPreview } from '../../scripts/lib/walk.ts';
import { changeCompany } from './changing-company.ts';
import { makeDue, openDesk, until } from './exactly-once.ts';
import { long } from './counts.ts';

const rounds = long ? 50 : 10;

const fields = { side: 'si', method: 'PUT', path: '^/api/v2/users/[^/]+$' } as const;

/** What befalls every second import; each is over after it. */
const disturbances: readonly FaultSpec[] = [
  { ...fields, reset: true, after: 'apply' },
  { side: 'bamboo', path: '/api/', status: 503, count: 'forever' },
  { ...fields, status: 500 },
  { side: 'si', path: '/api/v2/users/medium', truncate: 500, count: 'forever' },
  { side: 'si', method: 'POST', path: '^/api/v2/users$', reset: true, after: 'apply' },
  { side: 'si', path: '/api/', status: 429, retryAfter: 1, count: 3 },
  { side: 'si', path: '/api/v2/users/medium', html: true, count: 'forever' },
  { side: 'si', method: 'POST', path: 'mail/', status: 502, after: 'apply' },
  { side: 'bamboo', path: '/api/v1/reports', json: { error: 'no' }, count: 'forever' },
];

describe('automatic imports that nobody looks at', { timeout: rounds * 60_000 + 120_000 }, () => {
  it('end in step with a changing company although every second one is disturbed', async ({
    onTestFinished,
    expect,
  }) => {
    const { sandbox, page } = await openDesk(onTestFinished);
    await importAutomatically(page, sandbox);
    const hired: string[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      hired.push(...changeCompany(sandbox, round));
      const fault = round % 2 === 1 ? disturbances[((round - 1) / 2) % disturbances.length] : undefined;
      if (fault) sandbox.faults.add(fault);
      await importAutomatically(page, sandbox);
      sandbox.faults.clear();
    }
    // What was disturbed last is made up for, by the second time at the latest.
    for (let turn = 0; turn < 2; turn += 1) await importAutomatically(page, sandbox);

    await refreshPreview(page);
    const { counts, guards, selected } = await readPlan(page);
    // What is left, nobody would write without being told to: somebody whom Small Improvements' own admin locked.
    expect(selected).toEqual({});
    expect(counts).toMatchObject({ create: 0, update: 0, deactivate: 0 });
    expect(guards.filter(({ effect }) => effect === 'blocks')).toEqual([]);
    expect(hired.length).toBeGreaterThan(2);
    const { users, mails } = sandbox.state.si;
    for (const email of hired) {
      const accounts = users.filter((user) => user.loginname === email);
      expect(accounts).toHaveLength(1);
      expect(mails.filter(({ userId }) => userId === accounts[0]?.id).length).toBeLessThanOrEqual(1);
    }
    const logins = users.map((user) => user.loginname.toLowerCase());
    expect(new Set(logins).size).toBe(logins.length);
    const journal = (await readStored(page, 'journal')) as Pick<JournalRow, 'state'>[];
    expect(journal.filter(({ state }) => !isFinal(state))).toEqual([]);
  });
});

/**
 * One automatic import from tick to rest: nothing runs, and nobody has asked anything for a while. A request of unknown
 * outcome is looked after a minute later.
 */
async function importAutomatically(page: Page, sandbox: Sandbox): Promise<void> {
  const startedMs = Date.now();
  await makeDue(page, startedMs);
  const isAtRest = async () => {
    const [schedule] = ((await readStored(page, 'state')) as Partial<Schedule>[]).filter((each) => each.nextDueMs);
    if ((schedule?.lastAttemptMs ?? 0) < startedMs) return false;
    const run = await readLastRun(page);
    if (run?.state === 'running') return false;
    const last = Math.max(...sandbox.requests.entries.slice(-1).map(({ at, ms }) => Date.parse(at) + (ms ?? 0)));
    return Date.now() - last > 1_500;
  };
  await until(async () => (await isAtRest()) || (await pause(200)), 300_000);
}

interface Schedule {
  readonly nextDueMs: number;
  readonly lastAttemptMs: number;
}
