import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import JSZip from 'jszip';
import puppeteer, { type Browser } from 'puppeteer-core';
import type { Tabs } from '../page-words.ts';
import { ensureFirefox } from './ensure-firefox.ts';
import { type FirefoxPage, firefoxPage } from './firefox-page.ts';

const startMs = 60_000;

export const builtForFirefox = '.output/firefox-mv2';
export const extensionId = 'small-improvements-for-bamboohr@extensions.invalid';

export interface FirefoxOptions {
  /** Port of the sandbox; every host's port 443 is bent to it from outside. */
  readonly port: number;
  /** A kept folder of the browser, made by `newProfile`. */
  readonly profile?: string;
  /** What IT presets, as a native manifest of managed storage. */
  readonly policy?: object;
  /** Path of another Firefox than the machine's. */
  readonly program?: string;
  /** It is ready without the extension. */
  readonly without?: boolean;
}

export interface LaunchedFirefox {
  readonly browser: Browser;
  readonly tabs: Tabs<FirefoxPage>;
  /** The tabs of a fresh container. */
  newContainer(): Promise<Tabs<FirefoxPage>>;
  /** The extension's page in a tab of its own. */
  openPopupTab(hash?: string): Promise<FirefoxPage>;
  /** Runs JavaScript with the browser's own rights, `extension` being ours; what it gives is carried as JSON. */
  inChrome<Value>(body: string): Promise<Value>;
  close(): Promise<void>;
}

/** A folder with a package installed in it, and nothing else; null: no package. @default the built extension as a package */
export async function newProfile(extension?: Uint8Array | null): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-profile-'));
  await mkdir(join(profile, 'extensions'));
  await mkdir(join(profile, 'home'));
  await writeFile(join(profile, 'uuid'), randomUUID());
  if (extension !== null)
    await writeFile(join(profile, 'extensions', `${extensionId}.xpi`), extension ?? (await packed(builtForFirefox)));
  return profile;
}

/** Firefox without a window, on the folder; driven over WebDriver BiDi. */
export async function launchFirefox(options: FirefoxOptions): Promise<LaunchedFirefox> {
  const profile = options.profile ?? (await newProfile());
  const uuid = await readFile(join(profile, 'uuid'), 'utf8');
  await writeFile(join(profile, 'user.js'), userJs(preferences(options, uuid)));
  if (options.policy) await writePolicy(join(profile, 'home'), options.policy);
  const child = spawn(
    options.program ?? ensureFirefox(),
    ['--headless', '--remote-debugging-port', '0', '--remote-allow-system-access', '--no-remote', '--profile', profile],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: join(profile, 'home'), MOZ_CRASHREPORTER_DISABLE: '1' },
    },
  );
  const browser = await puppeteer.connect({
    browserWSEndpoint: `${await addressOf(child)}/session`,
    protocol: 'webDriverBiDi',
    acceptInsecureCerts: true,
    defaultViewport: { width: 1280, height: 800 },
  });
  const inChrome = chromeScope(browser);
  const isInstalled = async () => (await inChrome<boolean>('return extension !== undefined')) || undefined;
  if (options.without !== true) await untilGiven(isInstalled, startMs, 'the extension');
  return {
    browser,
    tabs: tabsOf(browser, browser),
    newContainer: async () => tabsOf(browser, await browser.createBrowserContext()),
    inChrome,
    openPopupTab: async (hash = '') => {
      const page = firefoxPage(await browser.newPage());
      await page.goto(`moz-extension://${uuid}/popup.html${hash}`);
      return page;
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        await browser.close().catch(() => child.kill('SIGKILL'));
        await ended;
      }
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function writePolicy(home: string, data: object): Promise<void> {
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: extensionId, description: 'Preset by IT', type: 'storage', data };
  await writeFile(join(folder, `${extensionId}.json`), JSON.stringify(manifest));
}

function tabsOf(browser: Browser, place: Pick<Browser, 'newPage'>): Tabs<FirefoxPage> {
  return {
    newPage: async () => firefoxPage(await place.newPage()),
    waitForEvent: async (_event, { timeout }) => {
      // Its own event for a new tab is told of frames as well.
      const known = new Set(await browser.pages());
      const page = await untilGiven(
        async () => (await browser.pages()).find((each) => !known.has(each)),
        timeout,
        'a new tab',
      );
      return firefoxPage(page);
    },
  };
}

async function untilGiven<Value>(
  look: () => Promise<Value | undefined>,
  timeoutMs: number,
  what: string,
): Promise<Value> {
  for (const untilMs = Date.now() + timeoutMs; Date.now() < untilMs; await pause(50)) {
    const value = await look();
    if (value !== undefined) return value;
  }
  throw new Error(`${what} did not come in ${timeoutMs} ms`);
}

function preferences({ port }: FirefoxOptions, uuid: string) {
  return {
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${port}`,
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: uuid }),
    // A package without Mozilla's signature, installed by laying it into the folder.
    'xpinstall.signatures.required': false,
    'extensions.autoDisableScopes': 0,
    'intl.locale.requested': 'en-US',
    'alerts.useSystemBackend': false,
    'app.normandy.enabled': false,
    'app.update.disabledForTesting': true,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'browser.tabs.warnOnClose': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'toolkit.telemetry.reportingpolicy.firstRun': false,
  };
}

function userJs(all: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** What the browser says of its debugging address on its error output. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`Firefox has ended: ${said}`)));
    child.once('error', reject);
  });
}

interface Connection {
  send(method: string, params: object): Promise<{ readonly result: unknown }>;
}

/** The driver offers no command for this; the connection below it does. */
function chromeScope(browser: Browser): LaunchedFirefox['inChrome'] {
  const { connection } = browser as unknown as { readonly connection: Connection };
  return async <Value>(body: string) => {
    const { result: tree } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome', maxDepth: 0 });
    const [window] = (tree as { readonly contexts: readonly { readonly context: string }[] }).contexts;
    const expression = `(async () => {
      const extension = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)})?.extension;
      return JSON.stringify(await (async () => { ${body} })() ?? null);
    })()`;
    const { result } = await connection.send('script.evaluate', {
      expression,
      target: { context: window?.context },
      awaitPromise: true,
    });
    const answer = result as {
      readonly result?: { readonly value: string };
      readonly exceptionDetails?: { readonly text: string };
    };
    if (!answer.result) throw new Error(answer.exceptionDetails?.text ?? 'the browser gave no answer');
    return JSON.parse(answer.result.value) as Value;
  };
}

/** The extension in the folder as a package; `manifest` replaces its own. */
export async function packed(folder: string, manifest?: object): Promise<Buffer> {
  const zip = new JSZip();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    zip.file(relative(folder, file), await readFile(file));
  }
  if (manifest) zip.file('manifest.json', JSON.stringify(manifest));
  return zip.generateAsync({ type: 'nodebuffer' });
}
