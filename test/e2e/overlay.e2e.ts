import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openByClick } from '../../scripts/lib/walk.ts';
import { expectedMatches, pageSelectors } from '../../src/overlay/page-selectors.ts';
import {
  adminId,
  eras,
  fillSiLogin,
  openPanel,
  ownTab,
  panel,
  passThreshold,
  profileUrl,
  sampleId,
  startOverlay,
} from './overlay-product.ts';
import { long, seed } from './counts.ts';

const chosen = long ? eras : [eras[seed % eras.length] ?? ''];

/** How a tab of ours and its native neighbour measure and look. */
async function measure(page: Page) {
  return page.evaluate(() => {
    const own = [...document.querySelectorAll('[data-si-overlay="reviews"], [data-si-overlay="objectives"]')];
    const facts = (tab: Element) => {
      const text = document.createTreeWalker(tab, NodeFilter.SHOW_TEXT).nextNode();
      if (!text?.parentElement) throw new Error('a tab without a text');
      const range = document.createRange();
      range.selectNodeContents(text);
      const style = getComputedStyle(text.parentElement);
      const { top, height } = tab.getBoundingClientRect();
      return {
        top,
        height,
        baseline: range.getBoundingClientRect().bottom,
        font: [
          style.fontFamily,
          style.fontSize,
          style.fontWeight,
          style.fontStyle,
          style.letterSpacing,
          style.textTransform,
        ].join('|'),
        color: style.color,
      };
    };
    return own.map((host) => {
      const link = (host.shadowRoot ?? host.firstElementChild?.shadowRoot)?.querySelector('a');
      let native = host.previousElementSibling;
      while (native?.hasAttribute('data-si-overlay')) native = native.previousElementSibling;
      const tab = native?.matches('a, button') ? native : native?.querySelector('a, button');
      if (!link || !tab) throw new Error('no link or no neighbour');
      return { own: facts(link), native: facts(tab) };
    });
  });
}

/** What of ours is in the page's document. */
async function traces(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.querySelectorAll('[data-si-overlay], [data-si-hidden], [data-si-muted], [data-si-line], iframe').length,
  );
}

describe.each(chosen)('a profile of %s', (era) => {
  it('gets both tabs, logs in from a panel and fills every open one', async () => {
    const product = await startOverlay({ era, signedIn: false });
    const { page, sandbox, context } = product;
    const id = sampleId(sandbox);
    const other = await context.newPage();
    for (const each of [page, other]) {
      await each.goto(profileUrl(sandbox, id));
      await showTabs(each, era);
    }
    if (era !== 'no-bar') {
      for (const { own, native } of await measure(page)) {
        expect(Math.abs(own.height - native.height)).toBeLessThanOrEqual(1);
        expect(Math.abs(own.top - native.top)).toBeLessThanOrEqual(1);
        expect(Math.abs(own.baseline - native.baseline)).toBeLessThanOrEqual(1);
        expect(own.font).toBe(native.font);
        expect(own.color).toBe(native.color);
      }
    }

    await openPanel(other, 'Objectives');
    const reviews = await openPanel(page, 'Reviews');
    expect(new URL(page.url()).hash).toBe('#si=reviews');
    await page.bringToFront();
    const button = reviews.getByRole('button', { name: 'Log in to Small Improvements' });
    const login = await openByClick(context, button);
    await fillSiLogin(login, sandbox.accounts.smallImprovements.login);
    const user = sandbox.state.si.users.find((each) => each.externalSystemId === id);
    const expected = sandbox.state.si.reviews.filter((review) => review.revieweeId === user?.id).length;
    await reviews.getByRole('article').first().waitFor();
    expect(await reviews.getByRole('article').count()).toBe(expected);
    await panel(other, 'objectives').getByRole('article').first().waitFor();
  });

  it('keeps its place over reload, back and forward, and leaves nothing behind', async () => {
    const { page, sandbox } = await startOverlay({ era });
    await page.addInitScript(countFrames);
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await showTabs(page, era);
    const html = await nativeMarkup(page);
    await openPanel(page, 'Reviews');
    const objectives = await openPanel(page, 'Objectives');
    await objectives.getByRole('article').first().waitFor();
    const height = async () =>
      page.locator('iframe[title="Small Improvements objectives"]').evaluate((frame) => frame.clientHeight);
    // Down to the lower edge of the window, whatever is in it.
    const frame = page.locator('iframe[title="Small Improvements objectives"]');
    const box = await frame.boundingBox();
    const below = (page.viewportSize()?.height ?? 0) - (box?.y ?? 0);
    expect(await height()).toBeGreaterThanOrEqual(480);
    if (era !== 'no-bar') expect(Math.abs((await height()) - Math.max(480, below - 16))).toBeLessThanOrEqual(1);
    if (era !== 'no-bar') await expectOneOpen(page, 'objectives');
    await expectPlace(page, era);
    expect(await framesMade(page)).toBe(2);

    // A fresh document was pressed nowhere: the panel asks for it.
    await page.reload();
    await passThreshold(panel(page, 'objectives'));
    await panel(page, 'objectives').getByRole('article').first().waitFor();
    await page.goBack();
    await passThreshold(panel(page, 'reviews'));
    await panel(page, 'reviews').getByRole('article').first().waitFor();
    expect(await page.locator('iframe[title="Small Improvements objectives"]').isVisible()).toBe(false);
    await page.goBack();
    await expect.poll(() => page.locator('[data-si-hidden], [data-si-muted], [data-si-line]').count()).toBe(0);
    expect(await page.locator('iframe:visible').count()).toBe(0);
    await expect.poll(() => nativeMarkup(page)).toBe(html);
    await page.goForward();
    await passThreshold(panel(page, 'reviews'));
    await panel(page, 'reviews').getByRole('article').first().waitFor();
    await expectPlace(page, era);
    // What was pressed and read is still there: each view has the frame it had.
    expect(await framesMade(page)).toBe(2);
  });
});

