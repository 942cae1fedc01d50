import { execFile } from 'node:child_process';
import { createHash, createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { ensureChromium } from '../../scripts/lib/chromium.ts';
import { builtExtension, type LaunchedBrowser } from '../../scripts/lib/launch.ts';
import { launchForTest } from './launch-for-test.ts';
import { logInAtBamboo, logInAtSi, openPanel, profileUrl, sampleId } from './overlay-product.ts';

/** Debian's Chromium reads policies here, and only root may write them. */
const root = '/etc/chromium/policies';
const mayWrite = process.getuid?.() === 0;

/** Chromium names an unpacked extension after its folder, and a signed one after its key. */
function idOf(name: string | Uint8Array): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return hash.replaceAll(/./g, (digit) => 'abcdefghijklmnop'.charAt(Number.parseInt(digit, 16)));
}

/**
 * In force within seconds, for this extension only; gone with the test. `settings`: what is preset. `installation`: what
 * `ExtensionSettings` says of it.
 */
async function setPolicy(extensionId: string, settings: object, installation?: object): Promise<void> {
  const made = existsSync(root) ? undefined : root;
  const file = join(root, 'managed', `${extensionId}.json`);
  onTestFinished(() => rm(made ?? file, { recursive: true, force: true }));
  await mkdir(join(root, 'managed'), { recursive: true });
  const policies = {
    '3rdparty': { extensions: { [extensionId]: settings } },
    // Else nobody could look into what a policy installs: no test either.
    ...(installation ? { ExtensionSettings: { [extensionId]: installation }, DeveloperToolsAvailability: 1 } : {}),
  };
  await writeFile(file, JSON.stringify(policies));
}

describe.skipIf(!mayWrite)('settings preset by IT', () => {
  it('are in force from the first start, cannot be changed, and lead the panels to the company', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const extension = process.env['TEST_EXTENSION'] ?? builtExtension;
    const extensionId = idOf(await realpath(extension));
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

  it('install it from a server of the company, bring it up, and switch it off', async () => {
    const sandbox = await startSandbox({ employees: 60 });
    onTestFinished(() => sandbox.stop());
    const server = await startPackageServer();
    const extensionId = await server.publish('1.2.3');
    const settings = { mode: 'sync', bambooSubdomain: sandbox.accounts.bamboo.subdomain };
    const forced = { installation_mode: 'force_installed', update_url: server.updateUrl, override_update_url: true };
    await setPolicy(extensionId, settings, forced);
    const browser = await launchForTest({ port: sandbox.port, extension: null });
    expect(browser.extensionId).toBe(extensionId);
    const page = await browser.openPopupTab('#configuration');
    // The browser hands the settings over later than the extension: who has a page open by then sees them come.
    const subdomain = page.getByRole('textbox', { name: 'BambooHR ID (subdomain)' });
    expect([await subdomain.inputValue(), await subdomain.isDisabled()]).toEqual([settings.bambooSubdomain, true]);
    expect(await versionOf(page)).toBe('1.2.3');

    await server.publish('1.2.4');
    expect(await lookForUpdate(page)).toBe('update_available');
    // With a debugger the extension is never idle, which an update waits for.
    await page.evaluate(() => (globalThis as unknown as Chrome).chrome.runtime.reload()).catch(() => undefined);
    await expect.poll(() => versionAnew(browser)).toBe('1.2.4');

    await setPolicy(extensionId, settings, { installation_mode: 'blocked' });
    await expect.poll(() => versionAnew(browser)).toBeUndefined();
  });
});

interface Chrome {
  readonly chrome: {
    readonly runtime: {
      getManifest(): { readonly version: string };
      requestUpdateCheck(): Promise<{ readonly status: string }>;
      readonly onUpdateAvailable: { addListener(heard: () => void): void };
      reload(): void;
    };
  };
}

const versionOf = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as Chrome).chrome.runtime.getManifest().version);

/** What the browser says of updates; one that is there has been fetched when it resolves. */
const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    const { runtime } = (globalThis as unknown as Chrome).chrome;
    const fetched = new Promise<void>((resolve) => runtime.onUpdateAvailable.addListener(() => resolve()));
    const { status } = await runtime.requestUpdateCheck();
    if (status === 'update_available') await fetched;
    return status;
  });

/** As a page says that is opened now; undefined where none can be. */
async function versionAnew(browser: LaunchedBrowser): Promise<string | undefined> {
  const page = await browser.openPopupTab().catch(() => undefined);
  const version = page && (await versionOf(page).catch(() => undefined));
  await page?.close();
  return version;
}

/** A company's own server, with the built extension as it is signed with a key of the company. */
async function startPackageServer() {
  const folder = await mkdtemp(join(tmpdir(), 'packages-'));
  let version = '';
  let extensionId = '';
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/small-improvements.crx'))
      createReadStream(join(folder, 'package.crx')).pipe(response);
    else response.end(updateManifest(extensionId, `${address()}/small-improvements.crx`, version));
  });
  const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    updateUrl: `${address()}/updates.xml`,
    /** Signs this version and serves it. Its ID, which is the key's. */
    publish: async (next: string) => {
      const unpacked = join(folder, 'package');
      await cp(process.env['TEST_EXTENSION'] ?? builtExtension, unpacked, { recursive: true, force: true });
      const manifest = join(unpacked, 'manifest.json');
      const content = JSON.parse(await readFile(manifest, 'utf8')) as object;
      await writeFile(manifest, JSON.stringify({ ...content, version: next }));
      const key = join(folder, 'package.pem');
      const signing = existsSync(key) ? [`--pack-extension-key=${key}`] : [];
      const args = [
        `--pack-extension=${unpacked}`,
        ...signing,
        '--no-sandbox',
        `--user-data-dir=${join(folder, 'profile')}`,
      ];
      await promisify(execFile)(ensureChromium(), args);
      version = next;
      extensionId = idOf(createPublicKey(await readFile(key)).export({ type: 'spki', format: 'der' }));
      return extensionId;
    },
  };
}

/** As `docs/store/self-hosting.md` shows it. */
function updateManifest(id: string, codebase: string, version: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">
  <app appid="${id}">
    <updatecheck codebase="${codebase}" version="${version}" />
  </app>
</gupdate>`;
}
