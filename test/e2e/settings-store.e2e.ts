import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { readStored } from '../../scripts/lib/stored.ts';
import { chooseSync, connectionOf, fillConnection, refreshPreview, saveAndPreview } from '../../scripts/lib/walk.ts';
import { databaseName } from '../../src/history/schema.ts';
import { killWorker } from '../kill-worker.ts';
import { launchForTest } from './launch-for-test.ts';
import { logInAtBamboo, profileUrl, sampleId } from './overlay-product.ts';
import { connect, startProduct } from './product.ts';

interface Area {
  get(): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
}
interface ExtensionGlobal {
  readonly chrome?: { readonly storage?: Readonly<Record<string, Area | undefined>> };
}

/** Tries to write settings of somebody's own into every storage there is; what became of each. Runs in any world. */
const writeEverywhere = `(async () => {
  const settings = { mode: 'sync', bambooSubdomain: 'evil', siAddress: 'https://evil.small-improvements.com', automaticImports: true };
  const outcomes = {};
  for (const area of ['local', 'session', 'sync', 'managed']) {
    try {
      await chrome.storage[area].set({ settings, current: settings, 'secret:si-token': { host: 'evil', secret: 'x', mark: 'y' } });
      outcomes[area] = 'written';
    } catch {
      outcomes[area] = 'refused';
    }
  }
  localStorage.setItem('settings', JSON.stringify(settings));
  await new Promise((resolve) => {
    const request = indexedDB.open('${databaseName}', 99);
    request.onupgradeneeded = () => request.result.createObjectStore('settings').put(settings, 'current');
    request.onsuccess = () => { request.result.close(); resolve(); };
    request.onerror = () => resolve();
  });
  return outcomes;
})()`;

/** The same in the world of our content script, as a renderer that was taken over could. */
async function inContentWorld(page: Page, extensionId: string): Promise<Record<string, string>> {
  const session = await page.context().newCDPSession(page);
  const worlds: number[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${extensionId}`) worlds.push(context.id);
  });
  await session.send('Runtime.enable');
  await expect.poll(() => worlds.length).toBeGreaterThan(0);
  const { result } = await session.send('Runtime.evaluate', {
    expression: writeEverywhere,
    contextId: worlds[0] ?? 0,
    awaitPromise: true,
    returnByValue: true,
  });
  return result.value as Record<string, string>;
}

describe('settings and keys', () => {
  it('are changed by nothing the page or the world of a content script writes', async () => {
    const product = await startProduct({ sandbox: { employees: 40 } });
    const { sandbox, browser, page } = product;
    await connect(product);
    const before = await readStored(page, 'settings');
    expect(before).toMatchObject([{ bambooSubdomain: sandbox.accounts.bamboo.subdomain }]);

    const profile = await browser.context.newPage();
    await logInAtBamboo(profile, sandbox, 'admin');
    await profile.goto(profileUrl(sandbox, sampleId(sandbox)));
    const inPage = await profile.evaluate<Record<string, string>>(writeEverywhere);
    expect(Object.values(inPage)).toEqual(['refused', 'refused', 'refused', 'refused']);
    const content = await inContentWorld(profile, browser.extensionId);
    expect(content).toMatchObject({ local: 'refused', session: 'refused', managed: 'refused' });

    // And where the browser cannot refuse, as in Firefox: what lies there decides nothing, also for a new worker.
    const worker = await browser.worker();
    await worker.evaluate(async () => {
      const { storage } = (globalThis as unknown as ExtensionGlobal).chrome ?? {};
      const evil = { mode: 'sync', bambooSubdomain: 'evil', siAddress: 'https://evil.small-improvements.com' };
      for (const area of ['local', 'session', 'sync']) await storage?.[area]?.set({ settings: evil, current: evil });
    });
    await killWorker(page);
    await page.goto('about:blank');
    await page.goto(`chrome-extension://${browser.extensionId}/popup.html#configuration`);
    const subdomain = page.getByRole('textbox', { name: 'BambooHR ID (subdomain)' });
    await expect.poll(() => subdomain.inputValue()).toBe(sandbox.accounts.bamboo.subdomain);
    expect(await page.getByLabel('Small Improvements address').inputValue()).toBe(
      sandbox.accounts.smallImprovements.address,
    );
    expect(await readStored(page, 'settings')).toEqual(before);
    sandbox.requests.clear();
    await refreshPreview(page);
    expect(JSON.stringify(sandbox.requests.entries)).not.toContain('evil');
  });

  it('of the version that kept settings in the extension storage are taken over, and nothing is left there', async () => {
    const sandbox = await startSandbox({ employees: 40 });
    onTestFinished(() => sandbox.stop());
    const browser = await launchForTest({ port: sandbox.port });
    // A page of the extension without a script of ours: nobody else opens the database meanwhile.
    const old = await browser.context.newPage();
    await old.goto(`chrome-extension://${browser.extensionId}/managed-schema.json`);
    const connection = connectionOf(sandbox.accounts);
    await old.evaluate(leaveAsVersion3, { name: databaseName, ...connection });
    await old.close();

    const page = await browser.openPopupTab('#configuration');
    const subdomain = page.getByRole('textbox', { name: 'BambooHR ID (subdomain)' });
    await subdomain.waitFor();
    expect(await subdomain.inputValue()).toBe(connection.subdomain);
    expect(await page.getByLabel('Small Improvements address').inputValue()).toBe(connection.address);
    const worker = await browser.worker();
    const left = await worker.evaluate(() =>
      (globalThis as unknown as ExtensionGlobal).chrome?.storage?.['local']?.get(),
    );
    expect(left).toEqual({});
    expect(await readStored(page, 'settings')).toMatchObject([
      { bambooSubdomain: connection.subdomain, headCount: 77 },
    ]);
    // Both keys open: the preview is read with them.
    await page.getByRole('tab', { name: 'Preview' }).click();
    await page.getByRole('button', { name: 'Refresh preview' }).click();
    await expect.poll(async () => (await readStored(page, 'plans')).length).toBe(1);
  });

  it('are not on the disk where keys are kept for the session only; else the sealed keys are', async () => {
    const marks = async (forSession: boolean) => {
      const profile = await mkdtemp(join(tmpdir(), 'extension-profile-'));
      onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 3 }));
      const sandbox = await startSandbox({ employees: 40 });
      onTestFinished(() => sandbox.stop());
      const browser = await launchForTest({ port: sandbox.port, profile });
      const page = await browser.openPopupTab();
      await chooseSync(page);
      const connection = connectionOf(sandbox.accounts);
      await fillConnection(page, connection);
      if (forSession) await page.getByRole('checkbox', { name: 'Keep the keys for this browser session only' }).check();
      await saveAndPreview(page);
      await browser.close();
      const { apiKey, token, subdomain } = connection;
      const found = {
        ...(await scan(profile, { apiKey, token, settings: subdomain })),
        // The name of a property no record but a sealed secret has.
        ...(await scan(join(profile, 'Default', 'IndexedDB'), { sealed: 'sealed' })),
      };
      const again = await launchForTest({ port: sandbox.port, profile });
      const later = await again.openPopupTab('#health');
      const sealed = await readStored(later, 'secrets');
      const keys = await readStored(later, 'keys');
      await later.goto('about:blank');
      await again.close();
      return { found, sealed: sealed.length, keys: keys.length };
    };
    expect(await marks(true)).toEqual({
      found: { apiKey: false, token: false, sealed: false, settings: true },
      sealed: 0,
      keys: 0,
    });
    // The control: the scan finds what is there.
    expect(await marks(false)).toMatchObject({ found: { sealed: true, settings: true }, sealed: 2, keys: 1 });
  });
});

