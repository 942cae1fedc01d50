import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { ExpectStatic } from 'vitest';
import type { FaultSpec } from '../../sandbox/server/faults.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import type { PageWords } from '../../scripts/lib/page-words.ts';
import { putStored, readLastRun, readStored } from '../../scripts/lib/stored.ts';
import { saveAndPreview } from '../../scripts/lib/walk.ts';
import { type Finished, launchForTest } from './launch-for-test.ts';
import { type AtWork, connect, siWrites, tickAt } from './product.ts';

/** A company of sixty with every kind of change, in a browser that can be started again. */
export interface Desk {
  readonly sandbox: Sandbox;
  /** The folder the browser keeps everything in. */
  readonly profile: string;
  readonly page: Page;
  /** Ends the browser in good order. */
  close(): Promise<void>;
}

/** Every matching request, whatever it changes. */
export const everyWrite = { side: 'si', method: 'PUT|POST', path: '^/api/v2/users/(?!medium/by-logins)' } as const;

const hourMs = 3_600_000;

/**
 * Connected and previewed, with automatic imports and password emails on, nothing due, and the question about the first
 * creation answered: that one is another test's affair.
 */
export async function openDesk(finished: Finished, http2 = false): Promise<Desk> {
  const sandbox = await startSandbox({ employees: 60, seed: 7, http2 });
  finished(() => sandbox.stop());
  const profile = await mkdtemp(join(tmpdir(), 'exactly-once-'));
  finished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const browser = await launchForTest({ port: sandbox.port, profile }, finished);
  const page = await browser.openPopupTab();
  await settleIn({ sandbox, page });
  return { sandbox, profile, page, close: () => browser.close() };
}

/** Connects and previews, and switches on what a desk has on. */
export async function settleIn({ sandbox, page }: AtWork): Promise<void> {
  await connect({ sandbox, page });
  await settle(page);
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await page.getByRole('checkbox', { name: 'Automatic Imports' }).check();
  await page.getByRole('checkbox', { name: 'Send password emails when new users are imported' }).check();
  await saveAndPreview(page);
}

async function settle(page: PageWords): Promise<void> {
  const states = (await readStored(page, 'state')) as { readonly pair?: string }[];
  const pair = states.find((state) => state.pair !== undefined)?.pair;
  const firstCreation = { state: 'answered', mailed: false, atMs: 1 };
  await putStored(page, 'pairs', [{ value: { pair, manualImportDone: true, notWritable: [], firstCreation } }]);
  // Switching automatic imports on counts from the last attempt; without one, they are due at once.
  const nowMs = Date.now();
  await putStored(page, 'state', [{ key: 'schedule', value: { lastAttemptMs: nowMs, nextDueMs: nowMs + hourMs } }]);
}

/**
 * Makes the automatic import due at the instant (epoch ms). The tick comes then; without `alarm`, when the browser is
 * started the next time.
 */
export async function makeDue(page: PageWords, atMs: number, alarm = true): Promise<void> {
  await putStored(page, 'state', [{ key: 'schedule', value: { nextDueMs: atMs } }]);
  if (alarm) await tickAt(page, atMs);
}

export type Trigger = 'manual' | 'automatic';

