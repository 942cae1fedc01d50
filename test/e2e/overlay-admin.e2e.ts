import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { TruthKind } from '../../sandbox/state/sandbox-state.ts';
import { readStored } from '../../scripts/lib/stored.ts';
import {
  chooseSync,
  connectionOf,
  fillConnection,
  openByClick,
  refreshPreview,
  saveAndPreview,
  waitForPreview,
  waitForResult,
} from '../../scripts/lib/walk.ts';
import { chipOf, ownTab, profileUrl, startOverlay } from './overlay-product.ts';

const words: Readonly<Partial<Record<TruthKind, RegExp>>> = {
  unchanged: /In sync/,
  update: /Will change: \S/,
  ignored: /Ignored because: \S/,
  conflict: /Conflict: \S/,
  create: /Will be created/,
  deactivate: /Will be deactivated/,
};

interface StoredRow {
  readonly key: string;
  readonly selected: boolean;
}

/** The stored preview, and which of its rows are chosen. */
async function readChosen(page: Page): Promise<{ id: string; chosen: string[] }> {
  const [plan] = (await readStored(page, 'plans')) as { readonly id: string }[];
  const pages = (await readStored(page, 'pages')) as { readonly changes: readonly StoredRow[] }[];
  const rows = pages.flatMap((each) => each.changes).filter((row) => row.selected);
  return { id: plan?.id ?? '', chosen: rows.map((row) => row.key).toSorted() };
}

