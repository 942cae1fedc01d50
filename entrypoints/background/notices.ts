import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import type { Notice } from '../../src/run/deps.ts';
import { logError } from '../../src/shared/log.ts';

const problemId = 'automatic-import-problem';

/** Marks the toolbar button and, where something needs the admin, shows a notification; a good run takes both away. */
export function showNotice(notice: Notice): void {
  const { action, browserAction } = browser;
  const button = action ?? browserAction;
  const work = async () => {
    if (notice.kind === 'well') {
      // Nothing stopped, so there is no notification; but a field is left out of every import.
      const isMarked = notice.notWritable !== undefined;
      if (isMarked) await button.setBadgeBackgroundColor({ color: '#8a5a00' });
      await button.setBadgeText({ text: isMarked ? '!' : '' });
      await browser.notifications.clear(problemId);
      return;
    }
    await button.setBadgeBackgroundColor({ color: '#b3261e' });
    await button.setBadgeText({ text: '!' });
    await browser.notifications.create(problemId, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('/icon/128.png'),
      title: i18n.t('notification.title'),
      message: notice.kind === 'blocked' ? i18n.t('notification.blocked') : i18n.t('notification.failed'),
    });
  };
  work().catch((thrown: unknown) => logError('notice', thrown));
}

/** Opens the health view when the admin clicks our notification. */
export async function openProblems(id: string, popupUrl: string): Promise<void> {
  if (id !== problemId) return;
  await browser.tabs.create({ url: `${popupUrl}#health` });
  await browser.notifications.clear(id);
}
