import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page, type Worker } from 'playwright-core';
import { ensureChromium } from './chromium.ts';

export interface LaunchOptions {
  /** Port of the sandbox; the vendors' hosts are mapped to it from outside, the extension knows nothing of it. */
  readonly port: number;
  readonly headless?: boolean;
  /** Its folder; null where the browser starts with none but what a policy of the machine installs. */
  readonly extension?: string | null;
  readonly colorScheme?: 'light' | 'dark';
  readonly language?: 'en' | 'de';
  /** 1280 × 800 unless given. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** For pictures: scrollbars take no room and are not seen. */
  readonly hideScrollbars?: boolean;
  /** A kept profile folder, to start the same browser again. */
  readonly profile?: string;
}

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** The extension's page in a tab of its own. */
  openPopupTab(hash?: string): Promise<Page>;
  worker(): Promise<Worker>;
  close(): Promise<void>;
}

export const builtExtension = '.output/chrome-mv3';

/** Chromium with the built extension in a throw-away profile, its network bent to the sandbox. */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'extension-profile-')));
  const extension = options.extension === null ? null : resolve(options.extension ?? builtExtension);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    headless: false,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    colorScheme: options.colorScheme ?? 'light',
    ignoreHTTPSErrors: true,
    env: browserEnvironment(options.language),
    // With these Chromium asks nobody for what a policy installs.
    ...(extension === null ? { ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'] } : {}),
    args: [...browserArguments({ ...options, extension }), ...(options.hideScrollbars ? ['--hide-scrollbars'] : [])],
  });
  const worker = async () => context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL((await worker()).url()).host;
  return {
    context,
    extensionId,
    worker,
    openPopupTab: async (hash = '') => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/popup.html${hash}`);
      return page;
    },
    close: async () => {
      await context.close();
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The language of the browser's own texts and of the extension's: on Linux this decides, and not `--lang`. */
export function browserEnvironment(language: 'en' | 'de' = 'en'): NodeJS.ProcessEnv {
  return { ...process.env, LANGUAGE: language };
}

/** Also used by browsers that are started without any debugger. */
export function browserArguments(options: {
  port: number;
  extension: string | null;
  headless?: boolean;
  language?: string;
}): string[] {
  const target = `127.0.0.1:${options.port}`;
  return [
    ...(options.headless === false ? [] : ['--headless=new']),
    ...(options.extension === null
      ? []
      : [
          '--disable-background-networking',
          `--disable-extensions-except=${options.extension}`,
          `--load-extension=${options.extension}`,
        ]),
    `--host-resolver-rules=MAP *.bamboohr.com:443 ${target}, MAP *.small-improvements.com:443 ${target}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
    '--ignore-certificate-errors',
    `--lang=${options.language ?? 'en'}`,
    '--no-sandbox',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
  ];
}
