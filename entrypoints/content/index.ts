import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import '../../src/overlay/overlay.css';
import { isDescribePage, type SyncMark } from '../../src/messaging/profile-page.ts';
import { type Call, parseAnswer } from '../../src/messaging/wire.ts';
import { profileAddresses } from '../../src/overlay/profile-addresses.ts';
import { runOverlay } from '../../src/overlay/run-overlay.ts';

const patienceMs = 2_000;

export default defineContentScript({
  // Profiles only: any script costs a page milliseconds. Where a page swaps itself for a profile, `entrypoints/arrive.ts`
  // has this one injected.
  matches: profileAddresses,
  runAt: 'document_idle',
  async main(ctx) {
    await loaded();
    const overlay = runOverlay(
      {
        texts: {
          labels: { reviews: i18n.t('overlay.reviews'), objectives: i18n.t('overlay.objectives') },
          titles: { reviews: i18n.t('overlay.reviewsPanel'), objectives: i18n.t('overlay.objectivesPanel') },
          launcher: i18n.t('overlay.launcher'),
          close: i18n.t('overlay.close'),
          chip: i18n.t('overlay.chip'),
          chipHint: i18n.t('overlay.chipHint'),
        },
        panelUrl: browser.runtime.getURL('/panel.html'),
        readSyncMark: async (employeeId) =>
          ((await ask('readSyncMark', employeeId)) ?? undefined) as SyncMark | undefined,
        openPerson: (employeeId) => {
          ask('openPerson', employeeId).catch(() => undefined);
        },
        isAlive: () => ctx.isValid,
      },
      ctx.signal,
    );
    browser.runtime.onMessage.addListener((message: unknown, _sender: unknown, respond: (answer: unknown) => void) => {
      if (isDescribePage(message)) respond(overlay.facts() ?? null);
    });
  },
});

/** The page's own work goes first: "idle" may come before the page has loaded. */
async function loaded(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => {
      addEventListener('load', resolve, { once: true });
      // A picture that never comes must not keep the tabs away.
      setTimeout(resolve, patienceMs);
    });
  }
  // Until the load event itself is over.
  await new Promise((resolve) => setTimeout(resolve));
}

/** The worker's answer; undefined when it refuses. */
async function ask(command: 'readSyncMark' | 'openPerson', employeeId: string): Promise<unknown> {
  const call: Call = { family: 'profile', command, data: { employeeId } };
  const answer = parseAnswer(await browser.runtime.sendMessage(call));
  return answer?.ok === true ? answer.value : undefined;
}