export async function startImport(page: PageWords, trigger: Trigger): Promise<void> {
  if (trigger === 'automatic') return makeDue(page, Date.now());
  await page.getByRole('button', { name: 'Import…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
}

/** Until the run has ended; nobody wakes the worker but its own alarms. */
export async function untilEnded(page: PageWords, timeoutMs = 170_000): Promise<void> {
  await until(async () => !['none', 'running'].includes((await readLastRun(page))?.state ?? 'none'), timeoutMs);
}

/** Waits without an assertion, which tests that run side by side could not tell whose it is. Throws when it takes longer. */
export async function until(isSo: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> {
  for (const untilMs = Date.now() + timeoutMs; !(await isSo()); await pause(10)) {
    if (Date.now() > untilMs) throw new Error(`not so after ${timeoutMs} ms: ${String(isSo)}`);
  }
}

/** The uninterrupted import, to hold the others against. */
export async function importWhole(finished: Finished, says: ExpectStatic): Promise<Outcome> {
  const desk = await openDesk(finished);
  await startImport(desk.page, 'automatic');
  await untilEnded(desk.page);
  const outcome = outcomeOf(desk);
  says(outcome.mails).toBeGreaterThan(1);
  await expectSameEnd(desk, outcome, 'automatic', says);
  await desk.close();
  return outcome;
}

/** What an import came to at Small Improvements, and how many writes that took. */
export interface Outcome {
  readonly end: ReturnType<typeof endState>;
  readonly writes: number;
  readonly mails: number;
}

export function outcomeOf({ sandbox }: Pick<Desk, 'sandbox'>): Outcome {
  const { users, mails } = sandbox.state.si;
  return { end: endState(users), writes: siWrites(sandbox).length, mails: mails.length };
}

/** What SI holds of everybody, by login, without what depends on the moment. */
function endState(users: readonly SiUser[]) {
  const loginOf = new Map(users.map((user) => [user.id, user.loginname.toLowerCase()]));
  return users
    .map((user) => ({
      login: user.loginname.toLowerCase(),
      email: user.email,
      firstName: user.firstName,
      lastName: user.lastName,
      role: user.role,
      department: user.department,
      team: user.team,
      location: user.location,
      gender: user.gender,
      manager: user.managerId === null ? null : loginOf.get(user.managerId),
      isActive: user.isActive,
      externalSystemId: user.externalSystemId,
      hiringDate: user.hiringDate,
    }))
    .toSorted((one, other) => (one.login < other.login ? -1 : 1));
}

/** What may become of a request whose sender dies or gives up. */
export type Fate = 'never arrives' | 'is carried out later' | 'is carried out and not answered';

export function faultOf(fate: Fate, delayMs: number): Pick<FaultSpec, 'delayMs' | 'reset' | 'after'> {
  if (fate === 'never arrives') return { delayMs, reset: true };
  return fate === 'is carried out later' ? { delayMs } : { delayMs, after: 'apply' };
}

/**
 * Holds what the import came to against the uninterrupted one: the same end; nobody twice; nobody two mails, and everybody
 * created who has none is listed; nothing left open in the journal, and nothing failed.
 */
export async function expectSameEnd(desk: AtWork, whole: Outcome, trigger: Trigger, says: ExpectStatic): Promise<void> {
  const { sandbox, page } = desk;
  says(outcomeOf(desk).end).toEqual(whole.end);
  const logins = sandbox.state.si.users.map((user) => user.loginname.toLowerCase());
  says(new Set(logins).size).toBe(logins.length);
  const mailed = sandbox.state.si.mails.map((mail) => mail.userId);
  says(new Set(mailed).size).toBe(mailed.length);
  const run = await readLastRun(page);
  says(run).toMatchObject({ state: 'done', trigger, counts: { failed: 0, skipped: 0 } });
  const journal = (await readStored(page, 'journal')) as {
    readonly state: string;
    readonly siUserId?: string;
    readonly operation: { readonly stage: string };
  }[];
  says(journal.filter(({ state }) => state !== 'confirmed' && state !== 'unknown')).toEqual([]);
  says(journal.filter(({ state, operation }) => state === 'unknown' && operation.stage !== 'mails')).toEqual([]);
  const created = journal.filter(({ operation }) => operation.stage === 'create').map((row) => row.siUserId);
  says(created.length).toBeGreaterThan(1);
  if (trigger === 'manual') says(mailed).toEqual([]);
  const listed = (await readStored(page, 'uninformed')) as { readonly siUserId: string }[];
  const uninformed = new Set(listed.map((row) => row.siUserId));
  says(created.filter((id) => !mailed.includes(id ?? '') && !uninformed.has(id ?? ''))).toEqual([]);
}