describe('the chip of a connected administrator', () => {
  it('says how the person stands and opens the preview; nobody else sees one', async () => {
    const { page, sandbox, browser, context } = await startOverlay({ sandbox: { employees: 120 }, signedIn: false });
    const idOf = (kind: TruthKind) =>
      Object.entries(sandbox.state.truth.employees).find(([, row]) => row.kind === kind)?.[0];
    await page.goto(profileUrl(sandbox, idOf('update') ?? ''));
    await ownTab(page, 'Reviews').waitFor();
    await page.waitForTimeout(300);
    const chip = chipOf(page);
    expect(await chip.count()).toBe(0);

    const popup = await browser.openPopupTab();
    await chooseSync(popup);
    await fillConnection(popup, connectionOf(sandbox.accounts));
    await saveAndPreview(popup);
    for (const [kind, text] of Object.entries(words) as [TruthKind, RegExp][]) {
      const id = idOf(kind);
      if (id === undefined) continue;
      await page.goto(profileUrl(sandbox, id));
      await chip.waitFor();
      expect(await chip.innerText()).toMatch(text);
    }

    // The page around cannot read it, however it looks.
    const around = await page.evaluate(() => {
      const texts: string[] = [];
      const walk = (node: Node) => {
        texts.push(node.nodeValue ?? '');
        if (node instanceof Element) {
          for (const { value } of node.attributes) texts.push(value);
          if (node.shadowRoot) walk(node.shadowRoot);
        }
        for (const child of node.childNodes) walk(child);
      };
      walk(document);
      return texts.join('\n');
    });
    expect(around).toContain('Small Improvements');
    for (const text of Object.values(words)) expect(around).not.toMatch(text);
    // Thrown out by the page it comes back.
    await page.evaluate(() => document.querySelector('[data-si-overlay="corner"]')?.remove());
    await chip.waitFor();
    // A script presses it in vain.
    const tabs = context.pages().length;
    await chip.evaluate((button: HTMLElement) => button.click());
    await page.waitForTimeout(300);
    expect(context.pages()).toHaveLength(tabs);
    // Our page is open already: it is shown there, however often.
    await page.bringToFront();
    for (let turn = 0; turn < 2; turn += 1) {
      await chip.click();
      await expect.poll(() => popup.url()).toMatch(/^chrome-extension:\/\/[a-z]+\/popup\.html#person=\d+$/);
    }
    expect(context.pages()).toHaveLength(tabs);
    await popup.close();
    await page.bringToFront();
    const opened = await openByClick(context, chip);
    await expect.poll(() => opened.url()).toMatch(/^chrome-extension:\/\/[a-z]+\/popup\.html#person=\d+$/);
  });

  it('leads to the person in the preview, who can be imported alone', async () => {
    const product = await startOverlay({ sandbox: { employees: 120 }, signedIn: false });
    const { page, sandbox, browser, context } = product;
    const popup = await browser.openPopupTab();
    const accountOf = (each: string) => sandbox.state.si.users.find((user) => user.externalSystemId === each);
    const [id] =
      Object.entries(sandbox.state.truth.employees).find(
        ([each, row]) => row.kind === 'update' && accountOf(each) !== undefined,
      ) ?? [];
    const employee = sandbox.state.bamboo.employees.find((each) => each.id === id);
    const account = accountOf(id ?? '');
    if (id === undefined || !employee || !account) throw new Error('nobody differs');

    await chooseSync(popup);
    await fillConnection(popup, connectionOf(sandbox.accounts));
    await saveAndPreview(popup);
    const includes = popup.getByRole('list', { name: 'People' }).getByRole('checkbox');
    const all = (await readChosen(popup)).chosen.length;
    const leftOut = await includes.first().getAttribute('aria-label');
    await includes.first().uncheck();
    await expect.poll(async () => (await readChosen(popup)).chosen.length).toBe(all - 1);
    const before = await readChosen(popup);
    expect(before.chosen).toContain(`e:${id}`);
    await popup.close();

    await page.goto(profileUrl(sandbox, id));
    const chip = chipOf(page);
    await chip.waitFor();
    expect(await chip.innerText()).toMatch(/Will change: /);
    const opened = await openByClick(context, chip);
    const search = opened.getByRole('searchbox', { name: 'Search people' });
    await expect.poll(() => search.inputValue()).toContain(employee.lastName);
    const name = await search.inputValue();
    expect(await opened.getByRole('list', { name: 'People' }).getByRole('listitem').count()).toBeLessThan(5);
    const heading = opened.getByRole('complementary').getByRole('heading', { name });
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);

    // The same in a window too narrow for details beside the list, and in a page that is open already.
    await opened.setViewportSize({ width: 800, height: 700 });
    await opened.evaluate(() => {
      location.hash = '';
    });
    await search.fill('');
    const button = opened.getByRole('button', { name: `Show changes for ${name}`, exact: true });
    await opened.evaluate((hash) => {
      location.hash = hash;
    }, `#person=${id}`);
    await expect.poll(() => search.inputValue()).toBe(name);
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await button.getAttribute('aria-expanded')).toBe('true');

    const from = sandbox.requests.entries.at(-1)?.id ?? 0;
    await opened.getByRole('button', { name: 'Sync this person now' }).click();
    const dialog = opened.getByRole('dialog', { name: `Sync ${name} now?` });
    await dialog
      .getByRole('list', { name: `Show changes for ${name}` })
      .getByRole('listitem')
      .first()
      .waitFor();
    mkdirSync(join('artifacts', 'e2e', 'overlay'), { recursive: true });
    await opened.screenshot({ path: join('artifacts', 'e2e', 'overlay', 'sync-person.png') });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    const writes = () =>
      sandbox.requests
        .find({ side: 'si', after: from })
        .filter((entry) => entry.method !== 'GET' && !/\/by-(logins|ids)$/.test(entry.path));
    expect(writes()).toEqual([]);
    await opened.getByRole('button', { name: 'Sync this person now' }).click();
    await dialog.getByRole('button', { name: 'Sync now' }).click();
    expect(await waitForResult(opened)).toContain('Imported 1, failed 0, skipped 0');
    await waitForPreview(opened);
    expect(writes().length).toBeGreaterThan(0);
    expect(writes().filter((entry) => !entry.path.includes(account.id))).toEqual([]);

    // A new preview, in which every other choice still stands.
    await expect.poll(async () => (await readChosen(opened)).id).not.toBe(before.id);
    await waitForPreview(opened);
    const after = await readChosen(opened);
    expect(after.chosen).toEqual(before.chosen.filter((key) => key !== `e:${id}`));
    await search.fill((leftOut ?? '').replace('Include ', ''));
    expect(await opened.getByRole('checkbox', { name: leftOut ?? '', exact: true }).isChecked()).toBe(false);
    await page.reload();
    await chip.waitFor();
    expect(await chip.innerText()).toMatch(/In sync/);
  });

  it('of nobody the preview names is said so, with the way to another preview', async () => {
    const { sandbox, browser } = await startOverlay({ sandbox: { employees: 40 }, signedIn: false });
    const popup = await browser.openPopupTab();
    await chooseSync(popup);
    await fillConnection(popup, connectionOf(sandbox.accounts));
    await saveAndPreview(popup);
    await popup.evaluate(() => {
      location.hash = '#person=99999999';
    });
    const missing = popup.getByRole('alert').filter({ hasText: 'This person is not in the preview' });
    await missing.waitFor();
    expect(await missing.innerText()).toContain('99999999');
    await popup.screenshot({ path: join('artifacts', 'e2e', 'overlay', 'person-missing.png') });
    await refreshPreview(popup);
    await missing.waitFor();
  });
});
