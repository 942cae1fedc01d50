import { defineBackground } from 'wxt/utils/define-background';
import { browser } from 'wxt/browser';
import { statusOf } from '../../src/admin/status-of.ts';
import { restrictStorage } from '../../src/config/browser-storage.ts';
import { withheldHosts } from '../../src/config/host-access.ts';
import { isOwnPage, type Sender } from '../../src/messaging/sender.ts';
import { serve } from '../../src/messaging/serve.ts';
import type { Call } from '../../src/messaging/wire.ts';
import { lazy } from '../../src/shared/lazy.ts';
import { logError } from '../../src/shared/log.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { registerAlarms } from './alarms.ts';
import { openFirstStores } from './first-stores.ts';
import type { Work } from './work.ts';

export default defineBackground({
  // Firefox would keep a page of its own for it all day; so it ends there when it is idle, like a worker.
  persistent: false,
  // What is woken most often only says how things stand: that is answered by this file alone, and the rest is read when
  // something else is asked, or due. See scripts/lib/worker-build.ts.
  main() {
    const popupUrl = browser.runtime.getURL('/popup.html');
    const isOwn = (sender: Sender) => isOwnPage(sender, browser.runtime.id, popupUrl);
    const stores = openFirstStores(async (stored, policy) => (await work()).readableOf(stored, policy));
    const work = lazy(async () => (await import('./work.ts')).createWork(async () => (await stores()).db, isOwn));
    // Whatever has woken the worker needs the database. Why it fails is said to whoever asks.
    stores().catch(() => undefined);
    const begin = (operation: string, piece: (to: Work) => Promise<void>) => {
      work()
        .then(piece)
        .catch((thrown: unknown) => logError(operation, thrown));
    };
    const isStatus = ({ command, data }: Call, sender: Sender) =>
      command === 'getStatus' && data === null && isOwn(sender);

    serve({
      page: async (call, sender) =>
        isStatus(call, sender)
          ? statusOf({
              ...(await stores()),
              clock: systemClock,
              withheldHosts,
              problems: async (schedule) => (schedule?.lastProblem ? (await work()).problems(schedule) : []),
            })
          : (await work()).page(call, sender),
      profile: async (call, sender) => (await work()).profile(call, sender),
      'si-page': async (call, sender) => (await work()).siPage(call, sender),
    });
    // What IT presets is there some seconds after the extension it installed, and may change at any time.
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area === 'managed') begin('policy', (to) => to.policyChanged());
    });
    browser.permissions.onAdded.addListener(() => begin('access', (to) => to.accessGranted()));
    browser.runtime.onInstalled.addListener(({ reason }) => {
      // Firefox does this by itself.
      if (import.meta.env.FIREFOX || (reason !== 'install' && reason !== 'update')) return;
      begin('install', (to) => to.reachOpenPages());
    });
    registerAlarms(() => begin('tick', (to) => to.tick()), restrictStorage);
    browser.notifications.onClicked.addListener((id) => begin('notification', (to) => to.openCause(id)));
  },
});
