import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/start-sandbox.ts';
import type { LaunchedBrowser, LaunchOptions } from '../../scripts/lib/launch.ts';
import { chooseSync, type Connection, connectionOf, fillConnection, saveAndPreview } from '../../scripts/lib/walk.ts';
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

/** Through the first start to a first preview. */
export async function connect(product: Product, changes: Partial<Connection> = {}): Promise<void> {
  await chooseSync(product.page);
  await fillConnection(product.page, { ...connectionOf(product.sandbox.accounts), ...changes });
  await saveAndPreview(product.page);
}

/** Writes that reached Small Improvements, as `METHOD path`. */
export function siWrites(sandbox: Sandbox): string[] {
  return sandbox.requests.entries
    .filter((entry) => entry.side === 'si' && entry.method !== 'GET' && !entry.path.endsWith('/by-logins'))
    .map((entry) => `${entry.method} ${entry.path}`);
}

/** Wakes the worker's three-hour tick now, with an automatic import due. */
export async function makeTickDue(product: Product): Promise<void> {
  const worker = await product.browser.worker();
  await worker.evaluate(async (name) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database does not open'));
    });
    const store = db.transaction('state', 'readwrite').objectStore('state');
    await new Promise<void>((resolve) => {
      const read = store.get('schedule');
      read.onsuccess = () => {
        const write = store.put({ ...(read.result as object | undefined), nextDueMs: 1 }, 'schedule');
        write.onsuccess = () => resolve();
      };
    });
    db.close();
    await (
      globalThis as unknown as { chrome: { alarms: { create(name: string, info: object): Promise<void> } } }
    ).chrome.alarms.create('tick', { when: Date.now() });
  }, 'small-improvements-for-bamboohr');
}