/** Runs in the page from its start: how many frames of panels were ever put into the document. */
function countFrames(): void {
  const made = new Set<Element>();
  new MutationObserver(() => {
    for (const frame of document.querySelectorAll('[data-si-overlay="panel"] > iframe')) made.add(frame);
    document.documentElement.setAttribute('data-frames-made', String(made.size));
  }).observe(document, { childList: true, subtree: true });
}

async function framesMade(page: Page): Promise<number> {
  return Number(await page.locator('html').getAttribute('data-frames-made'));
}

/** The panel stands outside the row of tabs, and nothing native is left to be seen below the row. */
async function expectPlace(page: Page, era: string): Promise<void> {
  if (era === 'no-bar') return;
  const found = await page.locator('[data-si-overlay="panel"]').evaluate((box) => {
    const bar = document.querySelector('[data-si-overlay="reviews"]')?.parentElement;
    const mail = document.querySelector<HTMLElement>('a[href^="mailto:"]');
    return { inBar: bar?.parentElement?.contains(box) === true, mailShown: mail?.checkVisibility() === true };
  });
  expect(found).toEqual({ inBar: false, mailShown: false });
}

/** Waits for our tabs. */
async function showTabs(page: Page, era: string): Promise<void> {
  const own =
    era === 'no-bar'
      ? page.getByRole('navigation', { name: 'Small Improvements' }).getByRole('link')
      : ownTab(page, 'Reviews');
  await own.first().waitFor();
}

/** The page without anything of ours. */
async function nativeMarkup(page: Page): Promise<string> {
  return page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const own of copy.querySelectorAll('[data-si-overlay]')) own.remove();
    return copy.innerHTML;
  });
}

/** Exactly our tab is open, to the eye and to a screen reader. */
async function expectOneOpen(page: Page, view: string): Promise<void> {
  const open = await page.evaluate(() => {
    const native = [...document.querySelectorAll('[aria-selected="true"], [aria-current]:not([aria-current="false"])')];
    const own = [...document.querySelectorAll('[data-si-overlay]')].flatMap((host) => {
      const link = (host.shadowRoot ?? host.firstElementChild?.shadowRoot)?.querySelector('a');
      const isOpen = link?.getAttribute('aria-selected') === 'true' || link?.getAttribute('aria-current') === 'page';
      return isOpen ? [host.getAttribute('data-si-overlay')] : [];
    });
    return [...native.map((each) => each.textContent), ...own];
  });
  expect(open).toEqual([view]);
}

