import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { builtExtension } from '../../scripts/lib/launch.ts';
import { launchForTest } from './launch-for-test.ts';
import { logInAtBamboo, logInAtSi, openPanel, profileUrl, sampleId } from './overlay-product.ts';

/** Debian's Chromium reads policies here, and only root may write them. */
const root = '/etc/chromium/policies';
const mayWrite = process.getuid?.() === 0;

/** Chromium names an unpacked extension after its folder. */
async function idOf(folder: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32);
  return hash.replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}

/** In force for browsers started from now on, and for this extension only; gone with the test. */
async function setPolicy(extensionId: string, settings: object): Promise<void> {
  const made = existsSync(root) ? undefined : root;
  const file = join(root, 'managed', `${extensionId}.json`);
  onTestFinished(() => rm(made ?? file, { recursive: true, force: true }));
  await mkdir(join(root, 'managed'), { recursive: true });
  await writeFile(file, JSON.stringify({ '3rdparty': { extensions: { [extensionId]: settings } } }));
}

describe.skipIf(!mayWrite)('settings preset by IT', () => {
  it('are in force from the first start, cannot be changed, and lead the panels to the company', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const extension = process.env['TEST_EXTENSION'] ?? builtExtension;
    const extensionId = await idOf(extension);
    const host = `${sandbox.state.si.subdomain}.small-improvements.com`;
    await setPolicy(extensionId, {
      mode: 'sync',
      bambooSubdomain: sandbox.accounts.bamboo.subdomain,
      siAddress: `https://${host}`,
      sendPasswordEmails: true,
      // Not what a setting can hold: the browser itself leaves it out.
      intervalMinutes: 'often',
    });
    const browser = await launchForTest({ port: sandbox.port, extension });
    expect(browser.extensionId).toBe(extensionId);
    const { context } = browser;

    const popup = await browser.openPopupTab('#configuration');
    const subdomain = popup.getByRole('textbox', { name: 'BambooHR ID (subdomain)' });
    await subdomain.waitFor();
    expect(await subdomain.inputValue()).toBe(sandbox.accounts.bamboo.subdomain);
    expect(await subdomain.isDisabled()).toBe(true);
    const mails = popup.getByRole('checkbox', { name: 'Send password emails when new users are imported' });
    expect([await mails.isChecked(), await mails.isDisabled()]).toEqual([true, true]);
    expect(await popup.getByRole('textbox', { name: 'Number of employees' }).isDisabled()).toBe(false);

    // Signed in at the company's own host only: without the preset address the panel would have to ask.
    const page = await context.newPage();
    await logInAtBamboo(page, sandbox, 'admin');
    await logInAtSi({ sandbox, context }, 'admin', sandbox.state.si.subdomain);
    await page.goto(profileUrl(sandbox, sampleId(sandbox)));
    const reviews = await openPanel(page, 'Reviews');
    await reviews.getByRole('article').first().waitFor();
  });
});
