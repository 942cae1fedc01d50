import type { Frame, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { readLastRun, readPlan, readStored } from '../../scripts/lib/stored.ts';
import { connectionOf } from '../../scripts/lib/walk.ts';
import { panel, profileUrl, sampleId, startOverlay } from './overlay-product.ts';
import { startProduct } from './product.ts';
import { places, type Screen } from './screen.ts';
import { inTurn, seed } from './counts.ts';

const people = { employees: 60, seed };
const tabLimit = 60;
const workMs = 60_000;

/** A moment after whatever happened, the focus is on something, and seen. */
async function expectFocus(screen: Screen, when: string): Promise<void> {
  await expect.poll(() => screen.lostFocus(), { message: `the focus ${when}`, interval: 30 }).toBeUndefined();
}

/** Goes there with Tab, and presses the key. */
async function use(
  screen: Screen,
  [role, name]: readonly [role: string, name: string | RegExp],
  { key = 'Enter', back }: { readonly key?: 'Enter' | ' '; readonly back?: 'back' } = {},
): Promise<void> {
  await screen.find(role, name);
  await screen.tabTo(role, name, back);
  await expectFocus(screen, `on the ${role} ${String(name)}`);
  await screen.press(key);
  await expectFocus(screen, `after the ${role} ${String(name)}`);
}

/** Waits until the focus is there by itself. */
async function expectFocusOn(screen: Screen, role: string, name: string | RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        const at = await screen.focused();
        return (
          at !== undefined && at.role === role && (typeof name === 'string' ? at.name === name : name.test(at.name))
        );
      },
      { message: `the focus comes to the ${role} ${String(name)}` },
    )
    .toBe(true);
}

describe.each(inTurn(places))('without a mouse, in %s', { timeout: 300_000 }, (place, open) => {
  it('somebody connects, tests, saves, looks, decides, imports, looks back and reverts', async () => {
    const product = await startProduct({ sandbox: people });
    const { sandbox, page, browser } = product;
    const { subdomain, apiKey, address, token } = connectionOf(sandbox.accounts);
    const screen = await open(browser);
    await use(screen, ['button', 'Set up the synchronisation']);
    await expectFocusOn(screen, 'heading', 'Configuration');
    for (const [field, text] of [
      ['BambooHR ID (subdomain)', subdomain],
      ['BambooHR API key', apiKey],
      ['Small Improvements address', address],
      ['Small Improvements access token', token],
    ] as const) {
      await screen.tabTo('textbox', field);
      await screen.type(text);
    }
    await use(screen, ['button', 'Test Connection'], { key: ' ' });
    await screen.says('Signed in as');
    await expectFocus(screen, 'when the connection was tested');
    await use(screen, ['button', 'Save']);
    await screen.find('group', 'Changes by kind');
    await screen.gone('progressbar', /./);
    await expectFocus(screen, 'when the preview has come');

    await screen.tabTo('tab', 'Preview', 'back');
    await screen.press('ArrowRight');
    expect((await screen.find('tab', 'History')).states['selected']).toBe(true);
    await screen.press('ArrowLeft');
    expect((await screen.find('tab', 'Preview')).states['selected']).toBe(true);
    await expectFocusOn(screen, 'tab', 'Preview');
    const { counts } = await readPlan(page);
    await use(screen, ['button', `Updated ${counts['update']}`], { key: ' ' });
    const [row] = await screen.all('button', /^Show changes for /);
    const name = row?.name.replace('Show changes for ', '') ?? '';
    await use(screen, ['checkbox', `Include ${name}`], { key: ' ' });
    await expect.poll(async () => (await readPlan(page)).selected['update']).toBe((counts['update'] ?? 0) - 1);
    await use(screen, ['button', `Show changes for ${name}`]);
    await screen.find('list', `Show changes for ${name}`);
    await use(screen, ['button', 'Exclude from synchronisation']);
    await screen.says('Decided: Excluded.');
    await use(screen, ['button', 'Undo']);
    await screen.gone('button', 'Undo');
    await expectFocus(screen, 'when the decision is undone');
    if (place === 'a full tab') {
      // The details stand beside the list; Escape leads back to the row.
      await screen.press('Escape');
      await expectFocusOn(screen, 'button', `Show changes for ${name}`);
    }

    await use(screen, ['button', 'Import…']);
    await screen.find('dialog', 'Import these changes into Small Improvements?');
    await screen.press('Escape');
    await screen.gone('dialog', /./);
    await expectFocusOn(screen, 'button', 'Import…');
    await screen.press('Enter');
    await screen.find('dialog', 'Import these changes into Small Improvements?');
    await use(screen, ['button', 'Import']);
    await screen.says(/Imported [1-9]\d*, failed 0/);
    await expectFocus(screen, 'when the import has ended');
    expect((await readLastRun(page))?.state).toBe('done');
    expect(await readStored(page, 'journal')).not.toEqual([]);

    await screen.tabTo('tab', 'Preview', 'back');
    await screen.press('ArrowRight');
    await use(screen, ['button', /manual import$/]);
    await expectFocusOn(screen, 'heading', /manual import$/);
    await use(screen, ['button', 'Revert…']);
    await expectFocusOn(screen, 'heading', /^Revert: /);
    await screen.find('list', 'What goes back');
    await use(screen, ['button', 'Revert…']);
    await screen.find('dialog', /^Revert \d+ (people|person)\?$/);
    await use(screen, ['button', 'Revert']);
    await screen.gone('dialog', /./);
    await expect.poll(async () => (await readLastRun(page))?.state).toBe('done');
    await screen.gone('progressbar', /./);
    await expectFocus(screen, 'when the revert has ended');
    await screen.says(/[1-9]\d* reverted, /);
  });
});

