import { describe, expect, it } from 'vitest';
import type { FirefoxPage } from '../../scripts/lib/firefox/firefox-page.ts';
import { extensionId } from '../../scripts/lib/firefox/launch-firefox.ts';
import { openByClick } from '../../scripts/lib/walk.ts';
import { until } from '../e2e/exactly-once.ts';
import {
  fillSiLogin,
  logInAtBamboo,
  logInAtSi,
  openPanel,
  ownTab,
  profileUrl,
  sampleId,
} from '../e2e/overlay-product.ts';
import { startInFirefox } from './firefox-product.ts';
import { long } from '../e2e/counts.ts';

/** What of ours is in the page, and what of it is seen. */
const ownParts = (page: FirefoxPage) =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('[data-si-overlay]')];
    const nameOf = (host: HTMLElement) => host.dataset['siOverlay'] ?? '';
    const isSeen = (host: HTMLElement) => getComputedStyle(host).display !== 'none';
    const hidden = [...document.querySelectorAll('[data-si-hidden]')];
    return {
      all: all.map(nameOf).toSorted(),
      seen: all.filter(isSeen).map(nameOf).toSorted(),
      nativeGone: hidden.some((each) => getComputedStyle(each).display === 'none'),
    };
  });

describe.runIf(long)('the overlay in Firefox', () => {
  it('comes to a page that swaps itself for a profile without a load', async () => {
    const { sandbox, firefox } = await startInFirefox();
    sandbox.modes.bamboo.era = 'spa';
    const page = await firefox.tabs.newPage();
    await logInAtBamboo(page, sandbox, 'admin');
    await page.evaluate(
      (href) => {
        const link = document.createElement('a');
        link.href = href;
        document.body.append(link);
        link.click();
        link.remove();
      },
      `/employees/employee.php?id=${sampleId(sandbox)}`,
    );
    await ownTab(page, 'Reviews').waitFor();
    expect((await ownParts(page)).seen).toEqual(['objectives', 'reviews']);
  });

  it('is not seen any more when the extension is switched off, and is there once when it is switched on', async () => {
    const { sandbox, firefox } = await startInFirefox();
    const page = await firefox.tabs.newPage();
    await logInAtBamboo(page, sandbox, 'admin');
    await logInAtSi({ context: firefox.tabs, sandbox }, 'admin');
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
    const before = await ownParts(page);
    expect(before).toEqual({ all: before.all, seen: before.all, nativeGone: true });

    const set = (how: 'enable' | 'disable') =>
      firefox.inChrome(`
        const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
        await (await AddonManager.getAddonByID(${JSON.stringify(extensionId)})).${how}();`);
    await set('disable');
    await until(async () => {
      const { seen, nativeGone } = await ownParts(page);
      return seen.length === 0 && !nativeGone;
    }, 20_000);

    await set('enable');
    await until(async () => (await ownParts(page)).seen.length > 0, 20_000);
    expect((await ownParts(page)).all).toEqual(before.all);
  });

  it('says that a container keeps the login, instead of offering it for ever', async () => {
    const { sandbox, firefox } = await startInFirefox();
    const container = await firefox.newContainer();
    const page = await container.newPage();
    await logInAtBamboo(page, sandbox, 'employee');
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    const reviews = await openPanel(page, 'Reviews');
    const button = reviews.getByRole('button', { name: 'Log in to Small Improvements' });
    await button.waitFor();
    const login = await openByClick(container, button);
    await fillSiLogin(login, sandbox.accounts.smallImprovements.employeeLogin);
    await page.bringToFront();
    await reviews.getByText('Your browser keeps your Small Improvements login from this tab').waitFor();
    await reviews.getByText(/in Firefox, log in outside of a container/).waitFor();

    // Outside of it, as it says; the panel asks again when it comes to the front.
    await logInAtSi({ context: firefox.tabs, sandbox }, 'employee');
    await page.bringToFront();
    await expect.poll(() => reviews.getByRole('article').count()).toBeGreaterThan(0);
  });
});
