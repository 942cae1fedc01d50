import { browser } from 'wxt/browser';

/** Shows our own page at a place of it, in the tab it is open in already: a page full of chips fills no window with tabs. */
export async function openOwnPage(hash: string): Promise<void> {
  const page = browser.runtime.getURL('/popup.html');
  const tabs = await browser.tabs.query({});
  const open = tabs.find(({ id, url }) => id !== undefined && url?.replace(/[?#].*$/s, '') === page);
  if (open?.id === undefined) {
    await browser.tabs.create({ url: page + hash });
    return;
  }
  // Only the hash differs, so that nothing is loaded anew.
  await browser.tabs.update(open.id, { active: true, url: page + hash });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}
