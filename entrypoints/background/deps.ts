import { createBambooApi } from '../../src/bamboo-api/create-bamboo-api.ts';
import { prepareStorage } from '../../src/admin/prepare-storage.ts';
import { leftSettings, sessionArea } from '../../src/config/browser-storage.ts';
import { withheldHosts } from '../../src/config/host-access.ts';
import { readManagedPolicy } from '../../src/config/policy.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import { createAuditStore } from '../../src/history/audit-store.ts';
import { type HistoryDb, openHistory, onConnection } from '../../src/history/open.ts';
import { createPairStore } from '../../src/history/pair-store.ts';
import { createPlanStore } from '../../src/history/plan-store.ts';
import { createRunStore } from '../../src/history/run-store.ts';
import { createSecretStore } from '../../src/history/secret-store.ts';
import { createSecretKeeper, createSessionSecrets } from '../../src/history/session-secrets.ts';
import { createSettingsRecord } from '../../src/history/settings-record.ts';
import { createStateStore } from '../../src/history/state-store.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { createNews } from '../../src/messaging/news.ts';
import type { RunDeps } from '../../src/run/deps.ts';
import { createWebLock } from '../../src/run/lock.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createSiApi } from '../../src/si-api/create-si-api.ts';
import { wakeAt } from './alarms.ts';
import { keepAwake } from './keep-awake.ts';
import { telling } from './notices.ts';

// One gate a vendor for the life of the worker: what a vendor complained of must outlive a client.
const bambooGate = createRequestGate(systemClock);
const siGate = createRequestGate(systemClock);

/**
 * The real clock, network, database and browser, joined for the use-cases, and what is made of them: once, and anew when
 * the database was taken away. `onSettings`: whenever this worker has saved settings. Effects: opens the database at the first question.
 */
export function withDeps<T>(make: (deps: RunDeps) => T, onSettings: () => void): () => Promise<T> {
  return onConnection(
    () => openHistory(),
    async (db) => {
      await prepareStorage(db, { crypto, left: leftSettings, ...createStores(db) });
      return make(createDeps(db, onSettings));
    },
  );
}

/** What has to be in its present form before anything relies on it. */
function createStores(db: HistoryDb): Pick<RunDeps, 'settings' | 'secrets'> {
  const settings = createSettingsStore(createSettingsRecord(db), readManagedPolicy);
  const secrets = createSecretKeeper({
    disk: createSecretStore(db, crypto),
    session: createSessionSecrets(sessionArea, () => crypto.randomUUID()),
    forSession: async () => (await settings.readable()).settings.keysForSession,
  });
  return { settings, secrets };
}

function createDeps(db: HistoryDb, onSettings: () => void): RunDeps {
  const clock = systemClock;
  const request: typeof fetch = (...args) => fetch(...args);
  const news = createNews();
  const deps: RunDeps = {
    clock,
    lock: createWebLock(navigator.locks, 'run'),
    ...createStores(db),
    state: createStateStore(db),
    plans: createPlanStore(db),
    runs: createRunStore(db),
    pairs: createPairStore(db),
    audit: createAuditStore(db),
    connectBamboo: (target) => createBambooApi({ ...target, fetch: request, clock, gate: bambooGate }),
    connectSi: (target) => createSiApi({ ...target, fetch: request, clock, gate: siGate }),
    withheldHosts,
    announce: (topic) => {
      news.announce(topic);
      if (topic === 'settings') onSettings();
      telling.changed(deps);
    },
    keepAwake,
    notify: (notice) => telling.notify(notice, deps),
    wakeAt,
    newId: () => crypto.randomUUID(),
    random: () => Math.random(),
  };
  return deps;
}
