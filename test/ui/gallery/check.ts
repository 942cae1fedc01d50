/**
 * Looks at every state of the page in Chromium: light and dark, English and German, popup, tab and zoomed tab.
 * Takes a screenshot of each, runs axe-core, and looks for clipped text and sideways scrolling. Exits 1 on any finding.
 *
 * Usage: tsx test/ui/gallery/check.ts [--only STATE,STATE] [--out DIR] [--quick]
 */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { findClippedText } from './clipped-text.ts';
import { states } from './states.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    out: { type: 'string', default: '.cache/ui-shots' },
    quick: { type: 'boolean', default: false },
  },
});
/** Each state in one appearance when it has to be quick, in another one with the next seed. */
const seed = Number(process.env['TEST_SEED'] ?? 0);
const appearances = [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'de' },
  { scheme: 'light', language: 'de' },
  { scheme: 'dark', language: 'en' },
] as const;
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

interface View {
  readonly place: 'popup' | 'tab';
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

const popup: View = { place: 'popup', name: 'popup', width: 780, height: 600 };
const tab: View = { place: 'tab', name: 'tab', width: 1280, height: 800 };
/** A tab of 1280 × 800 at a zoom of 200 %. */
const zoomed: View = { place: 'tab', name: 'zoomed', width: 640, height: 400 };

interface Finding {
  readonly shot: string;
  readonly what: string;
}

const outDir = await mkdtemp(join(tmpdir(), 'ui-gallery-'));
await build({ configFile, build: { outDir } });
const server = await preview({ configFile, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const findings: Finding[] = [];
let shots = 0;
try {
  await mkdir(options.out, { recursive: true });
  const wanted = options.only?.split(',') ?? Object.keys(states);
  const looks = wanted.flatMap((name, index) =>
    viewsOf(name).flatMap((view) =>
      appearances
        .filter((_, at) => !options.quick || at === (index + seed) % appearances.length)
        .map((appearance): Look => ({ name, view, ...appearance })),
    ),
  );
  const worker = async () => {
    for (let next = looks.shift(); next !== undefined; next = looks.shift())
      findings.push(...(await look(browser, next)));
  };
  await Promise.all([worker(), worker()]);
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}
for (const finding of findings) console.log(`${finding.shot}: ${finding.what}`);
console.log(`${shots} pictures, ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

function viewsOf(name: string): readonly View[] {
  return states[name]?.wide === true && !options.quick ? [popup, tab, zoomed] : [popup];
}

interface Look {
  readonly name: string;
  readonly view: View;
  readonly scheme: 'light' | 'dark';
  readonly language: 'en' | 'de';
}

async function look(chromiumBrowser: Browser, { name, view, scheme, language }: Look): Promise<readonly Finding[]> {
  const shot = `${name}.${view.name}.${scheme}.${language}`;
  const page = await chromiumBrowser.newPage({
    viewport: { width: view.width, height: view.height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    bypassCSP: false,
  });
  const found: Finding[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      found.push({ shot, what: `console: ${message.text()}` });
  });
  page.on('pageerror', (error) => found.push({ shot, what: `thrown: ${error.message}` }));
  try {
    await page.goto(`${address}?state=${name}&lang=${language}&place=${view.place}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: 10_000 });
    await page.screenshot({ path: `${options.out}/${shot}.png` });
    shots += 1;
    found.push(...(await axe(page)).map((what) => ({ shot, what })));
    found.push(...(await page.evaluate(findClippedText)).map((what) => ({ shot, what })));
  } catch (thrown) {
    found.push({ shot, what: String(thrown) });
  } finally {
    await page.close();
  }
  return found;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

async function axe(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const result = await page.evaluate<AxeResult>('axe.run(document, { resultTypes: ["violations"] })');
  return result.violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(
        (node) => `axe ${id}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`,
      ),
  );
}
