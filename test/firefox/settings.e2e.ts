import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import type { FirefoxPage } from '../../scripts/lib/firefox/firefox-page.ts';
import { newProfile } from '../../scripts/lib/firefox/launch-firefox.ts';
import { readPlan } from '../../scripts/lib/stored.ts';
import { chooseSync, connectionOf, fillConnection, refreshPreview, saveAndPreview } from '../../scripts/lib/walk.ts';
import { until } from '../e2e/exactly-once.ts';
import { logInAtBamboo, openPanel, profileUrl, sampleId } from '../e2e/overlay-product.ts';
import { launchForFirefoxTest, startInFirefox } from './firefox-product.ts';
import { long } from '../e2e/counts.ts';

/** Whether key and token are there, as the extension's own page is told. */
const secretsOf = (page: FirefoxPage) =>
  page.evaluate(async () => {
    const { runtime } = (
      globalThis as unknown as { browser: { runtime: { sendMessage(m: object): Promise<unknown> } } }
    ).browser;
    const answer = (await runtime.sendMessage({ family: 'page', command: 'getStatus', data: null })) as {
      readonly value?: { readonly secrets?: unknown };
    };
    return answer.value?.secrets;
  });

async function filesWith(folder: string, words: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const bytes = await readFile(join(entry.parentPath, entry.name));
        const has = words.some((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));
        return has ? [entry.name] : [];
      }),
  );
  return found.flat();
}

describe.runIf(long)('settings and keys in Firefox', () => {
  it('keys kept for the session outlive the event page, and are gone with the browser', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const profile = await newProfile();
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
    const first = await launchForFirefoxTest({ port: sandbox.port, profile });
    const page = await first.openPopupTab();
    await chooseSync(page);
    const connection = connectionOf(sandbox.accounts);
    await fillConnection(page, connection);
    await page.getByRole('checkbox', { name: 'Keep the keys for this browser session only' }).check();
    await saveAndPreview(page);
    expect(await secretsOf(page)).toEqual({ bambooKey: true, siToken: true });

    await first.inChrome('await extension.terminateBackground()');
    await until(async () => (await first.inChrome('return extension.backgroundState')) === 'stopped', 20_000);
    await refreshPreview(page);
    expect(Object.keys((await readPlan(page)).selected).length).toBeGreaterThan(0);

    await first.close();
    expect(await filesWith(profile, [connection.apiKey, connection.token])).toEqual([]);
    const again = await launchForFirefoxTest({ port: sandbox.port, profile });
    expect(await secretsOf(await again.openPopupTab())).toEqual({ bambooKey: false, siToken: false });
  });

  it('what IT preset is in force, and what of it fits no setting is left out and named', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const policy = {
      mode: 'sync',
      bambooSubdomain: sandbox.accounts.bamboo.subdomain,
      siAddress: sandbox.accounts.smallImprovements.address,
      intervalMinutes: 'often',
    };
    const firefox = await launchForFirefoxTest({ port: sandbox.port, policy });
    const page = await firefox.openPopupTab('#configuration');
    const subdomain = page.getByRole('textbox', { name: 'BambooHR ID (subdomain)' });
    await subdomain.waitFor();
    expect([await subdomain.inputValue(), await subdomain.isDisabled()]).toEqual([policy.bambooSubdomain, true]);
    expect(await page.getByLabel('Number of employees').isDisabled()).toBe(false);
    await page.getByRole('tab', { name: 'Health' }).click();
    await page.getByText('Preset by your IT department, but unusable: intervalMinutes').waitFor();

    const profile = await firefox.tabs.newPage();
    await logInAtBamboo(profile, sandbox, 'admin');
    await profile.goto(profileUrl(sandbox, sampleId(sandbox)));
    const reviews = await openPanel(profile, 'Reviews');
    await reviews.getByRole('button', { name: 'Log in to Small Improvements' }).waitFor();
  });

  it('the toolbar window is as large as in Chromium', async () => {
    const { firefox } = await startInFirefox();
    const size = () =>
      firefox.inChrome<readonly number[]>(`
        const { width, height } =
          document.querySelector('.webextension-popup-browser')?.getBoundingClientRect() ?? { width: 0, height: 0 };
        return [Math.round(width), Math.round(height)];`);
    await firefox.inChrome(`
      const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
      await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`);
    await expect.poll(size).toEqual([780, 600]);
  });
});
