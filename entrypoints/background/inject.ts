import { browser } from 'wxt/browser';
import type { ScriptPublicPath } from 'wxt/utils/inject-script';
import { describePage } from '../../src/messaging/profile-page.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { logError } from '../../src/shared/log.ts';

/** Pages that were open before the extension, or before its update, get its scripts once, where the viewer's company may be. */
export async function injectEverywhere(isRefused: (origin: string) => Promise<boolean>): Promise<void> {
  const tabs = await browser.tabs.query({ url: 'https://*.bamboohr.com/*', discarded: false });
  await Promise.all(
    tabs.map(async ({ id, url }) => {
      if (id === undefined || url === undefined || (await isRefused(new URL(url).origin))) return;
      if (await answers(id)) return;
      // A tab may be closing, or show an error page.
      await inject(id, profileOf(url) !== undefined).catch((thrown: unknown) => logError('install', thrown));
    }),
  );
}

/** A page that was loaded after the extension has its script already; that of an earlier version hears nothing any more. */
async function answers(tabId: number): Promise<boolean> {
  try {
    await browser.tabs.sendMessage(tabId, describePage, { frameId: 0 });
    return true;
  } catch {
    return false;
  }
}

interface Given {
  readonly exclude_matches?: readonly string[] | null | undefined;
  readonly js?: readonly string[] | null | undefined;
  readonly css?: string[] | null | undefined;
}

/** Puts the overlay into a page; it looks itself whether the page shows a profile. */
export function injectOverlay(tabId: number): Promise<void> {
  return inject(tabId, true);
}

/** The files are those the manifest gives such a page when it is loaded. What it does not say is null in Firefox. */
async function inject(tabId: number, isProfile: boolean): Promise<void> {
  const scripts: readonly Given[] = browser.runtime.getManifest().content_scripts ?? [];
  const { js, css } = scripts.find((each) => (each.exclude_matches == null) === isProfile) ?? {};
  const target = { tabId };
  if (css != null && css.length > 0) await browser.scripting.insertCSS({ target, files: css });
  await browser.scripting.executeScript({ target, files: js as ScriptPublicPath[] });
}
