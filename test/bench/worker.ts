import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { builtExtension, type LaunchedBrowser, launchBrowser } from '../../scripts/lib/launch.ts';
import { killWorker } from '../kill-worker.ts';
import { buildEmptyExtension } from './build-empty-extension.ts';
import { type BenchGroup, figure, median } from './figure.ts';

/** Wake-ups of each worker; the best of three stands for one, as one that nothing else on the machine disturbed. */
const pairs = 15;
const triesPerSide = 3;

/** What it costs to wake our worker up to its first answer, beside an empty one of the same framework, in turns. */
export const workerGroup: BenchGroup = {
  name: 'worker',
  inBrowser: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'empty-extension-'));
    const browsers: LaunchedBrowser[] = [];
    try {
      const empty = await buildEmptyExtension(folder);
      const sides = [];
      for (const extension of [process.env['TEST_EXTENSION'] ?? builtExtension, empty]) {
        const browser = await launchBrowser({ port: 9, extension });
        browsers.push(browser);
        sides.push(await browser.openPopupTab());
      }
      const [ours, theirs] = sides as [Page, Page];
      const [withUs, without]: [number[], number[]] = [[], []];
      // The first wake-ups fill caches on both sides.
      for (const page of sides) await wakeUp(page);
      for (let turn = 0; turn < pairs; turn += 1) {
        const turns = [
          () => best(ours).then((ms) => withUs.push(ms)),
          () => best(theirs).then((ms) => without.push(ms)),
        ];
        for (const each of turn % 2 === 0 ? turns : turns.toReversed()) await each();
      }
      const ratio = median(withUs.map((ms, index) => ms / (without[index] ?? Number.NaN)));
      const note = `medians of ${pairs} pairs (best of ${triesPerSide} each): ${median(withUs).toFixed(1)} ms, empty ${median(without).toFixed(1)} ms`;
      return [figure('worker.wake-up.vs-empty', ratio, 'ratio', { atMost: 1.5 }, note)];
    } finally {
      for (const browser of browsers) await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

async function best(page: Page): Promise<number> {
  const tries: number[] = [];
  for (let turn = 0; turn < triesPerSide; turn += 1) tries.push(await wakeUp(page));
  return Math.min(...tries);
}

/** Ends the worker and asks it something. Milliseconds until the answer is there. */
async function wakeUp(page: Page): Promise<number> {
  await killWorker(page);
  // A worker that is still going away would answer at once.
  await page.waitForTimeout(150);
  return page.evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: unknown): Promise<{ readonly ok: boolean }> } };
    };
    const startedMs = performance.now();
    const { ok } = await chrome.runtime.sendMessage({ family: 'page', command: 'getStatus', data: null });
    const tookMs = performance.now() - startedMs;
    // A failure can be told sooner than a status.
    if (!ok) throw new Error('the worker has answered with a failure');
    return tookMs;
  });
}