describe('the overlay', () => {
  it('stays away from pages that are no profiles', async () => {
    const { page, sandbox } = await startOverlay();
    const origin = new URL(profileUrl(sandbox, '1')).origin;
    for (const path of [
      '/home',
      '/employees/directory.php',
      '/employees/directory.php?id=4',
      '/employees/employee.php?id=999999',
      '/employees/employee.php',
    ]) {
      await page.goto(`${origin}${path}#si=reviews`);
      await page.waitForTimeout(path.includes('999999') ? 4_600 : 400);
      expect(await traces(page)).toBe(0);
    }
  });

  it('keeps both rows of tabs in step while the page scrolls and renders anew', async () => {
    const { page, sandbox } = await startOverlay({ era: seed % 2 === 0 ? 'two-bars' : 'prototype-2026' });
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await ownTab(page, 'Reviews').waitFor();
    await page.evaluate(() => document.getElementById('js-main-content')?.scrollTo(0, 400));
    const links = page.locator('[data-si-overlay="reviews"] a');
    await expect.poll(() => links.count()).toBe(2);
    await links.nth(1).click();
    const selected = () =>
      links.evaluateAll(
        (all) =>
          all.filter(
            (link) => link.getAttribute('aria-selected') === 'true' || link.getAttribute('aria-current') === 'page',
          ).length,
      );
    await expect.poll(async () => (await selected()) === (await links.count())).toBe(true);
  });

  it('puts its tabs back after the page threw them out, and gives up pressing when that goes on', async () => {
    const { page, sandbox } = await startOverlay();
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await (await openPanel(page, 'Reviews')).getByRole('article').first().waitFor();
    // Once more: a script that has taken the place of another, as when a browser has just started, saw nobody press.
    await ownTab(page, 'Reviews').click();
    await page.evaluate(() => {
      for (const own of document.querySelectorAll('[data-si-overlay]')) own.remove();
    });
    await ownTab(page, 'Reviews').waitFor();
    await panel(page, 'reviews').getByRole('article').first().waitFor();
    const insertions = await page.evaluate(async () => {
      let found = 0;
      const fight = new MutationObserver(() => {
        for (const own of document.querySelectorAll('[data-si-overlay="reviews"]')) {
          found += 1;
          own.remove();
        }
      });
      fight.observe(document.body, { childList: true, subtree: true });
      document.querySelector('[data-si-overlay="reviews"]')?.remove();
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      fight.disconnect();
      return found;
    });
    expect(insertions).toBeGreaterThan(1);
    expect(insertions).toBeLessThan(20);
    await ownTab(page, 'Reviews').waitFor();
  });

  it('follows a swap to another profile in the same document', async () => {
    const { page, sandbox } = await startOverlay({ era: 'spa' });
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await openPanel(page, 'Reviews');
    const next = adminId(sandbox);
    await page.evaluate((address) => {
      const link = document.createElement('a');
      link.href = address;
      document.body.append(link);
      link.click();
      link.remove();
    }, `/employees/employee.php?id=${next}`);
    await expect.poll(() => page.locator('iframe').count()).toBe(0);
    await ownTab(page, 'Reviews').waitFor();
    const own = await openPanel(page, 'Reviews');
    await own.getByText('about yourself').waitFor();
    await page.getByRole('link', { name: 'Job', exact: true }).click();
    await expect.poll(() => page.locator('iframe:visible').count()).toBe(0);
  });

  it('looks again when the tab with the work email was opened as advised, and keeps what it found', async () => {
    const { page, sandbox } = await startOverlay({ era: 'fabric-2025' });
    const id = sampleId(sandbox);
    const user = sandbox.state.si.users.find((each) => each.externalSystemId === id);
    const employee = sandbox.state.bamboo.employees.find((each) => each.id === id);
    if (!user || !employee) throw new Error('the sample has no account');
    const { firstName, lastName, workEmail } = employee;
    // Only the address on the page tells whose account it is.
    Object.assign(user, { externalSystemId: null, firstName, lastName, loginname: workEmail, email: workEmail });
    await page.goto(profileUrl(sandbox, id, '&page=2098'));
    await (await openPanel(page, 'Reviews')).getByText('no work email to look for').waitFor();
    for (const shown of [`<a href="mailto:${workEmail}">${workEmail}</a>`, 'Nothing to show on job yet.']) {
      // A page that draws the content of another tab in the same place.
      await page.evaluate((content) => {
        history.pushState(null, '', location.href.replace(/#.*$/, ''));
        document.querySelector('.fabric-card')?.setHTMLUnsafe(content);
      }, shown);
      await expect.poll(() => page.locator('iframe:visible').count()).toBe(0);
      await ownTab(page, 'Reviews').click();
      await panel(page, 'reviews').getByRole('article').first().waitFor();
    }
  });

  it('moves to the launcher where a narrow row has no room, and back', async () => {
    const { page, sandbox } = await startOverlay({ era: 'fabric-2025' });
    await page.setViewportSize({ width: 900, height: 700 });
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    const launcher = page.getByRole('navigation', { name: 'Small Improvements' });
    await launcher.waitFor();
    expect(await page.locator('[data-si-overlay="reviews"]').count()).toBe(0);
    const link = launcher.getByRole('link', { name: 'Reviews' });
    const hasFocus = () => link.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element);
    await link.press('Enter');
    await passThreshold(panel(page, 'reviews'));
    await panel(page, 'reviews').getByRole('article').first().waitFor();
    await launcher.getByRole('button', { name: 'Close' }).press('Enter');
    await expect.poll(() => page.locator('iframe:visible').count()).toBe(0);
    expect(await hasFocus()).toBe(true);
    await page.setViewportSize({ width: 1280, height: 700 });
    await ownTab(page, 'Reviews').waitFor();
    await expect.poll(() => launcher.count()).toBe(0);
  });

  it('moves to the launcher when the window becomes too narrow for the tabs in the row', async () => {
    const { page, sandbox } = await startOverlay({ era: 'fabric-2025' });
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await ownTab(page, 'Reviews').waitFor();
    await page.setViewportSize({ width: 900, height: 700 });
    await page.getByRole('navigation', { name: 'Small Improvements' }).waitFor();
    expect(await page.locator('[data-si-overlay="reviews"]').count()).toBe(0);
  });

  it('is gone without a trace when the extension is disabled', async () => {
    const { page, sandbox, browser, context } = await startOverlay();
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await ownTab(page, 'Reviews').waitFor();
    const clean = await nativeMarkup(page);
    await openPanel(page, 'Reviews');
    const settings = await context.newPage();
    await settings.goto('chrome://extensions');
    await settings.evaluate(async (id) => {
      const api = (
        globalThis as unknown as {
          chrome: { developerPrivate: unknown; management: { setEnabled(id: string, on: boolean): Promise<void> } };
        }
      ).chrome;
      await api.management.setEnabled(id, false);
    }, browser.extensionId);
    await expect.poll(() => traces(page)).toBe(0);
    expect(await page.evaluate(() => document.body.innerHTML)).toBe(clean);
  });

  it('knows its selectors: each is found as often as expected in every era', async () => {
    const { page, sandbox } = await startOverlay({ signedIn: false });
    for (const era of eras) {
      sandbox.modes.bamboo.era = era;
      await page.goto(profileUrl(sandbox, sampleId(sandbox)));
      await page.waitForTimeout(100);
      const found = await page.evaluate(
        (selectors) =>
          Object.fromEntries(
            Object.entries(selectors).map(([name, selector]) => [name, document.querySelectorAll(selector).length]),
          ),
        pageSelectors,
      );
      const expected = Object.fromEntries(
        Object.entries(expectedMatches).map(([name, counts]) => [name, counts[era] ?? counts['*']]),
      );
      expect({ era, ...found }).toEqual({ era, ...expected });
    }
  });
});
