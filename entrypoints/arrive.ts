import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { arrival } from '../src/messaging/profile-page.ts';
import { profileOf } from '../src/overlay/profile-url.ts';
import { watchAddress } from '../src/shared/watch-address.ts';

/** The part of `chrome.runtime` used; the polyfill would be most of a script that every BambooHR page loads. */
interface Runtime {
  sendMessage(message: unknown): Promise<unknown> | undefined;
}

/**
 * On pages that are no profiles: asks the worker for the overlay when the page swaps itself for a profile without a load,
 * once a document; the overlay sees to every further swap itself.
 */
export default defineUnlistedScript(() => {
  const seen = new AbortController();
  watchAddress(() => {
    if (!profileOf(location.href)) return;
    seen.abort();
    const { chrome } = globalThis as { readonly chrome?: { readonly runtime?: Runtime } };
    // Without a runtime the extension was updated or removed; its successor watches for itself.
    chrome?.runtime?.sendMessage(arrival)?.catch(() => undefined);
  }, seen.signal);
});
