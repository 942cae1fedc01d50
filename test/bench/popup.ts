import type { CDPSession, Page } from 'playwright-core';
import type { LaunchedBrowser } from '../../scripts/lib/launch.ts';
import { putStored, readStored } from '../../scripts/lib/stored.ts';
import { atConnected } from './connected.ts';
import { type BenchGroup, type Figure, figure, median } from './figure.ts';

const people = 10_000;
const rounds = 5;
const paints = 20;
const storedRuns = 200;
/** A frame is long when it takes this many times the median frame of a blank list. */
const longFactor = 3;
/** The size the browser gives the real popup at most. */
const popupSize = { width: 800, height: 600 };

/** How the preview of a large company feels: the list against a blank one of equal height, its memory, its first paint. */
export const popupGroup: BenchGroup = {
  name: 'popup',
  inBrowser: true,
  run: () =>
    atConnected(people, async ({ browser, page }) => {
      const plan = [...(await readStored(page, 'plans')), ...(await readStored(page, 'pages'))];
      const planBytes = Buffer.byteLength(JSON.stringify(plan));
      await page.close();
      return [...(await measureList(browser, planBytes)), await measureFirstPaint(browser)];
    }),
};

async function measureList(browser: LaunchedBrowser, planBytes: number): Promise<Figure[]> {
  const page = await openList(browser);
  const heap = await usedHeap(await browser.context.newCDPSession(page));
  const blank = await openBlank(browser, await scrollHeight(page));
  const long = { list: [] as number[], blank: [] as number[], filter: [] as number[], details: [] as number[] };
  const frames: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await blank.bringToFront();
    const plain = await scrollThrough(blank);
    const limitMs = longFactor * median(plain);
    await page.bringToFront();
    const list = await scrollThrough(page);
    frames.push(list.length);
    long.blank.push(countOver(plain, limitMs));
    long.list.push(countOver(list, limitMs));
    long.filter.push(countOver(await framesAfterClick(page, '.kind-segment.kind-unchanged'), limitMs));
    long.details.push(countOver(await framesAfterClick(page, 'button[aria-label^="Show changes for "]'), limitMs));
    // Back to the whole list, details closed.
    await framesAfterClick(page, 'button[aria-expanded="true"][aria-label^="Show changes for "]');
    await framesAfterClick(page, '.kind-segment.kind-unchanged');
  }
  await page.close();
  await blank.close();
  const worst = (counts: readonly number[]) => `worst of ${rounds}: ${Math.max(...counts)}`;
  return [
    figure(
      'popup.scroll.long-frames',
      median(long.list),
      'count',
      { atMost: 0 },
      `${people} people, about ${median(frames)} frames, ${worst(long.list)}; blank list ${worst(long.blank)}`,
    ),
    figure('popup.filter-click.long-frames', median(long.filter), 'count', { atMost: 3 }, worst(long.filter)),
    figure('popup.details-expand.long-frames', median(long.details), 'count', { atMost: 3 }, worst(long.details)),
    figure(
      'popup.heap.vs-plan-json',
      heap / planBytes,
      'ratio',
      { atMost: 6 },
      `${(heap / 1e6).toFixed(1)} MB used after collection, plan ${(planBytes / 1e6).toFixed(1)} MB of JSON`,
    ),
  ];
}

/** Until the first rows of the preview stand there. */
async function openList(browser: LaunchedBrowser): Promise<Page> {
  const page = await browser.openPopupTab();
  await page.setViewportSize(popupSize);
  await page
    .getByRole('button', { name: /^Show changes for / })
    .first()
    .waitFor();
  return page;
}

/** A page with nothing but a scroller of the same height. */
async function openBlank(browser: LaunchedBrowser, heightPx: number): Promise<Page> {
  const page = await browser.context.newPage();
  await page.setViewportSize(popupSize);
  await page.setContent(
    `<body style="margin:0"><div data-scroller style="height:100vh;overflow:auto"><div style="height:${heightPx}px"></div></div>`,
  );
  return page;
}

function scrollHeight(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('[data-scroller]')?.scrollHeight ?? 0);
}

