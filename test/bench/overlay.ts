import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type Sandbox, startSandbox } from '../../sandbox/start-sandbox.ts';
import { ensureChromium } from '../../scripts/lib/chromium.ts';
import { browserArguments, browserEnvironment, builtExtension } from '../../scripts/lib/launch.ts';
import { buildEmptyExtension } from './build-empty-extension.ts';
import { type BenchGroup, type Figure, figure, median } from './figure.ts';

/** A browser keeps its luck for life, good or bad, so a few of each kind are asked. */
const rounds = 4;
const pairsPerRound = 4;
/** The best of a few loads is one that nothing else on the machine disturbed. */
const triesPerSide = 5;
/** Of the load of a page that is no profile, what our own script may take beside one that does nothing. */
const oursAtMost = 0.005;
/** A server far away: without it a page of the sandbox is there at once and a frame more or less looks like a lot. */
const serverMs = 250;

interface Load {
  readonly loadMs: number;
  readonly idleMs: number;
}

/** A browser with our extension, one with an extension that does nothing, one with none. */
type Side = 'with' | 'empty' | 'without';
type Sides = Readonly<Record<Side, Page>>;

class Turns {
  readonly #loads: Record<Side, Load[]> = { with: [], empty: [], without: [] };
  readonly #sides: readonly Side[];
  #turns = 0;

  constructor(...sides: readonly Side[]) {
    this.#sides = sides;
  }