/** What has the focus, through frames and shadow roots, in words. */
async function focusedIn(page: Page | Frame): Promise<string> {
  return page.evaluate(() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    if (at === null || at === document.body) return '';
    return `${at.tagName.toLowerCase()} ${(at.textContent ?? '').trim()}`;
  });
}

async function tabTo(page: Page, at: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < tabLimit; presses += 1) {
    if (await at()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came there; it ended at ${await focusedIn(page)}`);
}

describe('without a mouse, on a profile', () => {
  it('somebody opens the tab, logs in and reads', { timeout: 300_000 }, async () => {
    const product = await startOverlay({ signedIn: false });
    const { page, sandbox, context } = product;
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    await page.locator('[data-si-overlay="reviews"] a').waitFor();
    await tabTo(page, async () => (await focusedIn(page)) === 'a Reviews');
    await page.keyboard.press('Enter');
    expect(await focusedIn(page)).toBe('a Reviews');
    const shown = panel(page, 'reviews');
    await shown.getByRole('button').first().waitFor();
    const inside = page.frames().find((each) => each.url().includes('/panel.html'));
    if (!inside) throw new Error('there is no panel');
    const onButton = (name: string) => async () => {
      const isIn = (await focusedIn(page)).startsWith('iframe');
      return isIn && (await focusedIn(inside)) === `button ${name}`;
    };
    const press = async (name: string) => {
      await shown.getByRole('button', { name }).waitFor();
      await tabTo(page, onButton(name));
      await page.keyboard.press('Enter');
    };
    const first = shown.getByRole('button', { name: /^Show / });
    if ((await first.count()) > 0) {
      await press((await first.innerText()).trim());
      await expect.poll(() => focusedIn(inside)).toMatch(/^h2 ./);
    }

    const opened = context.waitForEvent('page');
    await press('Log in to Small Improvements');
    const login = await opened;
    await login.getByLabel('Email').waitFor();
    const { email, password } = sandbox.accounts.smallImprovements.login;
    const inField = (label: string) => () =>
      login.getByLabel(label).evaluate((field) => field === document.activeElement);
    await tabTo(login, inField('Email'));
    await login.keyboard.type(email);
    await tabTo(login, inField('Password'));
    await login.keyboard.type(password);
    await login.keyboard.press('Enter');
    await login.waitForURL('**/app/home');
    await login.close();

    await shown.getByRole('article').first().waitFor({ timeout: workMs });
    await expect.poll(() => focusedIn(inside)).toMatch(/^h2 ./);
    // On from there: the first link of the answer.
    await page.keyboard.press('Tab');
    expect(await focusedIn(inside)).toMatch(/^a /);
  });
});