/** Milliseconds of each frame while the scroller goes from top to bottom, a screen a frame. */
function scrollThrough(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const scroller = document.querySelector('[data-scroller]');
    if (!scroller) throw new Error('nothing scrolls');
    scroller.scrollTop = 0;
    const frames: number[] = [];
    let lastMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let topPx = 0; topPx < scroller.scrollHeight - scroller.clientHeight; topPx += scroller.clientHeight) {
      scroller.scrollTop = topPx;
      const nowMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(nowMs - lastMs);
      lastMs = nowMs;
    }
    scroller.scrollTop = 0;
    return frames;
  });
}

/** Milliseconds of the 60 frames from a click on; the wait between click and first frame counts as one of them. */
function framesAfterClick(page: Page, selector: string): Promise<number[]> {
  return page.evaluate(async (wanted) => {
    const target = document.querySelector<HTMLElement>(wanted);
    if (!target) throw new Error(`${wanted} is not there`);
    let lastMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    target.click();
    const frames: number[] = [];
    while (frames.length < 60) {
      const nowMs = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(nowMs - lastMs);
      lastMs = nowMs;
    }
    return frames;
  }, selector);
}

function countOver(frames: readonly number[], limitMs: number): number {
  return frames.filter((each) => each > limitMs).length;
}

async function usedHeap(session: CDPSession): Promise<number> {
  // Twice: what finalisers let go of is collected the second time.
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** Opening the history with many runs and with none, in turns. */
async function measureFirstPaint(browser: LaunchedBrowser): Promise<Figure> {
  const keeper = await browser.openPopupTab('#health');
  const withRuns: Paint[] = [];
  const without: Paint[] = [];
  for (let turn = 0; turn < paints; turn += 1) {
    for (const count of turn % 2 === 0 ? [storedRuns, 0] : [0, storedRuns]) {
      await storeRuns(keeper, count);
      (count > 0 ? withRuns : without).push(await openHistory(browser));
    }
  }
  await storeRuns(keeper, 0);
  await keeper.close();
  const of = (all: readonly Paint[], key: keyof Paint) => median(all.map((each) => each[key]));
  return figure(
    'popup.first-paint.200-runs-vs-none',
    of(withRuns, 'firstMs') / of(without, 'firstMs'),
    'ratio',
    { atMost: 1.5 },
    `medians of ${paints}, in turns: ${of(withRuns, 'firstMs').toFixed(0)} against ${of(without, 'firstMs').toFixed(0)} ms; list complete ${of(withRuns, 'listMs').toFixed(0)} against ${of(without, 'listMs').toFixed(0)} ms`,
  );
}

interface Paint {
  readonly firstMs: number;
  /** From the start of the page until the runs, or that there are none, can be read. */
  readonly listMs: number;
}

async function openHistory(browser: LaunchedBrowser): Promise<Paint> {
  const page = await browser.openPopupTab('#history');
  try {
    return await page.evaluate(async () => {
      while (!document.querySelector('.run-button, .empty')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      const listMs = performance.now();
      while (performance.getEntriesByName('first-contentful-paint').length === 0) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      const [first] = performance.getEntriesByName('first-contentful-paint');
      return { firstMs: first?.startTime ?? Number.NaN, listMs };
    });
  } finally {
    await page.close();
  }
}

/** Leaves exactly so many finished runs in the extension's history. */
function storeRuns(page: Page, count: number): Promise<void> {
  const runs = Array.from({ length: count }, (_, index) => ({
    id: `run-${index}`,
    pair: 'acme|c1',
    trigger: index % 3 === 0 ? 'manual' : 'automatic',
    state: 'done',
    startedAtMs: 1_790_000_000_000 - index * 10_800_000,
    endedAtMs: 1_790_000_000_000 - index * 10_800_000 + 42_000,
    actor: 'Hanna Vogel',
    visible: people,
    kinds: { create: 12, update: 30, deactivate: 2, reactivate: 1 },
    counts: { confirmed: 45, failed: 0, skipped: 0, unknown: 0, pending: 0 },
  }));
  return putStored(
    page,
    'runs',
    runs.map((value) => ({ value })),
    'instead',
  );
}
