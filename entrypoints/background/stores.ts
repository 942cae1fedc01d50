import { readManagedPolicy } from '../../src/config/policy.ts';
import { createSettingsStore } from '../../src/config/settings-store.ts';
import { createAuditStore } from '../../src/history/audit-store.ts';
import type { HistoryDb } from '../../src/history/open.ts';
import { createPairStore } from '../../src/history/pair-store.ts';
import { createPlanStore } from '../../src/history/plan-store.ts';
import { createRunStore } from '../../src/history/run-store.ts';
import { createSettingsRecord } from '../../src/history/settings-record.ts';
import { createStateStore } from '../../src/history/state-store.ts';
import type { Stores } from '../../src/run/deps.ts';
import { keeperOf } from './first-stores.ts';

/** Everything that is stored. */
export function createStores(db: HistoryDb): Stores {
  const settings = createSettingsStore(createSettingsRecord(db), readManagedPolicy);
  return {
    settings,
    secrets: keeperOf(db, settings),
    state: createStateStore(db),
    plans: createPlanStore(db),
    runs: createRunStore(db),
    pairs: createPairStore(db),
    audit: createAuditStore(db),
  };
}
