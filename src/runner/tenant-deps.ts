import { type Coordinator, createCoordinator } from '../run/coordinator.ts';
import type { RunDeps } from '../run/deps.ts';
import { heedCancel } from './heed-cancel.ts';
import type { Database } from './store/database.ts';
import { createRunLock, type TenantLock } from './store/run-lock.ts';
import type { SealingKey } from './store/sealed-secrets.ts';
import { createStores } from './store/stores.ts';
import type { Turn } from './store/tenant.ts';

/** What a process of the runner has, whatever the tenant. */
export interface Runner {
  readonly database: Database;
  readonly key: SealingKey;
  /** Clock, chance and the two systems. */
  readonly outside: Pick<RunDeps, 'clock' | 'connectBamboo' | 'connectSi' | 'newId' | 'random'>;
}

/** What is made of what happens at the tenant; nothing, unless it is said here. */
export type Hooks = Partial<Pick<RunDeps, 'announce' | 'notify' | 'wakeAt'>>;

/** A tenant as one process works for it. */
export interface OpenTenant {
  readonly deps: RunDeps;
  readonly coordinator: Coordinator;
  /** Of `deps`; `free` waits for the work that was started through it. */
  readonly lock: TenantLock;
}

/**
 * Joins a tenant's stores, its lock, and the turn that belongs to it, for the use-cases. Made anew for each piece of work:
 * who holds the lock writes in the turn that came with it. Effects: none before it is used
 */
export function openTenant(name: string, { database, key, outside }: Runner, hooks: Hooks = {}): OpenTenant {
  const turn: Turn = {};
  const stores = createStores(database, name, { key, turn });
  const lock = heedCancel(createRunLock(database, name, turn), stores, () => coordinator.cancelImport());
  const { clock, connectBamboo, connectSi, newId, random } = outside;
  const deps: RunDeps = {
    ...stores,
    clock,
    connectBamboo,
    connectSi,
    newId,
    random,
    lock,
    // There is no browser that could withhold a host, sleep, or show anything.
    withheldHosts: async () => [],
    keepAwake: () => () => undefined,
    announce: () => undefined,
    notify: () => undefined,
    wakeAt: () => undefined,
    ...hooks,
  };
  const coordinator = createCoordinator(deps);
  return { deps, coordinator, lock };
}
