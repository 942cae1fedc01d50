import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { readManagedPolicy } from '../../src/config/policy.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import { type CauseId, causeIds, causePlaces } from '../../src/domain/unattended/telling.ts';
import { openHistory } from '../../src/history/open.ts';
import { createSettingsRecord } from '../../src/history/settings-record.ts';
import { createTelling } from '../../src/run/automatic/telling.ts';
import type { ErrorCode } from '../../src/shared/app-error.ts';
import { logError } from '../../src/shared/log.ts';
import { causeText } from '../../src/ui/format/cause-text.ts';
import { openOwnPage } from './open-own-page.ts';

/** Of the worker, and working also while the database does not. */
export const telling = createTelling({
  async show(cause) {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    const title = i18n.t('notification.title');
    await browser.notifications.create(cause.id, { type: 'basic', iconUrl, title, message: causeText(cause) });
  },
  async clear(id) {
    await browser.notifications.clear(id);
  },
  async badge(level) {
    const { action, browserAction } = browser;
    const button = action ?? browserAction;
    if (level !== 'none') await button.setBadgeBackgroundColor({ color: badgeColors[level] });
    await button.setBadgeText({ text: level === 'none' ? '' : '!' });
  },
  told: createTold(),
  isSync,
});

const badgeColors = { alarm: '#b3261e', look: '#8a5a00' } as const;

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

/** Opens our page where the cause is mended, when the admin clicks our notification. */
export async function openCause(id: string): Promise<void> {
  if (!isCause(id)) return;
  await openOwnPage(causePlaces[id]);
  await browser.notifications.clear(id);
}

function isCause(id: string): id is CauseId {
  return (causeIds as readonly string[]).includes(id);
}
