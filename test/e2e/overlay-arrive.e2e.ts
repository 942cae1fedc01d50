import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { ensureChromium } from '../../scripts/lib/chromium.ts';
import { browserArguments, browserEnvironment, builtExtension } from '../../scripts/lib/launch.ts';
import {
  logInAtBamboo,
  logInAtSi,
  openPanel,
  ownTab,
  panel,
  passThreshold,
  profileUrl,
  sampleId,
  startOverlay,
} from './overlay-product.ts';

/** Our tabs in the page: one each, however often a script was put in. */
async function ownTabs(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-si-overlay]')].map((host) => host.getAttribute('data-si-overlay') ?? ''),
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
    expect((await ownTabs(page)).toSorted()).toEqual(['objectives', 'panel', 'reviews']);

    await swapTo(page, '/employees/directory.php');
    await expect.poll(() => ownTabs(page)).toEqual([]);
    await swapTo(page, `/employees/employee.php?id=${other}`);
    await ownTab(page, 'Objectives').waitFor();
    expect(await ownTabs(page)).toEqual(['reviews', 'objectives']);
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });
});

/** A browser without the extension, somebody signed in at BambooHR, and the way to install or update it. */
async function startBare(era: string) {
  const sandbox = await startSandbox({ employees: 60 });
  onTestFinished(() => sandbox.stop());
  sandbox.modes.bamboo.era = era;
  const profile = await mkdtemp(join(tmpdir(), 'extension-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    headless: false,
    viewport: { width: 1280, height: 800 },
    ignoreHTTPSErrors: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    env: browserEnvironment(),
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
  const session = await context.browser()?.newBrowserCDPSession();
  const path = join(process.cwd(), process.env['TEST_EXTENSION'] ?? builtExtension);
  const install = async () => {
    await session?.send('Extensions.loadUnpacked' as 'Browser.getVersion', { path });
  };
  return { sandbox, context, page, install };
}

/** What would be lost if the page were loaded anew. */
async function markDocument(page: Page): Promise<void> {
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => 'sameDocument' in globalThis);
}

/** The page without anything of ours. */
async function nativeMarkup(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const own of copy.querySelectorAll('[data-si-overlay]')) own.remove();
    return copy.innerHTML;
  });
}

describe('a profile that was open before', () => {
  it('the extension was installed gets the tabs without a reload; a page that is none gets them at its next swap', async () => {
    const { sandbox, context, page, install } = await startBare('spa');
    const id = sampleId(sandbox);
    await page.goto(profileUrl(sandbox, id));
    const home = await context.newPage();
    await home.goto(`${new URL(page.url()).origin}/home`);
    for (const each of [page, home]) await markDocument(each);
    expect(await ownTabs(page)).toEqual([]);

    await install();
    await ownTab(page, 'Reviews').waitFor();
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('button', { name: 'Log in to Small Improvements' }).waitFor();
    await swapTo(home, `/employees/employee.php?id=${id}`);
    await ownTab(home, 'Reviews').waitFor();
    expect(await ownTabs(home)).toEqual(['reviews', 'objectives']);
    for (const each of [page, home]) expect(await isMarked(each)).toBe(true);
  });

  it('the extension was updated keeps one pair of tabs, that of the new one', async () => {
    const { sandbox, context, page, install } = await startBare('fabric-2025');
    await logInAtSi({ sandbox, context }, 'admin');
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await markDocument(page);
    const clean = await nativeMarkup(page);
    await install();
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
    await page.evaluate(() => {
      for (const own of document.querySelectorAll('[data-si-overlay]')) own.setAttribute('data-old', '');
    });

    await install();
    await expect.poll(() => page.locator('[data-old]').count()).toBe(0);
    await ownTab(page, 'Objectives').waitFor();
    // The open view stays open: its address says so. The new script saw nobody press it.
    await passThreshold(panel(page, 'reviews'));
    await panel(page, 'reviews').getByRole('article').first().waitFor();
    // Longer than the predecessor needs to notice its end.
    await page.waitForTimeout(1_500);
    expect((await ownTabs(page)).toSorted()).toEqual(['objectives', 'panel', 'reviews']);
    const objectives = await openPanel(page, 'Objectives');
    await objectives.getByRole('article').first().waitFor();
    for (let back = 0; back < 2; back += 1) await page.goBack();
    await expect.poll(() => page.locator('[data-si-hidden], [data-si-muted], [data-si-line]').count()).toBe(0);
    await expect.poll(() => nativeMarkup(page)).toBe(clean);
    expect(await isMarked(page)).toBe(true);
  });
});
