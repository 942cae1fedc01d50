import { defineBackground } from 'wxt/utils/define-background';
import { browser } from 'wxt/browser';
import { isOwnPage } from '../../src/messaging/sender.ts';
import { serve } from '../../src/messaging/serve.ts';
import { lazy } from '../../src/shared/lazy.ts';
import { logError } from '../../src/shared/log.ts';
import { registerAlarms } from './alarms.ts';
import { createDeps } from './deps.ts';
import { createHandlers } from './handlers.ts';
import { openProblems } from './notices.ts';
import { registerViewer } from './viewer.ts';

export default defineBackground({
  type: 'module',
  main() {
    const deps = lazy(createDeps);
    const services = lazy(async () => createHandlers(await deps()));
    const popupUrl = browser.runtime.getURL('/popup.html');

    serve(services, (sender) => isOwnPage(sender, browser.runtime.id, popupUrl));
    registerViewer(deps);
    registerAlarms(async () => (await services()).coordinator.tick());
    browser.notifications.onClicked.addListener((id) => {
      openProblems(id, popupUrl).catch((thrown: unknown) => logError('notification', thrown));
    });
  },
});
