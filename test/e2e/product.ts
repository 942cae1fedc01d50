import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { LaunchedBrowser, LaunchOptions } from '../../scripts/lib/launch.ts';
import { putStored, readPlan, readSchedule } from '../../scripts/lib/stored.ts';
import type { PageWords } from '../../scripts/lib/page-words.ts';
import {
  chooseSync,
  type Connection,
  connectionOf,
  fillConnection,
  readCounts,
  saveAndPreview,
} from '../../scripts/lib/walk.ts';
import { launchForTest } from './launch-for-test.ts';

export interface Product {
  readonly sandbox: Sandbox;
  readonly browser: LaunchedBrowser;
  /** The extension's page in a tab. */
  readonly page: Page;
}

/** Sandbox, Chromium with the built extension, and its page; all gone with the test. A failed test leaves a picture. */
export async function startProduct(
  options: { readonly sandbox?: SandboxOptions; readonly browser?: Partial<LaunchOptions> } = {},
): Promise<Product> {
  const sandbox = await startSandbox(options.sandbox);
  onTestFinished(() => sandbox.stop());
  const browser = await launchForTest({ port: sandbox.port, ...options.browser });
  const page = await browser.openPopupTab();
  return { sandbox, browser, page };
}

/** The extension's page in whatever browser, and what it works on. */
export interface AtWork {
  readonly sandbox: Sandbox;
  readonly page: PageWords;
}

/** Through the first start to a first preview. */
export async function connect(product: AtWork, changes: Partial<Connection> = {}): Promise<void> {
  await chooseSync(product.page);
  await fillConnection(product.page, { ...connectionOf(product.sandbox.accounts), ...changes });
  await saveAndPreview(product.page);
}

/** Through the first start to a first preview, which shows what was planned; nothing is written. */
export async function expectFirstPreview(product: AtWork): Promise<void> {
  await connect(product);
  const { counts } = await readPlan(product.page);
  expect(counts['create']).toBeGreaterThan(0);
  expect(await readCounts(product.page)).toMatchObject({ New: counts['create'], Updated: counts['update'] });
  expect(siWrites(product.sandbox)).toEqual([]);
}

/** Writes that reached Small Improvements, as `METHOD path`. */
export function siWrites(sandbox: Sandbox): string[] {
  return sandbox.requests.entries
    .filter((entry) => entry.side === 'si' && entry.method !== 'GET' && !entry.path.endsWith('/by-logins'))
    .map((entry) => `${entry.method} ${entry.path}`);
}

/** Wakes the worker's three-hour tick now, with an automatic import due. */
export async function makeTickDue({ page }: Pick<AtWork, 'page'>): Promise<void> {
  await putStored(page, 'state', [{ key: 'schedule', value: { ...(await readSchedule(page)), nextDueMs: 1 } }]);
  await tickAt(page, Date.now());
}

/** Lets the tick's alarm ring at the instant (epoch ms). */
export async function tickAt(page: PageWords, atMs: number): Promise<void> {
  await page.evaluate(async (when) => {
    const { alarms } = (
      globalThis as unknown as { chrome: { alarms: { create(alarm: string, info: object): Promise<void> } } }
    ).chrome;
    await alarms.create('tick', { when });
  }, atMs);
}