  /** One load each, each turn another side first. */
  async add(pages: Sides, address: string): Promise<void> {
    const first = this.#turns % this.#sides.length;
    for (const side of [...this.#sides.slice(first), ...this.#sides.slice(0, first)])
      this.#loads[side].push(await load(pages[side], address));
    this.#turns += 1;
  }

  ratio(side: Side, against: Side): number {
    const others = this.#loads[against];
    return median(this.#loads[side].map((each, index) => each.loadMs / (others[index]?.loadMs ?? Number.NaN)));
  }

  note(): string {
    const of = (side: Side, key: keyof Load) => median(this.#loads[side].map((each) => each[key])).toFixed(1);
    const each = (key: keyof Load) => this.#sides.map((side) => `${of(side, key)} ${said[side]}`).join(', ');
    return (
      `medians of ${this.#turns} turns (best of ${triesPerSide} each) in ${rounds} browsers of each kind, server ${serverMs} ms: ` +
      `load in ms ${each('loadMs')}; idle ${each('idleMs')}`
    );
  }
}

const said: Readonly<Record<Side, string>> = { with: 'with', empty: 'with an empty extension', without: 'without' };

/** What the overlay costs BambooHR's pages: the same loads in browsers with and without the extension, in turns. */
export const overlayGroup: BenchGroup = {
  name: 'overlay',
  inBrowser: true,
  async run() {
    const extension = join(process.cwd(), process.env['TEST_EXTENSION'] ?? builtExtension);
    const sandbox = await startSandbox({ employees: 120 });
    sandbox.faults.add({ side: 'bamboo', path: '^/(employees|home)', count: 'forever', delayMs: serverMs });
    const profiles = new Turns('with', 'without');
    const others = new Turns('with', 'empty', 'without');
    const afterwards = new Turns('with', 'without');
    const folder = await mkdtemp(join(tmpdir(), 'empty-extension-'));
    let shift = 0;
    try {
      const empty = await buildEmptyExtension(folder);
      for (let round = 0; round < rounds; round += 1) {
        shift = Math.max(
          shift,
          await measureRound(sandbox, { ours: extension, empty }, { profiles, others, afterwards }),
        );
      }
    } finally {
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    }
    const emptyRatio = others.ratio('empty', 'without');
    return [
      figure(
        'overlay.profile-load.vs-without',
        profiles.ratio('with', 'without'),
        'ratio',
        { atMost: 1.05 },
        profiles.note(),
      ),
      // What the browser takes for a script that does nothing is not ours to save.
      figure(
        'overlay.other-page-load.vs-without',
        others.ratio('with', 'without'),
        'ratio',
        { atMost: Math.max(1.01, round(emptyRatio + oursAtMost)) },
        `an empty extension ${emptyRatio.toFixed(3)}; ${others.note()}; right after profiles, while panels and worker end: ${afterwards.ratio('with', 'without').toFixed(3)}`,
      ),
      figure('overlay.layout-shift', shift, 'count', { atMost: 0 }, 'worst of all profile loads, tabs in place'),
      sizeOf(extension),
    ];
  },
};

/** Adds one round to the loads; the worst layout shift of it. */
async function measureRound(
  sandbox: Sandbox,
  extensions: Readonly<Record<'ours' | 'empty', string>>,
  { profiles, others, afterwards }: Readonly<Record<'profiles' | 'others' | 'afterwards', Turns>>,
): Promise<number> {
  const browsers = {
    with: await openBrowser(sandbox, extensions.ours),
    empty: await openBrowser(sandbox, extensions.empty),
    without: await openBrowser(sandbox, undefined),
  };
  try {
    const sides = { with: browsers.with.page, empty: browsers.empty.page, without: browsers.without.page };
    const origin = `https://${sandbox.accounts.bamboo.subdomain}.bamboohr.com`;
    const ids = sandbox.state.bamboo.employees.map((employee) => employee.id);
    let shift = 0;
    // The first loads fill caches on both sides.
    for (const page of Object.values(sides)) for (let turn = 0; turn < 3; turn += 1) await load(page, `${origin}/home`);
    for (let turn = 0; turn < pairsPerRound; turn += 1) await others.add(sides, `${origin}/home`);
    for (let turn = 0; turn < pairsPerRound; turn += 1) {
      await profiles.add(sides, `${origin}/employees/employee.php?id=${ids[turn]}`);
      await sides.with.goto(`${origin}/employees/employee.php?id=${ids[turn + pairsPerRound]}`);
      shift = Math.max(shift, await layoutShift(sides.with));
    }
    for (let turn = 0; turn < pairsPerRound; turn += 1) await afterwards.add(sides, `${origin}/home`);
    return shift;
  } finally {
    for (const { context, profile } of Object.values(browsers)) {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

async function load(page: Page, address: string): Promise<Load> {
  const tries: Load[] = [];
  for (let turn = 0; turn < triesPerSide; turn += 1) tries.push(await loadOnce(page, address));
  return tries.reduce((best, each) => (each.loadMs < best.loadMs ? each : best));
}

/** Milliseconds from asking for the page until its load event is over, and until nothing urgent is left to do. */
async function loadOnce(page: Page, address: string): Promise<Load> {
  await page.goto(address, { waitUntil: 'load' });
  return page.evaluate(
    () =>
      new Promise<{ loadMs: number; idleMs: number }>((resolve) => {
        requestAnimationFrame(() =>
          requestIdleCallback(() => {
            const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
            resolve({ loadMs: entry?.loadEventEnd ?? 0, idleMs: performance.now() });
          }),
        );
      }),
  );
}

/** All layout shift of the document, once our tabs stand in it. */
async function layoutShift(page: Page): Promise<number> {
  await page.locator('[data-si-overlay="reviews"]').first().waitFor({ state: 'attached' });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { readonly value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
}

function round(ratio: number): number {
  return Math.round(ratio * 1_000) / 1_000;
}

function sizeOf(extension: string): Figure {
  const files = ['content-scripts/content.js', 'content-scripts/content.css'];
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(join(extension, file)), { level: 9 }).length,
    0,
  );
  return figure(
    'overlay.content-script.gzip',
    bytes,
    'bytes',
    { atMost: 13_000 },
    'script and style sheet of every BambooHR page',
  );
}

async function openBrowser(
  sandbox: Sandbox,
  extension: string | undefined,
): Promise<{ context: BrowserContext; page: Page; profile: string }> {
  const profile = await mkdtemp(join(tmpdir(), 'bench-profile-'));
  const all = browserArguments({ port: sandbox.port, extension: extension ?? '' });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    headless: false,
    viewport: { width: 1280, height: 800 },
    ignoreHTTPSErrors: true,
    env: browserEnvironment(),
    args: extension === undefined ? all.filter((argument) => !argument.includes('extension')) : all,
  });
  const page = await context.newPage();
  const { login, subdomain } = sandbox.accounts.bamboo;
  await page.goto(`https://${subdomain}.bamboohr.com/login.php`);
  await page.getByLabel('Email').fill(login.email);
  await page.getByLabel('Password').fill(login.password);
  await page.getByRole('button', { name: 'Log In' }).click();
  await page.waitForURL('**/home');
  return { context, page, profile };
}
