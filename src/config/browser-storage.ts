import { browser } from 'wxt/browser';

/** Where versions of the extension before database version 5 kept the settings, and nothing is kept now. */
export const leftSettings = {
  read: async (): Promise<unknown> => (await browser.storage.local.get('settings'))['settings'],
  clear: (): Promise<void> => browser.storage.local.clear(),
};

/** In memory, for the session of the browser; neither pages nor content scripts reach it in any browser. */
export const sessionArea = {
  get: async (key: string): Promise<unknown> => (await browser.storage.session.get(key))[key],
  set: (key: string, value: unknown): Promise<void> => browser.storage.session.set({ [key]: value }),
  remove: (key: string): Promise<void> => browser.storage.session.remove(key),
};

interface Restrictable {
  setAccessLevel?(level: { readonly accessLevel: 'TRUSTED_CONTEXTS' }): Promise<void>;
}

/**
 * Takes the extension's storage away from content scripts, where the browser can: Chromium. Of `local` nothing decides anything;
 * this keeps what runs in a page from leaving something there for another page to find. The browser forgets it at a restart.
 */
export async function restrictStorage(): Promise<void> {
  const areas: readonly Restrictable[] = [browser.storage.local, browser.storage.session];
  await Promise.all(areas.map(async (area) => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })));
}
