import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import type { PageWords, Place } from '../page-words.ts';
import { foundIn, type FrameOf, roleStep, wordsOf } from './firefox-found.ts';

const patienceMs = 30_000;

/** A tab of Firefox in the words of the walks. */
export interface FirefoxPage extends PageWords {
  /** The driver's own page, for what the words do not say. */
  readonly page: Page;
  url(): Promise<string>;
}

export function firefoxPage(page: Page): FirefoxPage {
  const url = () => page.evaluate(() => location.href);
  const until = async (isSo: (address: string, state: string) => boolean, what: string) => {
    for (const untilMs = Date.now() + patienceMs; Date.now() < untilMs; await pause(50)) {
      // The page may be on its way to another.
      const [address = '', state = ''] = await page
        .evaluate(() => [location.href, document.readyState])
        .catch(() => []);
      if (isSo(address, state)) return;
    }
    throw new Error(`after ${patienceMs} ms the tab is not at ${what}, but at ${await url().catch(String)}`);
  };
  return {
    ...placeOf(async () => page.mainFrame()),
    page,
    url,
    frameLocator: (selector) =>
      placeOf(async () => {
        const frame = await page.$(`>>> ${selector}`);
        return frame ? await (frame as unknown as { contentFrame(): ReturnType<FrameOf> }).contentFrame() : undefined;
      }),
    evaluate: (work, given) => page.evaluate(work as never, given as never) as never,
    waitForTimeout: (ms) => pause(ms),
    goto: async (address) => {
      const before = await page.evaluate(() => performance.timeOrigin).catch(() => 0);
      // Its own waiting for a load does not end at pages of an extension; it may also refuse a load that is aborted.
      await page.goto(address, { waitUntil: [] as never }).catch(() => undefined);
      const onlyHash = address.replace(/#.*$/, '');
      await until((present, state) => present.replace(/#.*$/, '') === onlyHash && state === 'complete', address).catch(
        async (thrown: unknown) => {
          // It may lead elsewhere, as to a login.
          if ((await page.evaluate(() => performance.timeOrigin)) === before) throw thrown;
        },
      );
    },
    waitForURL: (pattern) => {
      const parts = pattern.split('**').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
      const wanted = new RegExp(`^${parts.join('.*')}$`);
      return until((address, state) => wanted.test(address) && state === 'complete', pattern);
    },
    bringToFront: () => page.bringToFront(),
    close: () => page.close(),
  };
}

function placeOf(frameOf: FrameOf): Place {
  return {
    getByRole: (role, wanted) => foundIn(frameOf, [roleStep(role, wanted)]),
    getByLabel: (text) => foundIn(frameOf, [{ label: wordsOf(text) }]),
    getByText: (text) => foundIn(frameOf, [{ text: wordsOf(text) }]),
    locator: (css) => foundIn(frameOf, [{ css }]),
  };
}
