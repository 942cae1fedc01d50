import { describe, expect, it } from 'vitest';
import { type Product, startProduct } from './product.ts';
import { openRealPopup, type Screen, screenOfTab } from './screen.ts';

const seed = Number(process.env['TEST_SEED'] ?? 1) % 1_000;
const people = { employees: 60, seed };

const places = [
  ['the real popup', (product: Product) => openRealPopup(product.browser)],
  ['a full tab', async (product: Product) => screenOfTab(await product.browser.openPopupTab())],
] as const;

/** Neither cut off nor scrolled sideways; Chromium grants a popup 800 × 600 at the most. */
async function expectToFit(screen: Screen, isPopup: boolean): Promise<void> {
  const [width, height, wide, high] = await screen.evaluate<number[]>(
    '[innerWidth, innerHeight, document.documentElement.scrollWidth, document.documentElement.scrollHeight]',
  );
  expect(wide).toBeLessThanOrEqual(width ?? 0);
  expect(high).toBeLessThanOrEqual(height ?? 0);
  if (!isPopup) return;
  expect(width).toBeLessThanOrEqual(800);
  expect(height).toBeLessThanOrEqual(600);
  expect(await screen.evaluate('document.documentElement.className')).toBe('in-popup');
}

describe.each(places)('in %s', { timeout: 300_000 }, (place, open) => {
  const isPopup = place === 'the real popup';

  it('an employee who only reads says so, and can go on to the set-up later', async () => {
    const product = await startProduct({ sandbox: people });
    const screen = await open(product);
    await expectToFit(screen, isPopup);
    await screen.click('button', 'Only see reviews and objectives');
    await screen.find('heading', 'You see reviews and objectives');
    await screen.fill('Small Improvements address', product.sandbox.accounts.smallImprovements.address);
    await screen.click('button', 'Save');
    await screen.says('Saved');
    await expectToFit(screen, isPopup);
    await screen.click('button', 'Set up the synchronisation');
    await screen.find('tab', 'Configuration');
    expect(product.sandbox.requests.entries.filter((entry) => entry.side === 'bamboo')).toEqual([]);
  });
});
