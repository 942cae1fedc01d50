import { describe, expect, it } from 'vitest';
import type { FirefoxPage } from '../../scripts/lib/firefox/firefox-page.ts';
import type { LaunchedFirefox } from '../../scripts/lib/firefox/launch-firefox.ts';
import {
  everyWrite,
  expectSameEnd,
  faultOf,
  makeDue,
  type Outcome,
  outcomeOf,
  settleIn,
  until,
  untilEnded,
} from '../e2e/exactly-once.ts';
import { type FirefoxProduct, startInFirefox } from './firefox-product.ts';
import { long } from '../e2e/counts.ts';

/** Longer than the browser's half minute of patience with an idle event page. */
const sleepMs = 75_000;

/** What the browser says of the event page. */
const backgroundState = ({ inChrome }: LaunchedFirefox) => inChrome<string>('return extension.backgroundState');

/** Ends the process of the extension at once, as a crash would; no page of it may be open. */
async function killExtension({ inChrome }: LaunchedFirefox): Promise<void> {
  const pid = await inChrome<number>(
    `return (await ChromeUtils.requestProcInfo()).children.find((each) => each.type === 'extension')?.pid`,
  );
  process.kill(pid, 'SIGKILL');
}

/** Connected, with automatic imports on. */
async function openDesk(): Promise<FirefoxProduct> {
  const desk = await startInFirefox({ sandbox: { seed: 7 } });
  await settleIn(desk);
  return desk;
}

/** Makes an import due a while ahead, closes the page that could keep the extension awake, and waits for its sleep. */
async function fallAsleep({ firefox, page }: FirefoxProduct): Promise<void> {
  await makeDue(page, Date.now() + sleepMs);
  await (await firefox.tabs.newPage()).bringToFront();
  await page.close();
  await until(async () => (await backgroundState(firefox)) === 'stopped', sleepMs - 5_000);
}

/** Looks at the end only when everything arrived: a page of the extension would wake it. */
async function endOf({ sandbox, firefox }: FirefoxProduct, whole?: Outcome): Promise<FirefoxPage> {
  if (whole) {
    const end = JSON.stringify(whole.end);
    await until(() => JSON.stringify(outcomeOf({ sandbox }).end) === end, 150_000);
  } else await until(() => outcomeOf({ sandbox }).mails > 1, 150_000);
  const page = await firefox.openPopupTab();
  await untilEnded(page);
  return page;
}

describe.runIf(long)('an event page', { timeout: 600_000 }, () => {
  let whole: Outcome | undefined;

  it('is ended when it is idle, and woken by its alarm for an automatic import that ends well', async () => {
    const desk = await openDesk();
    await fallAsleep(desk);
    expect(outcomeOf(desk).writes).toBe(0);
    const page = await endOf(desk);
    whole = outcomeOf(desk);
    expect(whole.writes).toBeGreaterThan(20);
    await expectSameEnd({ sandbox: desk.sandbox, page }, whole, 'automatic', expect);
  });

  it.for(['never arrives', 'is carried out and not answered'] as const)(
    'whose process is killed at a request that %s goes on by itself and comes to the same end',
    async (fate) => {
      if (!whole) throw new Error('there is nothing to compare with');
      const desk = await openDesk();
      const skip = Math.floor(whole.writes / 2);
      const fault = desk.sandbox.faults.add({ ...everyWrite, ...faultOf(fate, 4_000), skip });
      await fallAsleep(desk);
      await until(() => fault.hits > 0, 120_000);
      await killExtension(desk.firefox);
      const page = await endOf(desk, whole);
      expect(fault.hits).toBe(1);
      await expectSameEnd({ sandbox: desk.sandbox, page }, whole, 'automatic', expect);
    },
  );
});
