import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { logError } from '../../src/shared/log.ts';

/**
 * Pages that were open before the extension, or before its update, get its scripts once, where the viewer's company may be.
 * Register in the first tick.
 */
export function registerInstalled(isRefused: (origin: string) => Promise<boolean>): void {
  // Firefox does this by itself.
  if (import.meta.env.FIREFOX) return;
  browser.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === 'install' || reason === 'update')
      injectEverywhere(isRefused).catch((thrown: unknown) => logError('install', thrown));
  });
}

async function injectEverywhere(isRefused: (origin: string) => Promise<boolean>): Promise<void> {
  const tabs = await browser.tabs.query({ url: 'https://*.bamboohr.com/*', discarded: false });
  await Promise.all(
    tabs.map(async ({ id, url }) => {
      if (id === undefined || url === undefined || (await isRefused(new URL(url).origin))) return;
      // A tab may be closing, or show an error page.
      await inject(id, profileOf(url) !== undefined).catch((thrown: unknown) => logError('install', thrown));
    }),
  );
}

/** Puts the overlay into a page; it looks itself whether the page shows a profile. */
export function injectOverlay(tabId: number): Promise<void> {
  return inject(tabId, true);
}

/** The files are those the manifest gives such a page when it is loaded. */
async function inject(tabId: number, isProfile: boolean): Promise<void> {
  const scripts = browser.runtime.getManifest().content_scripts ?? [];
  const { js, css = [] } = scripts.find((each) => (each.exclude_matches === undefined) === isProfile) ?? {};
  const target = { tabId };
  if (css.length > 0) await browser.scripting.insertCSS({ target, files: css });
  await browser.scripting.executeScript({ target, files: js as ScriptPublicPath[] });
}
