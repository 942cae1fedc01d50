import type { Page } from 'playwright-core';
import { describe, type ExpectStatic, it } from 'vitest';
import type { FaultSpec } from '../../sandbox/server/faults.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { readPlan, readRuns, readStored } from '../../scripts/lib/stored.ts';
import { importAll, refreshPreview } from '../../scripts/lib/walk.ts';
import type { JournalRow } from '../../src/domain/journal.ts';
import type { Uninformed } from '../../src/domain/pair-state.ts';
import type { SkipReason } from '../../src/domain/run.ts';
import type { NamedState } from '../../src/domain/state.ts';
import { changeCompany } from './changing-company.ts';
import { makeDue, outcomeOf, settleIn, type Trigger, until } from './exactly-once.ts';
import { type Finished, launchForTest } from './launch-for-test.ts';
import { long, seed } from './counts.ts';

/** What becomes of an invitation for a login that exists. */
const duplicates = ['error', 'existing'] as const;
type Duplicate = (typeof duplicates)[number];

const invitation = { side: 'si', method: 'POST', path: '^/api/v2/users/medium/invite$', hold: true } as const;

/** Two runs of one round. The second comes after the first, or all of it while the first waits for this request. */
interface Round {
  readonly first: Trigger;
  readonly second: Trigger;
  readonly held?: FaultSpec;
}

const tenRounds: readonly Round[] = [
  { first: 'automatic', second: 'automatic', held: invitation },
  { first: 'manual', second: 'automatic' },
  {
    first: 'automatic',
    second: 'manual',
    held: { side: 'si', path: '^/api/v2/users/medium/by-external-system-id/', hold: true },
  },
  { first: 'automatic', second: 'manual' },
  { first: 'manual', second: 'automatic', held: { ...invitation, after: 'apply' } },
  { first: 'automatic', second: 'automatic' },
  {
    first: 'automatic',
    second: 'automatic',
    held: { side: 'si', method: 'PUT', path: '^/api/v2/users/[^/]+$', hold: true },
  },
  { first: 'manual', second: 'manual' },
  {
    first: 'automatic',
    second: 'automatic',
    held: { side: 'si', method: 'POST', path: 'mail/welcome$', hold: true },
  },
  { first: 'automatic', second: 'automatic' },
];
const rounds = long ? tenRounds : tenRounds.slice(0, 2);

/** Why a row is left out where the other browser was there first; what was built upon it waits for the next run. */
const becauseOfTwo: readonly string[] = ['made-by-two', 'already-so', 'waits-for'] satisfies SkipReason[];

/** Of every third round, in which somebody is hired as well. */
const roundOf = (index: number) => 3 * index + 2;

describe('two browsers that both import by themselves into one Small Improvements', { timeout: 600_000 }, () => {
  it.for(long ? duplicates : [duplicates[seed % 2] ?? 'error'])(
    'make one account a person, mail once at most, come to the end of one browser, and notice each other, where a double invitation comes to: %s',
    async (duplicate, { expect, onTestFinished: finished }) => {
      const [end, alone] = await Promise.all([byTwo(duplicate, finished, expect), byOne(duplicate, finished)]);
      expect(end).toEqual(alone);
    },
  );
});

/** A company of sixty, and so many browsers with a profile of their own connected to it. */
async function open(duplicate: Duplicate, browsers: 1 | 2, finished: Finished) {
  const sandbox = await startSandbox({ employees: 60, seed: 7 });
  finished(() => sandbox.stop());
  sandbox.modes.si.inviteDuplicate = duplicate;
  const pages = await Promise.all(
    Array.from({ length: browsers }, async () => {
      const page = await (await launchForTest({ port: sandbox.port }, finished)).openPopupTab();
      await settleIn({ sandbox, page });
      return page;
    }),
  );
  return { sandbox, pages };
}

/** What the same company comes to with one browser. */
async function byOne(duplicate: Duplicate, finished: Finished) {
  const {
    sandbox,
    pages: [page],
  } = await open(duplicate, 1, finished);
  if (!page) throw new Error('there is a browser');
  await importBy(page, 'automatic');
  for (const index of rounds.keys()) {
    changeCompany(sandbox, roundOf(index));
    await importBy(page, 'automatic');
  }
  return outcomeOf({ sandbox }).end;
}

