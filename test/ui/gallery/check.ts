/**
 * Looks at every state of the page in Chromium: in families of different widths, light and dark, English and German,
 * popup, tab, zoomed and narrow tab, and in forced colours. Takes a screenshot of each, and looks for text that is clipped
 * or runs into its neighbour, for sideways scrolling and for what still moves although less motion is wanted; axe-core runs
 * once for each state, view, language and scheme, and the names of the main views are as they were read. Exits 1 on any
 * finding.
 *
 * Usage: tsx test/ui/gallery/check.ts [--only STATE,STATE] [--font FAMILY,FAMILY] [--view VIEW,VIEW] [--out DIR]
 * [--quick] [--write-names]
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
import { ensureChromium } from '../../../scripts/lib/chromium.ts';
import { findClippedText } from './clipped-text.ts';
import { findLostGrounds } from './forced-colors.ts';
import { findWrongFonts } from './fonts.ts';
import { type Look, looksAt, shotName } from './looks.ts';
import { firstDifference, namesOf, readNames, writeNames } from './names.ts';
import { states } from './states.ts';

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    font: { type: 'string' },
    view: { type: 'string' },
    out: { type: 'string', default: '.cache/ui-shots' },
    quick: { type: 'boolean', default: false },
    'write-names': { type: 'boolean', default: false },
  },
});
const seed = Number(process.env['TEST_SEED'] ?? 0);
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));

const names = { en: readNames('en'), de: readNames('de') };

interface Finding {
  readonly shot: string;
  readonly what: string;
}

const outDir = await mkdtemp(join(tmpdir(), 'ui-gallery-'));
await build({ configFile, build: { outDir } });
const server = await preview({ configFile, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
const address = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox'],
});
let findings = 0;
let shots = 0;
try {
  await mkdir(options.out, { recursive: true });
  const wanted = options.only?.split(',') ?? Object.keys(states);
  const families = options.font?.split(',');
  const views = options.view?.split(',');
  const looks = looksAt(wanted, options.quick ? seed : undefined).filter(
    ({ font, view }) => families?.includes(font) !== false && views?.includes(view.name) !== false,
  );
  report(await fontsOf(browser));
  const worker = async () => {
    for (let next = looks.shift(); next !== undefined; next = looks.shift()) report(await look(browser, next));
  };
  await Promise.all([worker(), worker()]);
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}
if (options['write-names']) for (const language of ['en', 'de'] as const) writeNames(language, names[language]);
console.log(`${shots} pictures, ${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;

function report(found: readonly Finding[]): void {
  findings += found.length;
  for (const { shot, what } of found) console.log(`${shot}: ${what}`);
}

/** Once for a run: pictures in a family that is not there would show another one, and nobody would notice. */
async function fontsOf(chromiumBrowser: Browser): Promise<readonly Finding[]> {
  const page = await chromiumBrowser.newPage();
  try {
    await page.goto(address);
    // Before that the page itself still chooses its family.
    await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: 30_000 });
    return (await page.evaluate(findWrongFonts)).map((what) => ({ shot: 'fonts', what }));
  } finally {
    await page.close();
  }
}

async function look(chromiumBrowser: Browser, looked: Look): Promise<readonly Finding[]> {
  const { name, view, scheme, language, font } = looked;
  const shot = shotName(looked);
  const page = await chromiumBrowser.newPage({
    viewport: { width: view.width, height: view.height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    // Pictures of two machines show the same hour in the same words.
    locale: language === 'de' ? 'de-DE' : 'en-US',
    timezoneId: 'Europe/Berlin',
    bypassCSP: false,
  });
  const found: Finding[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      found.push({ shot, what: `console: ${message.text()}` });
  });
  page.on('pageerror', (error) => found.push({ shot, what: `thrown: ${error.message}` }));
  try {
    await page.goto(`${address}?state=${name}&lang=${language}&place=${view.place}&font=${font}`);
    await page.waitForSelector('html[data-ready]', { state: 'attached', timeout: 10_000 });
    if (looked.forced === true) found.push(...(await findLostGrounds(page)).map((what) => ({ shot, what })));
    await page.screenshot({ path: `${options.out}/${shot}.png` });
    shots += 1;
    found.push(...(await page.evaluate(findClippedText)).map((what) => ({ shot, what })));
    found.push(...(await page.evaluate(findMoving)).map((what) => ({ shot, what })));
    if (looked.names === true) found.push(...(await compareNames(page, looked)).map((what) => ({ shot, what })));
    if (looked.axe) found.push(...(await axe(page)).map((what) => ({ shot, what })));
  } catch (thrown) {
    found.push({ shot, what: String(thrown) });
  } finally {
    await page.close();
  }
  return found;
}

async function compareNames(page: Page, { name, language }: Look): Promise<readonly string[]> {
  const now = await namesOf(page);
  if (options['write-names']) names[language].set(name, now);
  const different = firstDifference(names[language].get(name), now);
  return different === undefined ? [] : [different];
}

/** What is over before it can be seen does not count. Runs inside the page, so it uses nothing from outside itself. */
function findMoving(): string[] {
  return document
    .getAnimations()
    .filter(({ effect }) => Number(effect?.getComputedTiming().activeDuration) > 10)
    .map((animation) => `still moves: ${animation instanceof CSSAnimation ? animation.animationName : animation.id}`);
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
