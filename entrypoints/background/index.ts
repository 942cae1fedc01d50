import { defineBackground } from 'wxt/utils/define-background';
import { browser } from 'wxt/browser';
import { noteAccess } from '../../src/admin/note-proven.ts';
import { restrictStorage } from '../../src/config/browser-storage.ts';
import { isOwnPage } from '../../src/messaging/sender.ts';
import { createPageService } from '../../src/messaging/page-service.ts';
import { serve } from '../../src/messaging/serve.ts';
import { accessTo } from '../../src/profile/access.ts';
import { logError } from '../../src/shared/log.ts';
import { registerAlarms } from './alarms.ts';
import { withDeps } from './deps.ts';
import { createHandlers } from './handlers.ts';
import { registerInstalled } from './inject.ts';
import { openCause, telling } from './notices.ts';
import { profileService } from './profiles.ts';
import { siPages } from './si-pages.ts';

export default defineBackground({
  // Firefox would keep a page of its own for it all day; so it ends there when it is idle, like a worker.
  persistent: false,
  // One file, no module: a worker that is woken would fetch and link each chunk before its first answer.
  main() {
    const services = withDeps(
      (deps) => ({ deps, ...createHandlers(deps) }),
      () => pagesOfSi.settingsChanged(),
    );
    const runDeps = async () => (await services()).deps;
    const pagesOfSi = siPages(runDeps);
    const popupUrl = browser.runtime.getURL('/popup.html');

    serve({
      page: createPageService(services, (sender) => isOwnPage(sender, browser.runtime.id, popupUrl)),
      profile: profileService(runDeps),
      'si-page': pagesOfSi.service,
    });
    // What IT presets is there some seconds after the extension it installed, and may change at any time.
    browser.storage.onChanged.addListener((_changes, area) => {
      if (area !== 'managed') return;
      runDeps().then(
        (deps) => deps.announce('settings'),
        (thrown: unknown) => logError('policy', thrown),
      );
    });
    browser.permissions.onAdded.addListener(() => {
      runDeps()
        .then(noteAccess)
        .catch((thrown: unknown) => logError('access', thrown));
    });
    restrictStorage().catch((thrown: unknown) => logError('storage', thrown));
    registerInstalled(async (origin) => (await accessTo((await services()).deps.settings, origin)) === 'refused');
    registerAlarms(() =>
      telling.watch(async () => {
        const { deps, coordinator } = await services();
        await telling.lookAgain(deps);
        await coordinator.tick();
      }),
    );
    browser.notifications.onClicked.addListener((id) => {
      openCause(id).catch((thrown: unknown) => logError('notification', thrown));
    });
  },
});
