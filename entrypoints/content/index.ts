import { i18n } from '#i18n';
import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import '../../src/overlay/overlay.css';
import { isDescribePage, type OverlayRights } from '../../src/messaging/profile-page.ts';
import { type Call, parseAnswer } from '../../src/messaging/wire.ts';
import { profileAddresses } from '../../src/overlay/profile-addresses.ts';
import { type Overlay, runOverlay } from '../../src/overlay/run-overlay.ts';

const patienceMs = 2_000;

export default defineContentScript({
  // Profiles only: any script costs a page milliseconds. Where a page swaps itself for a profile, `entrypoints/arrive.ts`
  // has this one injected.
  matches: profileAddresses,
  runAt: 'document_idle',
  async main(ctx) {
    let overlay: Overlay | undefined;
    // At once: whoever answers need not be put in a second time. A script that has a successor leaves the answer to it.
    const listener = (message: unknown, _sender: unknown, respond: (answer: unknown) => void) => {
      if (isDescribePage(message)) respond(overlay?.facts() ?? null);
    };
    browser.runtime.onMessage.addListener(listener);
    ctx.signal.addEventListener('abort', () => browser.runtime?.onMessage.removeListener(listener), { once: true });
    await loaded();
    overlay = runOverlay(
      {
        texts: {
          labels: { reviews: i18n.t('overlay.reviews'), objectives: i18n.t('overlay.objectives') },
          titles: { reviews: i18n.t('overlay.reviewsPanel'), objectives: i18n.t('overlay.objectivesPanel') },
          launcher: i18n.t('overlay.launcher'),
          close: i18n.t('overlay.close'),
          chip: i18n.t('overlay.chip'),
        },
        panelUrl: browser.runtime.getURL('/panel.html'),
        readRights,
        isAlive: () => ctx.isValid,
      },
      ctx.signal,
    );
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

/** Undefined when the worker refuses to say. */
async function readRights(employeeId: string): Promise<OverlayRights | undefined> {
  const call: Call = { family: 'profile', command: 'readOverlay', data: { employeeId } };
  const answer = parseAnswer(await browser.runtime.sendMessage(call));
  return answer?.ok === true ? (answer.value as OverlayRights) : undefined;
}