async function byTwo(duplicate: Duplicate, finished: Finished, says: ExpectStatic) {
  const { sandbox, pages } = await open(duplicate, 2, finished);
  const [one, other] = pages;
  if (!one || !other) throw new Error('there are two browsers');
  await importBy(one, 'automatic');
  const hired: string[] = [];
  for (const [index, round] of rounds.entries()) {
    hired.push(...changeCompany(sandbox, roundOf(index)));
    // Each is the first of a round in turn, and each the one that is kept waiting.
    const [first, second] = index % 4 === 0 || index % 4 === 3 ? [one, other] : [other, one];
    await interleave(sandbox, round, first, second);
  }
  says(hired).toHaveLength(rounds.length);
  for (const page of pages) await expectInStep(page, says);
  await expectOnce(sandbox, pages, hired, says);
  return outcomeOf({ sandbox }).end;
}

async function interleave(sandbox: Sandbox, { first, second, held }: Round, one: Page, other: Page): Promise<void> {
  if (held === undefined) {
    await importBy(one, first);
    await importBy(other, second);
    return;
  }
  const fault = sandbox.faults.add(held);
  const running = importBy(one, first);
  await Promise.race([running, until(() => fault.hits > 0, 60_000)]);
  if (fault.hits === 0) throw new Error(`nothing was held: ${held.path}`);
  await importBy(other, second);
  sandbox.faults.remove(fault.id);
  await running;
}

/** One import from its beginning until the worker is idle. By hand, of a preview made for it, where that has something. */
async function importBy(page: Page, trigger: Trigger): Promise<void> {
  if (trigger === 'manual') {
    await refreshPreview(page);
    if (Object.keys((await readPlan(page)).selected).length > 0) await importAll(page);
  } else await makeDue(page, Date.now());
  await until(async () => {
    const states = (await readStored(page, 'state')) as Partial<NamedState['schedule'] & NamedState['activity']>[];
    const schedule = states.find((state) => 'nextDueMs' in state);
    if (schedule?.lastProblem) throw new Error(`an import ended badly: ${JSON.stringify(schedule.lastProblem)}`);
    const isOver = trigger === 'manual' || schedule?.lastSuccessMs !== undefined;
    return isOver && states.some(({ kind }) => kind === 'idle');
  }, 120_000);
}

/** No request failed, nothing is left to be written, and the browser says that it is not the only one. */
async function expectInStep(page: Page, says: ExpectStatic): Promise<void> {
  const runs = await readRuns(page);
  says(runs.filter(({ state }) => state !== 'done')).toEqual([]);
  const journal = (await readStored(page, 'journal')) as JournalRow[];
  says(journal.filter(({ state, skip = '' }) => state !== 'confirmed' && !becauseOfTwo.includes(skip))).toEqual([]);
  await refreshPreview(page);
  says((await readPlan(page)).selected).toEqual({});
  for (const tab of ['Preview', 'Health']) {
    await page.getByRole('tab', { name: tab }).click();
    const notice = page.getByRole('group', { name: 'Somebody else wrote to Small Improvements' });
    const said = await notice.innerText();
    says(said).toMatch(/Between .+ and .+: \d+ accounts? (was|were) created/);
    says(said).toContain(
      'It came to what BambooHR says, so another browser with this extension, a runner, or another synchronisation probably imports by itself as well. Keep Automatic Imports on in one place only; where a runner imports, in no browser.',
    );
  }
}

/** Nobody has two accounts, two IDs or two mails; who was hired, is still there and was not mailed is on a list. */
async function expectOnce(sandbox: Sandbox, pages: readonly Page[], hired: readonly string[], says: ExpectStatic) {
  const { users, mails } = sandbox.state.si;
  const logins = users.map(({ loginname }) => loginname.toLowerCase());
  says(new Set(logins).size).toBe(logins.length);
  const ids = users.flatMap(({ externalSystemId }) => externalSystemId ?? []);
  says(new Set(ids).size).toBe(ids.length);
  const mailed = mails.map(({ userId }) => userId);
  says(mails.filter(({ kind }) => kind !== 'welcome')).toEqual([]);
  says(new Set(mailed).size).toBe(mailed.length);
  const lists = await Promise.all(pages.map((page) => readStored(page, 'uninformed')));
  const listed = (lists.flat() as Uninformed[]).map(({ siUserId }) => String(siUserId));
  const accounts = users.filter(({ loginname }) => hired.includes(loginname.toLowerCase()));
  says(accounts).toHaveLength(hired.length);
  says(accounts.filter(({ id, isActive }) => isActive && !mailed.includes(id) && !listed.includes(id))).toEqual([]);
  says(accounts.filter(({ id }) => mailed.includes(id)).length).toBeGreaterThan(0);
}
