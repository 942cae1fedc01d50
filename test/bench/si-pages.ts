import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { ensureChromium } from '../../scripts/lib/chromium.ts';
import { browserArguments, builtExtension } from '../../scripts/lib/launch.ts';
import { connectPage } from './connected.ts';
import { type BenchGroup, figure, median } from './figure.ts';

const pairs = Number(process.env['SI_PAGES_PAIRS'] ?? 9);
/** A server far away: without it a page of the sandbox is there at once and a frame more or less looks like a lot. */
const serverMs = 250;
const pictures = 'Show BambooHR employee pictures in Small Improvements';

interface Scroll {
  readonly longestMs: number;
  readonly medianMs: number;
  /** Frames in which scripts, style or layout held the page for more than 50 ms. */
  readonly blocked: number;
}

/**
 * What photos cost a directory of a thousand people: the same loads and the same scrolling with the option on and off, in
 * turns within one browser, because on and off differ by a registration only.
 */
export const siPagesGroup: BenchGroup = {
  name: 'si-pages',
  inBrowser: true,
  async run() {
    const sandbox = await startSandbox({ employees: 1_100 });
    sandbox.modes.si.pageRerenderMs = 0;
    const { context, profile } = await openBrowser(sandbox);
    try {
      const popup = await openPopup(context);
      await connectPage(popup, sandbox);
      const page = await logIn(context, sandbox);
      const directory = `${sandbox.accounts.smallImprovements.address}/app/directory`;
      const scripts = await scriptsOfOurs(page, directory);
      // The first loads fill caches on both sides.
      await setPictures(popup, true);
      await load(page, directory);
      const first = sandbox.requests.entries.at(-1)?.id ?? 0;
      await load(page, directory);
      await page.waitForTimeout(3_000);
      const requests = sandbox.requests.find({ side: 'bamboo', path: '[0-9]/photo/' }).length;
      const again = sandbox.requests.find({ side: 'bamboo', path: '[0-9]/photo/', after: first }).length;
      sandbox.faults.add({ side: 'si', path: '^/app/data/people', count: 'forever', delayMs: serverMs });
      const loads: { with: number; without: number }[] = [];
      const scrolls: Scroll[] = [];
      const without: Scroll[] = [];
      for (let turn = 0; turn < pairs; turn += 1) {
        const made = { with: 0, without: 0 };
        for (const on of turn % 2 === 0 ? [true, false] : [false, true]) {
          await setPictures(popup, on);
          await page.bringToFront();
          made[on ? 'with' : 'without'] = await load(page, directory);
          (on ? scrolls : without).push(await scroll(page));
        }
        loads.push(made);
      }
      const ratio = median(loads.map((each) => each.with / each.without));
      // The least disturbed one: what a busy machine does in between is not ours.
      const stutter = leastOf(scrolls);
      const of = (side: 'with' | 'without') => median(loads.map((each) => each[side])).toFixed(0);
      return [
        figure(
          'si-pages.off.scripts-of-ours',
          scripts,
          'count',
          { atMost: 0 },
          'registered scripts, and worlds of ours in the page',
        ),
        figure(
          'si-pages.load.vs-off',
          ratio,
          'ratio',
          { atMost: 1.1 },
          `medians of ${pairs} pairs, server ${serverMs} ms: ${of('with')} ms on, ${of('without')} ms off, until 1,000 rows are drawn`,
        ),
        figure(
          'si-pages.scroll.longest-vs-median-frame',
          stutter,
          'ratio',
          { atMost: 3 },
          `best of ${scrolls.length} scrolls; longest frame ${Math.min(...scrolls.map((each) => each.longestMs)).toFixed(1)} ms; off ${leastOf(without).toFixed(1)}`,
        ),
        figure(
          'si-pages.scroll.blocked-frames',
          Math.min(...scrolls.map((each) => each.blocked)),
          'count',
          { atMost: 0 },
          `best of ${scrolls.length} scrolls: frames in which scripts, style or layout of anybody held the page for more than 50 ms`,
        ),
        figure(
          'si-pages.photo-requests.first-screen',
          requests,
          'count',
          { atMost: 60 },
          `two loads; the second alone ${again}`,
        ),
      ];
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
      await sandbox.stop();
    }
  },
};

function leastOf(scrolls: readonly Scroll[]): number {
  return Math.min(...scrolls.map((each) => each.longestMs / each.medianMs));
}

async function setPictures(popup: Page, on: boolean): Promise<void> {
  await popup.bringToFront();
  await popup.getByRole('tab', { name: 'Configuration' }).click();
  await popup.getByRole('checkbox', { name: pictures }).setChecked(on);
  await popup.getByRole('button', { name: 'Save', exact: true }).click();
  await popup.getByRole('tab', { name: 'Preview', selected: true }).waitFor();
  await popup.waitForTimeout(300);
}

/** Milliseconds until all rows are drawn and nothing urgent is left to do. */
async function load(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelectorAll('li').length > 800, undefined, { polling: 'raf' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => requestIdleCallback(() => resolve(performance.now())));
      }),
  );
}

/** Frames while the list scrolls by itself, a screen in half a second. */
async function scroll(page: Page): Promise<Scroll> {
  await page.waitForTimeout(500);
  // Without functions of their own name: the names would need a helper that is not in the page.
  const { frames, blocked } = await page.evaluate(async () => {
    const gaps: number[] = [];
    let blocked = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ((entry as PerformanceEntry & { readonly blockingDuration: number }).blockingDuration > 0) blocked += 1;
      }
    });
    observer.observe({ type: 'long-animation-frame' });
    let last = performance.now();
    while (gaps.length < 150) {
      const now = await new Promise<number>((resolve) => {
        requestAnimationFrame(resolve);
      });
      gaps.push(now - last);
      last = now;
      scrollBy(0, 25);
    }
    observer.disconnect();
    return { frames: gaps.slice(5), blocked };
  });
  return { longestMs: Math.max(...frames), medianMs: median(frames), blocked };
}

/** While both options are off: registered scripts, and execution contexts of ours in the page. */
async function scriptsOfOurs(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const worlds: string[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context.origin));
  await session.send('Runtime.enable');
  await load(page, address);
  await session.detach();
  return worlds.filter((origin) => origin.startsWith('chrome-extension:')).length;
}

async function logIn(context: BrowserContext, sandbox: Sandbox): Promise<Page> {
  const page = await context.newPage();
  const { address, login } = sandbox.accounts.smallImprovements;
  await page.goto(`${address}/login`);
  await page.getByLabel('Email').fill(login.email);
  await page.getByLabel('Password').fill(login.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/app/home');
  return page;
}

async function openPopup(context: BrowserContext): Promise<Page> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const page = await context.newPage();
  await page.goto(`chrome-extension://${new URL(worker.url()).host}/popup.html`);
  return page;
}

async function openBrowser(sandbox: Sandbox): Promise<{ context: BrowserContext; profile: string }> {
  const profile = await mkdtemp(join(tmpdir(), 'bench-profile-'));
  const extension = join(process.cwd(), process.env['TEST_EXTENSION'] ?? builtExtension);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    headless: false,
    viewport: { width: 1280, height: 800 },
    ignoreHTTPSErrors: true,
    args: browserArguments({ port: sandbox.port, extension }),
  });
  return { context, profile };
}
