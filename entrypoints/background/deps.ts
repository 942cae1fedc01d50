import { createBambooApi } from '../../src/bamboo-api/create-bamboo-api.ts';
import { withheldHosts } from '../../src/config/host-access.ts';
import { createRequestGate } from '../../src/http/request-gate.ts';
import { createNews } from '../../src/messaging/news.ts';
import type { RunDeps, Stores } from '../../src/run/deps.ts';
import { createWebLock } from '../../src/run/lock.ts';
import { systemClock } from '../../src/shared/system-clock.ts';
import { createSiApi } from '../../src/si-api/create-si-api.ts';
import { wakeAt } from './alarms.ts';
import { keepAwake } from './keep-awake.ts';
import { telling } from './notices.ts';

// One gate a vendor for the life of the worker: what a vendor complained of must outlive a client.
const bambooGate = createRequestGate(systemClock);
const siGate = createRequestGate(systemClock);

/** The real clock, network, database and browser, joined for the use-cases. `onSettings`: whenever this worker has saved settings. */
export function createDeps(stores: Stores, onSettings: () => void): RunDeps {
  const clock = systemClock;
  const request: typeof fetch = (...args) => fetch(...args);
  const news = createNews();
  const deps: RunDeps = {
    ...stores,
    clock,
    lock: createWebLock(navigator.locks, 'run'),
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
