import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { readManagedPolicy } from '../../src/config/policy.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import { openHistory } from '../../src/history/open.ts';
import { createSettingsRecord } from '../../src/history/settings-record.ts';
import { createTelling, type Shown } from '../../src/run/automatic/telling.ts';
import type { ErrorCode } from '../../src/shared/app-error.ts';
import { logError } from '../../src/shared/log.ts';

const problemId = 'automatic-import-problem';
const storageId = 'storage-problem';

/** Of the worker, and working also while the database does not. */
export const telling = createTelling({ show, told: createTold(), isSync });

/** Marks the toolbar button and, where something needs the admin, shows a notification; what is well takes both away. */
async function show(shown: Shown): Promise<void> {
  switch (shown.kind) {
    case 'well':
      // Nothing stopped, so there is no notification; but a field is left out of every import.
      await mark(shown.notWritable === undefined ? '' : '!', '#8a5a00');
      await browser.notifications.clear(problemId);
      return;
    case 'storage-well':
      if (!shown.problem) await mark('');
      await browser.notifications.clear(storageId);
      return;
    case 'storage':
      await mark('!');
      await notify(
        storageId,
        i18n.t(shown.code === 'storage-quota' ? 'notification.storageFull' : 'notification.storage'),
      );
      return;
    case 'suspension-ended':
      await mark('!', '#8a5a00');
      await notify(problemId, i18n.t('notification.suspensionEnded'));
      return;
    default:
      await mark('!');
      await notify(problemId, i18n.t(shown.kind === 'blocked' ? 'notification.blocked' : 'notification.failed'));
  }
}

async function mark(text: string, color = '#b3261e'): Promise<void> {
  const { action, browserAction } = browser;
  const button = action ?? browserAction;
  if (text !== '') await button.setBadgeBackgroundColor({ color });
  await button.setBadgeText({ text });
}

async function notify(id: string, message: string): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icon/128.png');
  await browser.notifications.create(id, { type: 'basic', iconUrl, title: i18n.t('notification.title'), message });
}

/** In the browser's memory, which outlives the worker and needs no disk. */
function createTold() {
  const key = 'told';
  let here: ErrorCode | undefined;
  return {
    async get() {
      try {
        return ((await browser.storage.session.get(key))[key] as ErrorCode | undefined) ?? here;
      } catch {
        return here;
      }
    },
    async set(code: ErrorCode | undefined) {
      here = code;
      try {
        await (code === undefined ? browser.storage.session.remove(key) : browser.storage.session.set({ [key]: code }));
      } catch (thrown) {
        logError('notice', thrown);
      }
    },
  };
}

/** Settings that cannot be read either are no reason to be silent. */
async function isSync(): Promise<boolean> {
  try {
    if ((await readManagedPolicy())['mode'] === 'viewer') return false;
    const db = await openHistory();
    const { settings } = await createSettingsStore(createSettingsRecord(db), readManagedPolicy).readable();
    db.close();
    return settings.mode === 'sync';
  } catch {
    return true;
  }
}

/** Opens the health view when the admin clicks our notification. */
export async function openProblems(id: string, popupUrl: string): Promise<void> {
  if (id !== problemId && id !== storageId) return;
  await browser.tabs.create({ url: `${popupUrl}#health` });
  await browser.notifications.clear(id);
}
