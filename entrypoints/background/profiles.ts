import { browser } from 'wxt/browser';
import { withheldHosts } from '../../src/config/host-access.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { createProfileService, type ProfileHandlers } from '../../src/messaging/profile-service.ts';
import type { Service } from '../../src/messaging/serve.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import { accessTo } from '../../src/profile/access.ts';
import { allowCompany, rememberAddress } from '../../src/profile/address.ts';
import { readObjectives, readReviews, type ViewerDeps } from '../../src/profile/panel.ts';
import { readStanding } from '../../src/profile/standing.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { AppError } from '../../src/shared/app-error.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createViewerApi } from '../../src/si-api/viewer-api.ts';
import { syncMark } from '../../src/ui/panel/sync-mark-text.ts';
import { injectOverlay } from './inject.ts';
import { openOwnPage } from './open-own-page.ts';

// One for all panels of all tabs: four requests at once, fewer after a complaint.
const gate = createRequestGate(systemClock);

/** What panels and content scripts of profile pages are answered. */
export function profileService(runDeps: () => Promise<RunDeps>): Service {
  const settings = {
    get: async () => (await runDeps()).settings.get(),
    locked: async () => (await runDeps()).settings.locked(),
  };
  const viewer: ViewerDeps = {
    settings,
    connect: (origin) => createViewerApi({ origin, fetch: (...args) => fetch(...args), clock: systemClock, gate }),
    withheldHosts,
    openPages,
  };
  const isAdmin = async () => (await settings.get()).mode === 'sync';
  const handlers: ProfileHandlers = {
    accessTo: (origin) => accessTo(settings, origin),
    readReviews: readReviews.bind(undefined, viewer),
    readObjectives: readObjectives.bind(undefined, viewer),
    rememberAddress: async (address) => rememberAddress(await runDeps(), address),
    allowCompany: async (origin) => allowCompany(await runDeps(), origin),
    readSyncMark: async (employeeId, origin) => {
      // Most people are no admins: their worker need not open the database.
      if (!(await isAdmin())) return null;
      const standing = await readStanding(await runDeps(), employeeId, origin);
      return standing ? syncMark(standing) : null;
    },
    openPerson: async (employeeId) => {
      if (!(await isAdmin())) throw new AppError('message-forbidden', { operation: 'openPerson' });
      await openOwnPage(`#person=${employeeId}`);
    },
    showOverlay: injectOverlay,
  };
  const rules = {
    extensionId: browser.runtime.id,
    // Chrome answers with this session's own name for what a page may load; a frame of it still says its real address.
    panelUrl: new URL('/panel.html', browser.runtime.getURL('/popup.html')).href,
    profileAt: profileOf,
  };
  return createProfileService(async () => handlers, rules, systemClock);
}

/** Their addresses are visible to us because their hosts are; nothing else of these tabs is looked at. */
async function openPages(): Promise<readonly string[]> {
  const tabs = await browser.tabs.query({ url: 'https://*.small-improvements.com/*' });
  return tabs.flatMap(({ url }) => (url === undefined ? [] : [url]));
}
