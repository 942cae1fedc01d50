import { browser } from 'wxt/browser';
import { hostsOf } from '../../config/host-access.ts';
import { openHistory } from '../../history/open.ts';
import { createHistoryReader } from '../../history/reader.ts';
import { send } from '../../messaging/client.ts';
import { createNews } from '../../messaging/news.ts';
import type { UiPort } from './port.ts';

/** The real worker, database and browser behind the user interface. */
export function createUiPort(): UiPort {
  const news = createNews();
  return {
    send,
    history: createHistoryReader(() => openHistory()),
    onChange: news.listen,
    openFullTab: async () => {
      await browser.tabs.create({ url: browser.runtime.getURL('/popup.html') });
    },
    grantAccess: (side) => browser.permissions.request({ origins: [hostsOf[side]] }),
    saveFile,
    // Fetched when it is asked for: the rules themselves are needed by the worker alone.
    testGuards: async () => (await import('../../sync/guard/guard-self-test.ts')).guardSelfTest(),
    storageUse: async () => {
      const { usage, quota } = await navigator.storage.estimate();
      return usage === undefined || quota === undefined ? undefined : { usedBytes: usage, quotaBytes: quota };
    },
    about: () => ({ version: browser.runtime.getManifest().version, agent: navigator.userAgent }),
    now: () => Date.now(),
  };
}

const releaseAfterMs = 60_000;

function saveFile(name: string, type: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // Released at once, a slow disk would get an empty file.
  setTimeout(() => URL.revokeObjectURL(link.href), releaseAfterMs);
}
