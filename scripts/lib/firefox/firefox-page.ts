import { setTimeout as pause } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import type { PageWords, Place } from '../page-words.ts';
import { foundIn, type FrameOf, look, roleStep, wordsOf } from './firefox-found.ts';

const patienceMs = 30_000;

/** A tab of Firefox in the words of the walks. */
export interface FirefoxPage extends PageWords {
  /** The driver's own page, for what the words do not say. */
  readonly page: Page;
  url(): Promise<string>;
}

export function firefoxPage(page: Page): FirefoxPage {
  const url = () => page.evaluate(() => location.href);
  const until = async (isSo: (address: string, bornMs: number) => boolean, what: string) => {
    for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs; await pause(50)) {
      // The page may be on its way to another.
      const place = await page.evaluate(whereItIs).catch(() => undefined);
      if (place?.state === 'complete' && isSo(place.address, place.bornMs)) return;
    }
    throw new Error(`after ${patienceMs} ms the tab is not at ${what}, but at ${await url().catch(String)}`);
  };
  return {
    ...placeOf(async () => page.mainFrame()),
    page,
    url,
    frameLocator: (css) =>
      placeOf(async () => {
        const [frame] = await look(async () => page.mainFrame(), [{ css }]);
        return (await (frame as ElementHandle<HTMLIFrameElement> | undefined)?.contentFrame()) ?? undefined;
      }),
    evaluate: (work, given) => page.evaluate(work as never, given as never) as never,
    waitForTimeout: (ms) => pause(ms),
    goto: async (address) => {
      const before = await page.evaluate(whereItIs).catch(() => undefined);
      // Its own waiting for a load does not end at pages of an extension.
      await page.goto(address, { waitUntil: [] as never }).catch(() => undefined);
      await until((present, bornMs) => present === address || bornMs !== before?.bornMs, address);
    },
    waitForURL: (pattern) => {
      const parts = pattern.split('**').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
      const wanted = new RegExp(`^${parts.join('.*')}$`);
      return until((address) => wanted.test(address), pattern);
    },
    bringToFront: () => page.bringToFront(),
    close: () => page.close(),
  };
}

/** Runs in the page. `bornMs`: of this document, which tells it from the one before. */
function whereItIs() {
  return { address: location.href, state: document.readyState, bornMs: performance.timeOrigin };
}

function placeOf(frameOf: FrameOf): Place {
  return {
    getByRole: (role, wanted) => foundIn(frameOf, [roleStep(role, wanted)]),
    getByLabel: (text) => foundIn(frameOf, [{ label: wordsOf(text) }]),
    getByText: (text) => foundIn(frameOf, [{ text: wordsOf(text) }]),
    locator: (css) => foundIn(frameOf, [{ css }]),
  };
}
