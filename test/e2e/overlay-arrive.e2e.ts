import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { ensureChromium } from '../../scripts/lib/chromium.ts';
import { browserArguments, builtExtension } from '../../scripts/lib/launch.ts';
import { logInAtBamboo, openPanel, ownTab, panel, profileUrl, sampleId, startOverlay } from './overlay-product.ts';

/** Our tabs in the page: one each, however often a script was put in. */
async function ownTabs(page: Page): Promise<readonly (string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-si-overlay]')].map((host) => host.getAttribute('data-si-overlay')),
  );
}

/** As a person would: a link of the page itself, which the page turns into a swap. */
async function swapTo(page: Page, path: string): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a');
    link.href = href;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
}

describe('a page that was no profile when it was loaded', () => {
  it('gets the tabs when it swaps itself for one, loses them on leaving, and follows every further swap', async () => {
    const { page, sandbox } = await startOverlay({ era: 'spa' });
    const id = sampleId(sandbox);
    const [other] = sandbox.state.bamboo.employees.map((employee) => employee.id).filter((each) => each !== id);
    await page.goto(`${new URL(profileUrl(sandbox, id)).origin}/home`);
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    expect(await ownTabs(page)).toEqual([]);

    await swapTo(page, `/employees/employee.php?id=${id}`);
    await ownTab(page, 'Reviews').waitFor();
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
    expect(await ownTabs(page)).toEqual(['reviews', 'objectives', 'panel']);

    await swapTo(page, '/employees/directory.php');
    await expect.poll(() => ownTabs(page)).toEqual([]);
    await swapTo(page, `/employees/employee.php?id=${other}`);
    await ownTab(page, 'Objectives').waitFor();
    expect(await ownTabs(page)).toEqual(['reviews', 'objectives']);
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });
});

describe('a profile that was open before', () => {
  it('the extension was installed gets the tabs without a reload; a page that is none gets them at its next swap', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    sandbox.modes.bamboo.era = 'spa';
    const profile = await mkdtemp(join(tmpdir(), 'extension-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: ensureChromium(),
      headless: false,
      viewport: { width: 1280, height: 800 },
      ignoreHTTPSErrors: true,
      ignoreDefaultArgs: ['--disable-extensions'],
      args: [
        ...browserArguments({ port: sandbox.port, extension: '' }).filter((each) => !each.includes('extension')),
        '--enable-unsafe-extension-debugging',
      ],
    });
    onTestFinished(async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    });
    const page = await context.newPage();
    await logInAtBamboo(page, sandbox, 'admin');
    const id = sampleId(sandbox);
    await page.goto(profileUrl(sandbox, id));
    const home = await context.newPage();
    await home.goto(`${new URL(page.url()).origin}/home`);
    for (const each of [page, home]) await each.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    expect(await ownTabs(page)).toEqual([]);

    const session = await context.browser()?.newBrowserCDPSession();
    const path = join(process.cwd(), process.env['TEST_EXTENSION'] ?? builtExtension);
    await session?.send('Extensions.loadUnpacked' as 'Browser.getVersion', { path });
    await ownTab(page, 'Reviews').waitFor();
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('button', { name: 'Log in to Small Improvements' }).waitFor();
    await swapTo(home, `/employees/employee.php?id=${id}`);
    await ownTab(home, 'Reviews').waitFor();
    expect(await ownTabs(home)).toEqual(['reviews', 'objectives']);
    for (const each of [page, home]) expect(await each.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });

  it('the extension was updated keeps one pair of tabs, that of the new one', async () => {
    const { page, sandbox, browser, context } = await startOverlay();
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await ownTab(page, 'Reviews').waitFor();
    const clean = await page.evaluate(() => {
      Object.assign(globalThis, { sameDocument: true });
      for (const own of document.querySelectorAll('[data-si-overlay]')) own.setAttribute('data-old', '');
      const copy = document.body.cloneNode(true) as HTMLElement;
      for (const own of copy.querySelectorAll('[data-si-overlay]')) own.remove();
      return copy.innerHTML;
    });
    await openPanel(page, 'Reviews');
    const worker = await browser.worker();
    const gone = new Promise((resolve) => worker.once('close', resolve));
    await worker
      .evaluate(() => (globalThis as unknown as { chrome: { runtime: { reload(): void } } }).chrome.runtime.reload())
      .catch(() => undefined);
    await gone;
    await expect.poll(() => page.locator('[data-old]').count(), { timeout: 10_000 }).toBe(0);
    await ownTab(page, 'Objectives').waitFor();
    // The open view stays open: its address says so.
    await panel(page, 'reviews').getByRole('article').first().waitFor();
    await expect.poll(() => ownTabs(page)).toEqual(['reviews', 'objectives', 'panel']);
    await page.waitForTimeout(1_500);
    expect(await ownTabs(page)).toEqual(['reviews', 'objectives', 'panel']);
    const objectives = await openPanel(page, 'Objectives');
    await objectives.getByRole('article').first().waitFor();
    for (let back = 0; back < 2; back += 1) await page.goBack();
    await expect.poll(() => page.locator('[data-si-hidden], [data-si-muted]').count()).toBe(0);
    const left = await page.evaluate(() => {
      const copy = document.body.cloneNode(true) as HTMLElement;
      for (const own of copy.querySelectorAll('[data-si-overlay]')) own.remove();
      return { html: copy.innerHTML, sameDocument: 'sameDocument' in globalThis };
    });
    expect(left).toEqual({ html: clean, sameDocument: true });
    expect(context.pages().length).toBeGreaterThan(0);
  });
});
