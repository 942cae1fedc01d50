import { describe, expect, it } from 'vitest';
import type { TruthKind } from '../../sandbox/state/sandbox-state.ts';
import { chooseSync, connectionOf, fillConnection, openByClick, saveAndPreview } from '../../scripts/lib/walk.ts';
import { ownTab, profileUrl, startOverlay } from './overlay-product.ts';

const words: Readonly<Partial<Record<TruthKind, RegExp>>> = {
  unchanged: /In sync/,
  update: /Will change: \S/,
  ignored: /Ignored because: \S/,
  conflict: /Conflict: \S/,
  create: /Will be created/,
  deactivate: /Will be deactivated/,
};

describe('the chip of a connected administrator', () => {
  it('says how the person stands and opens the preview; nobody else sees one', async () => {
    const { page, sandbox, browser, context } = await startOverlay({ sandbox: { employees: 120 }, signedIn: false });
    const idOf = (kind: TruthKind) =>
      Object.entries(sandbox.state.truth.employees).find(([, row]) => row.kind === kind)?.[0];
    await page.goto(profileUrl(sandbox, idOf('update') ?? ''));
    await ownTab(page, 'Reviews').waitFor();
    await page.waitForTimeout(300);
    const chip = page.getByRole('button', { name: /^Small Improvements: / });
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

    // A script of the page presses it in vain.
    const tabs = context.pages().length;
    await page.evaluate(() =>
      document.querySelector('[data-si-overlay="corner"]')?.shadowRoot?.querySelector('button')?.click(),
    );
    await page.waitForTimeout(300);
    expect(context.pages()).toHaveLength(tabs);
    await page.bringToFront();
    const opened = await openByClick(context, chip);
    await expect.poll(() => opened.url()).toMatch(/^chrome-extension:\/\/[a-z]+\/popup\.html#person=\d+$/);
  });
});
