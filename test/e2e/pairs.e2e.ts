import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { putStored, readRuns, readSchedule } from '../../scripts/lib/stored.ts';
import { connectionOf, fillConnection, importEverybody, saveAndPreview } from '../../scripts/lib/walk.ts';
import { killWorker } from '../kill-worker.ts';
import { launchForTest } from './launch-for-test.ts';
import { connect, startProduct, tickAt } from './product.ts';

/** What the tests ask of the browser from a page of the extension. */
interface Chrome {
  readonly chrome: {
    readonly action: { getBadgeText(details: object): Promise<string> };
    readonly alarms: {
      clearAll(): Promise<boolean>;
      get(name: string): Promise<{ readonly periodInMinutes?: number } | undefined>;
    };
    readonly notifications: {
      clear(id: string): Promise<boolean>;
      getAll(done: (all: Readonly<Record<string, unknown>>) => void): void;
    };
  };
}

const badge = (page: Page) => page.evaluate(() => (globalThis as unknown as Chrome).chrome.action.getBadgeText({}));
const notices = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        (globalThis as unknown as Chrome).chrome.notifications.getAll((all) => resolve(Object.keys(all)));
      }),
  );

const openTab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

describe('two companies in one browser', () => {
  it('never show each other their runs and what those did to people', async () => {
    const product = await startProduct({ sandbox: { employees: 60 } });
    const { page, sandbox } = product;
    await connect(product);
    await importEverybody(page);
    const runs = (await readRuns(page)).length;
    await openTab(page, 'History');
    const list = page.getByRole('list', { name: 'Runs' });
    expect(await list.getByRole('listitem').count()).toBe(runs);

    const { otherSubdomain, keys } = sandbox.accounts.bamboo;
    const first = connectionOf(sandbox.accounts);
    await openTab(page, 'Configuration');
    await fillConnection(page, { ...first, subdomain: otherSubdomain, apiKey: keys['otherCompany'] ?? '' });
    await saveAndPreview(page);
    // People of another company are no reason to ask for a renaming.
    expect(await page.getByRole('button', { name: /^Take over/ }).count()).toBe(0);
    await page
      .getByRole('button', { name: /^Show changes for / })
      .first()
      .click();
    await page.getByText('All runs of this person').first().click();
    await page.getByText('No run has touched this person yet.').first().waitFor();
    await openTab(page, 'History');
    expect(await list.getByRole('listitem').count()).toBe(0);
    const others = runs === 1 ? '1 run belongs to another company' : `${runs} runs belong to other companies`;
    await page.getByText(others).waitFor();

    await openTab(page, 'Configuration');
    await fillConnection(page, first);
    await saveAndPreview(page);
    await openTab(page, 'History');
    await list.getByRole('listitem').first().waitFor();
    expect(await list.getByRole('listitem').count()).toBe(runs);
    expect(await page.getByText(/belongs? to (another|other)/).count()).toBe(0);
  });
});

describe('an alarm that is gone, as after the extension was switched off and on', () => {
  it('is there again as soon as anything wakes the worker; until then Health says overdue', async () => {
    const product = await startProduct({ sandbox: { employees: 60 } });
    const { page } = product;
    await connect(product);
    await openTab(page, 'Configuration');
    await page.getByRole('checkbox', { name: 'Automatic Imports' }).check();
    await saveAndPreview(page);
    await page.evaluate(() => (globalThis as unknown as Chrome).chrome.alarms.clearAll());
    const hourAgoMs = Date.now() - 3_600_000;
    await putStored(page, 'state', [{ key: 'schedule', value: { nextDueMs: hourAgoMs } }]);

    await killWorker(page);
    await page.reload();
    // The woken worker looks five seconds after its start: a slow page would read "Overdue" too late.
    const letLook = await holdRuns(page);
    await openTab(page, 'Health');
    await page.getByText('Overdue', { exact: true }).waitFor();
    await letLook();
    const alarm = () => page.evaluate(() => (globalThis as unknown as Chrome).chrome.alarms.get('tick'));
    await expect.poll(alarm).toMatchObject({ periodInMinutes: 15 });
    await expect.poll(async () => (await readSchedule(page))?.lastAttemptMs ?? 0).toBeGreaterThan(hourAgoMs);
    await page.getByText('Overdue', { exact: true }).waitFor({ state: 'detached' });
  });
});

describe('a database that cannot be opened', () => {
  it('is told of by badge and notification, once, and no longer as soon as it can', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const profile = await mkdtemp(join(tmpdir(), 'broken-storage-'));
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const before = await launchForTest({ port: sandbox.port, profile });
    await connect({ sandbox, page: await before.openPopupTab() });
    await before.close();

    // Where its folder is, there is a file: no database of this profile opens.
    const folder = join(profile, 'Default', 'IndexedDB');
    await rename(folder, `${folder}.away`);
    await writeFile(folder, '');
    const browser = await launchForTest({ port: sandbox.port, profile });
    const page = await browser.openPopupTab('#health');
    await tickAt(page, Date.now());
    await expect.poll(() => badge(page)).toBe('!');
    await expect.poll(() => notices(page)).toContain('storage');

    // Closed by the admin, it does not come back with the next look.
    await page.evaluate(() => (globalThis as unknown as Chrome).chrome.notifications.clear('storage'));
    await tickAt(page, Date.now());
    await page.waitForTimeout(3_000);
    expect(await notices(page)).toEqual([]);
    expect(await badge(page)).toBe('!');

    await rm(folder);
    await rename(`${folder}.away`, folder);
    await tickAt(page, Date.now());
    await expect.poll(() => badge(page)).toBe('');
  });
});

/** Keeps every run waiting, as another window at work would, until the function it returns is called. */
async function holdRuns(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(
    () =>
      new Promise<{ readonly release: () => void }>((taken) => {
        void navigator.locks.request('run', () => new Promise<void>((release) => taken({ release })));
      }),
  );
  return () => held.evaluate(({ release }) => release());
}
