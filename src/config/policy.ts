import { browser } from 'wxt/browser';

/** Settings preset by IT. A browser without policy, or one that has never heard of it, has none. */
export async function readManagedPolicy(): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.managed.get();
  } catch {
    // Firefox rejects when no managed storage manifest is installed; that is the normal case.
    return {};
  }
}
