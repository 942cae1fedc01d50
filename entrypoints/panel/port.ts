import { browser } from 'wxt/browser';
import { askProfile } from '../../src/messaging/profile-client.ts';
import type { ChipPort, PanelPort, PanelView } from '../../src/ui/panel/panel-port.ts';

const pollMs = 4_000;

/** The real worker and browser behind a panel. */
export function createPanelPort(view: PanelView, employeeId: string): PanelPort {
  return {
    read: async (byHand) =>
      view === 'reviews'
        ? { view, answer: await askProfile('readReviews', { employeeId, ...byHand }) }
        : { view, answer: await askProfile('readObjectives', { employeeId, ...byHand }) },
    rememberAddress: async (address) => {
      await askProfile('rememberAddress', { employeeId, address });
    },
    allowCompany: async () => {
      await askProfile('allowCompany', { employeeId });
    },
    openTab: (url) => {
      open(url, '_blank', 'noopener');
    },
    onMaybeChanged,
  };
}

/** The real worker behind the chip. */
export function createChipPort(employeeId: string): ChipPort {
  return {
    read: () => askProfile('readSyncMark', { employeeId }),
    open: async () => {
      await askProfile('openPerson', { employeeId });
    },
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
