import { browser } from 'wxt/browser';
import { withheldHosts } from '../../src/config/host-access.ts';
import { readManagedPolicy } from '../../src/config/policy.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import { createProfileService } from '../../src/messaging/profile-service.ts';
import { profileOf } from '../../src/overlay/profile-url.ts';
import type { Service } from '../../src/messaging/serve.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { rememberAddress } from '../../src/profile/address.ts';
import { readStanding } from '../../src/profile/standing.ts';
import { readObjectives, readReviews, type ViewerDeps } from '../../src/profile/panel.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createViewerApi } from '../../src/si-api/viewer-api.ts';
import { syncMark } from '../../src/ui/panel/sync-mark-text.ts';
import { injectOverlay } from './inject.ts';

/** What panels and content scripts of profile pages are answered. */
export function profileService(runDeps: () => Promise<RunDeps>): Service {
  const viewer: ViewerDeps = {
    settings: createSettingsStore(readManagedPolicy),
    connect: (origin) => createViewerApi({ origin, fetch: (...args) => fetch(...args), clock: systemClock }),
    withheldHosts,
    openOrigins,
  };
  const handlers = {
    readReviews: readReviews.bind(undefined, viewer),
    readObjectives: readObjectives.bind(undefined, viewer),
    rememberAddress: async (address: string) => rememberAddress(await runDeps(), address),
    readSyncMark: async (employeeId: string, origin: string) => {
      // Most people are no admins: their worker need not open the database.
      if ((await viewer.settings.get()).mode !== 'sync') return null;
      const standing = await readStanding(await runDeps(), employeeId, origin);
      return standing ? syncMark(standing) : null;
    },
    openPerson: async (employeeId: string) => {
      await browser.tabs.create({ url: browser.runtime.getURL(`/popup.html#person=${employeeId}` as '/popup.html') });
    },
    showOverlay: injectOverlay,
  };
  return createProfileService(async () => handlers, {
    extensionId: browser.runtime.id,
    // Chrome answers with this session's own name for what a page may load; a frame of it still says its real address.
    panelUrl: new URL('/panel.html', browser.runtime.getURL('/popup.html')).href,
    employeeAt: (address) => profileOf(address)?.employeeId,
  });
}

/** Their addresses are visible to us because their hosts are; nothing else of these tabs is looked at. */
async function openOrigins(): Promise<readonly string[]> {
  const tabs = await browser.tabs.query({ url: 'https://*.small-improvements.com/*' });
  return tabs.flatMap(({ url }) => (url === undefined ? [] : [new URL(url).origin]));
}
