import { noteAccess } from '../../src/admin/note-proven.ts';
import type { StatusDeps } from '../../src/admin/status-of.ts';
import { readableOf } from '../../src/config/settings-store.ts';
import type { HistoryDb } from '../../src/history/open.ts';
import { createPageService } from '../../src/messaging/page-service.ts';
import type { Sender } from '../../src/messaging/sender.ts';
import type { Service } from '../../src/messaging/serve.ts';
import { accessTo } from '../../src/profile/access.ts';
import { presentProblems } from '../../src/run/automatic/present-problems.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { createDeps } from './deps.ts';
import { createHandlers } from './handlers.ts';
import { injectEverywhere } from './inject.ts';
import { openCause, telling } from './notices.ts';
import { profileService } from './profiles.ts';
import { siPages } from './si-pages.ts';
import { createStores } from './stores.ts';

/** What the worker does once something has woken it that its first file does not answer. */
export interface Work extends Pick<StatusDeps, 'problems'> {
  readonly page: Service;
  readonly profile: Service;
  readonly siPage: Service;
  /** Reads settings by their schemas. */
  readonly readableOf: typeof readableOf;
  /** Looks whether something is due, and does it. */
  tick(): Promise<void>;
  policyChanged(): Promise<void>;
  accessGranted(): Promise<void>;
  /** Pages that were open before get their scripts. */
  reachOpenPages(): Promise<void>;
  openCause(notificationId: string): Promise<void>;
}

interface Services extends ReturnType<typeof createHandlers> {
  readonly db: HistoryDb;
  readonly deps: RunDeps;
}

/**
 * `isOwn`: whether our own page has sent it.
 * Effects: registers at once the script of Small Improvements' pages, where it is wanted and the browser has lost it.
 */
export function createWork(openDb: () => Promise<HistoryDb>, isOwn: (sender: Sender) => boolean): Work {
  let made: Services | undefined;
  const services = async () => {
    const db = await openDb();
    // On another connection everything is made anew: what was begun on the old one ends there.
    if (made?.db !== db) {
      const deps = createDeps(createStores(db), () => pagesOfSi.settingsChanged());
      made = { db, deps, ...createHandlers(deps) };
    }
    return made;
  };
  const runDeps = async () => (await services()).deps;
  const pagesOfSi = siPages(runDeps);
  return {
    page: createPageService(services, isOwn),
    profile: profileService(runDeps),
    siPage: pagesOfSi.service,
    readableOf,
    problems: async (schedule) => presentProblems(await runDeps(), schedule),
    tick: () =>
      telling.watch(async () => {
        const { deps, coordinator } = await services();
        await telling.lookAgain(deps);
        await coordinator.tick();
      }),
    policyChanged: async () => (await runDeps()).announce('settings'),
    accessGranted: async () => noteAccess(await runDeps()),
    reachOpenPages: () =>
      injectEverywhere(async (origin) => (await accessTo((await runDeps()).settings, origin)) === 'refused'),
    openCause,
  };
}
