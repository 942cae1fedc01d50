import { createSettingsStore } from '../../../src/config/settings-store.ts';
import { createAuditStore } from '../../../src/history/audit-store.ts';
import type { HistoryDb } from '../../../src/history/open.ts';
import { createPairStore } from '../../../src/history/pair-store.ts';
import { createPlanStore } from '../../../src/history/plan-store.ts';
import { createRunStore } from '../../../src/history/run-store.ts';
import { createSecretStore } from '../../../src/history/secret-store.ts';
import { createSecretKeeper, createSessionSecrets, type SessionArea } from '../../../src/history/session-secrets.ts';
import { createSettingsRecord } from '../../../src/history/settings-record.ts';
import { createStateStore } from '../../../src/history/state-store.ts';
import type { Stores } from '../../../src/run/deps.ts';
import type { Home } from './home.ts';

/** The database of an extension. */
export interface IndexedDbHome extends Home {
  readonly db: HistoryDb;
}

/** `session`: what the browser keeps in memory until it is closed; `forSession`: whether secrets are kept there. */
export function indexedDbHome(
  db: HistoryDb,
  session: Map<string, unknown> = new Map(),
  forSession: () => boolean = () => false,
): IndexedDbHome {
  return { db, stores: () => storesOver(db, session, forSession) };
}

function storesOver(db: HistoryDb, session: Map<string, unknown>, forSession: () => boolean): Stores {
  return {
    settings: createSettingsStore(createSettingsRecord(db), async () => ({})),
    secrets: createSecretKeeper({
      disk: createSecretStore(db, crypto),
      session: createSessionSecrets(areaOf(session), () => crypto.randomUUID()),
      forSession: async () => forSession(),
    }),
    state: createStateStore(db),
    plans: createPlanStore(db),
    runs: createRunStore(db),
    pairs: createPairStore(db),
    audit: createAuditStore(db),
  };
}

/** The browser's session storage over a map. */
export function areaOf(kept: Map<string, unknown>): SessionArea {
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => {
      kept.set(key, value);
    },
    remove: async (key) => {
      kept.delete(key);
    },
  };
}
