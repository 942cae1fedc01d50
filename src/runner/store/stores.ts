import { createSettingsStore } from '../../config/settings-store.ts';
import type { Stores } from '../../run/deps.ts';
import { createAuditStore } from './audit-store.ts';
import type { Database } from './database.ts';
import { createPairStore } from './pair-store.ts';
import { createPlanStore } from './plan-store.ts';
import { createRunStore } from './run-store.ts';
import { createSealedSecrets, type SealingKey } from './sealed-secrets.ts';
import { createSettingsRecord } from './settings-record.ts';
import { createStateStore } from './state-store.ts';
import { tenantOf, type Turn } from './tenant.ts';

export interface StoredBy {
  readonly key: SealingKey;
  /** That of the lock the worker takes. */
  readonly turn?: Turn;
}

/**
 * Everything that is stored of one tenant, by a worker that may be at it. No managed policy is laid over its settings: they
 * are written by a file.
 */
export function createStores(database: Database, name: string, { key, turn }: StoredBy): Stores {
  const tenant = tenantOf(database, name, turn);
  return {
    settings: createSettingsStore(createSettingsRecord(tenant), async () => ({})),
    secrets: createSealedSecrets(tenant, key),
    state: createStateStore(tenant),
    plans: createPlanStore(tenant),
    runs: createRunStore(tenant),
    pairs: createPairStore(tenant),
    audit: createAuditStore(tenant),
  };
}
