import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openByClick } from '../../scripts/lib/walk.ts';
import { guidePages } from '../../src/ui/guide/pages.ts';
import { launchForTest } from './launch-for-test.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Nothing of the guide needs a network: nobody answers there. */
const noPort = 9;

interface Finding {
  readonly id: string;
}

async function accessibilityOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate<{ violations: readonly Finding[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return found.violations.map(({ id }) => id);
}

describe('the packed user guide', { timeout: 300_000 }, () => {
  it('is opened by the first screen, in the language of the browser, without a network', async () => {
    const browser = await launchForTest({ port: noPort, language: 'de' });
    const page = await browser.openPopupTab();
    const guide = await openByClick(browser.context, page.getByRole('link', { name: 'Mehr dazu' }));
    expect(new URL(guide.url()).pathname).toBe('/guide/de/how-it-works.html');
    expect(await guide.locator('html').getAttribute('lang')).toBe('de');
    await guide.getByRole('link', { name: 'English' }).click();
    await guide.waitForURL('**/guide/en/how-it-works.html');
  });

  it('shows every page with its pictures: readable for everybody, narrow too, and within the policy', async () => {
    const browser = await launchForTest({ port: noPort });
    // A page of its own: what the popup still fetches would be broken off.
    const page = await browser.context.newPage();
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    page.on('requestfailed', (request) => refused.push(request.url()));
    for (const [at, name] of ['index', ...guidePages].entries()) {
      const language = at % 2 === 0 ? 'en' : 'de';
      await page.emulateMedia({ colorScheme: at % 3 === 0 ? 'dark' : 'light' });
      await page.setViewportSize(at % 2 === 0 ? { width: 1280, height: 800 } : { width: 320, height: 640 });
      await page.goto(`chrome-extension://${browser.extensionId}/guide/${language}/${name}.html`);
      const wide = await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
      const broken = await page.evaluate('[...document.images].filter((each) => each.naturalWidth === 0).length');
      expect({ name, findings: await accessibilityOf(page), wide, broken }).toEqual({
        name,
        findings: [],
        wide: 0,
        broken: 0,
      });
    }
    expect(refused).toEqual([]);
  });
});