/** Which of the texts any file of a folder holds, in the encodings browsers store texts in. */
async function scan<T extends Record<string, string>>(
  folder: string,
  texts: T,
): Promise<Readonly<Record<keyof T, boolean>>> {
  const found = new Set<string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (const [name, text] of Object.entries(texts)) {
      const forms = [
        Buffer.from(text),
        Buffer.from(text, 'utf16le'),
        Buffer.from(Buffer.from(text).toString('base64')),
      ];
      if (forms.some((form) => bytes.includes(form))) found.add(name);
    }
  }
  return Object.fromEntries(Object.keys(texts).map((name) => [name, found.has(name)])) as Record<keyof T, boolean>;
}

/** Makes the database of version 3 and its settings, with both keys sealed as that version sealed them. */
async function leaveAsVersion3(given: {
  readonly name: string;
  readonly subdomain: string;
  readonly apiKey: string;
  readonly address: string;
  readonly token: string;
}): Promise<void> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  await (globalThis as unknown as ExtensionGlobal).chrome?.storage?.['local']?.set({
    settings: { mode: 'sync', bambooSubdomain: given.subdomain, siAddress: given.address, headCount: 77 },
  });
  // Both at once: a worker that is awake opens its database anew, and is to come after.
  indexedDB.deleteDatabase(given.name);
  const opening = indexedDB.open(given.name, 3);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    db.createObjectStore('plans', { keyPath: 'id' });
    db.createObjectStore('pages', { keyPath: ['planId', 'page'] });
    const runs = db.createObjectStore('runs', { keyPath: 'id' });
    runs.createIndex('by-start', 'startedAtMs');
    runs.createIndex('by-state', 'state');
    db.createObjectStore('people', { keyPath: ['runId', 'index'] }).createIndex('by-person', 'changeKey');
    db.createObjectStore('journal', { keyPath: ['runId', 'seq'] });
    db.createObjectStore('links', { keyPath: ['pair', 'employeeId'] });
    db.createObjectStore('decisions', { keyPath: ['pair', 'id'] });
    db.createObjectStore('pairs', { keyPath: 'pair' });
    db.createObjectStore('audit', { autoIncrement: true });
    db.createObjectStore('secrets', { keyPath: 'name' });
    db.createObjectStore('keys');
    db.createObjectStore('state');
    db.createObjectStore('uninformed', { keyPath: ['pair', 'siUserId'] });
    db.createObjectStore('reverted', { keyPath: ['pair', 'changeKey'] });
  };
  const db = await done(opening);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  const seal = async (name: string, secret: string) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = new TextEncoder().encode(secret);
    return { name, iv, sealed: await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, data) };
  };
  const rows = [await seal('bamboo-key', given.apiKey), await seal('si-token', given.token)];
  const writing = db.transaction(['secrets', 'keys'], 'readwrite');
  writing.objectStore('keys').put(key, 'seal');
  for (const row of rows) writing.objectStore('secrets').put(row);
  await new Promise((resolve) => {
    writing.oncomplete = resolve;
  });
  db.close();
}
