import { browser } from 'wxt/browser';
import { askProfile } from '../../src/messaging/profile-client.ts';
import type { PanelPlace, PanelPort } from '../../src/ui/panel/panel-port.ts';

const pollMs = 4_000;

/** The real worker and browser behind a panel. */
export function createPanelPort({ view, employeeId }: PanelPlace): PanelPort {
  return {
    read: async () =>
      view === 'reviews'
        ? { view, answer: await askProfile('readReviews', { employeeId }) }
        : { view, answer: await askProfile('readObjectives', { employeeId }) },
    rememberAddress: async (address) => {
      await askProfile('rememberAddress', { employeeId, address });
    },
    openTab: (url) => {
      open(url, '_blank', 'noopener');
    },
    onMaybeChanged,
  };
}

/** A page of SI was loaded in some tab, this one came to the front, or the network is back. */
function onMaybeChanged(listener: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const whenSeen = () => {
    if (document.visibilityState === 'visible') listener();
  };
  document.addEventListener('visibilitychange', whenSeen, { signal });
  addEventListener('focus', whenSeen, { signal });
  addEventListener('online', listener, { signal });
  const updated = (browser as { readonly tabs?: typeof browser.tabs }).tabs?.onUpdated;
  if (updated) {
    const onUpdated: Parameters<typeof updated.addListener>[0] = (_id, change, tab) => {
      if (change.status === 'complete' && isSi(tab.url)) listener();
    };
    updated.addListener(onUpdated);
    signal.addEventListener('abort', () => updated.removeListener(onUpdated), { once: true });
  } else {
    // A browser that gives frames in pages no tabs API.
    const timer = setInterval(whenSeen, pollMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }
  return () => stop.abort();
}

function isSi(address: string | undefined): boolean {
  return address !== undefined && /^https:\/\/[a-z0-9.-]+\.small-improvements\.com\/(?!login)/.test(address);
}
