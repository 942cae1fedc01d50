import { expect, it } from 'vitest';
import { openPanel, profileUrl, sampleId, startOverlay } from './overlay-product.ts';

it('a panel to which the browser gives no texts reads them itself', async () => {
  const { page, sandbox, context } = await startOverlay();
  await context.addInitScript(() => {
    if (location.protocol !== 'chrome-extension:') return;
    const { chrome } = globalThis as unknown as { chrome: { i18n: { getMessage: (name: string) => string } } };
    chrome.i18n.getMessage = () => '';
    Object.assign(globalThis, { withoutTexts: chrome.i18n.getMessage('language') === '' });
  });
  await page.goto(profileUrl(sandbox, sampleId(sandbox)));
  const reviews = await openPanel(page, 'Reviews');
  const frame = page.frames().find((each) => each.url().includes('panel.html'));
  expect(await frame?.evaluate('globalThis.withoutTexts')).toBe(true);
  expect(await reviews.locator('h2').first().innerText()).toBe('Reviews');
  expect(await reviews.locator('main').innerText()).toContain('Signed in to Small Improvements as ');
});
