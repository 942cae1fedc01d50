import { tickMs } from '../../domain/tick.ts';
import { createCoordinator } from '../../run/coordinator.ts';
import type { Notice, RunDeps } from '../../run/deps.ts';
import type { Database } from '../store/database.ts';
import { createRunLock } from '../store/run-lock.ts';
import type { SealingKey } from '../store/sealed-secrets.ts';
import { createStores } from '../store/stores.ts';
import type { Turn } from '../store/tenant.ts';
import type { Halt } from './halt.ts';

/** An open run nobody seems to be at is looked at again after this, in ms. */
const resumeMs = 30_000;

/** What a worker needs from outside, whatever the tenant. */
export interface Outside extends Pick<RunDeps, 'clock' | 'connectBamboo' | 'connectSi' | 'newId' | 'random'> {
  /** Hears what automatic imports came to. */
  told(tenant: string, notice: Notice): void;
}

export interface Looking {
  readonly database: Database;
  readonly key: SealingKey;
  readonly outside: Outside;
  readonly halt: Halt;
}

/**
 * Looks what is due at a tenant, as a browser does at each tick, and does it. The instant of the next look (epoch ms).
 * Errors: storage
 */
export async function lookAt(tenant: string, { database, key, outside, halt }: Looking): Promise<number> {
  const turn: Turn = {};
  const lock = createRunLock(database, tenant, turn);
  const stores = createStores(database, tenant, { key, turn });
  const { clock, told, connectSi, ...others } = outside;
  const wakes: number[] = [];
  const coordinator = createCoordinator({
    ...others,
    ...stores,
    clock,
    lock,
    connectSi: (target) => halt.heldBack(connectSi(target)),
    // There is no browser that could withhold a host, sleep, or show anything.
    withheldHosts: async () => [],
    keepAwake: () => () => undefined,
    announce: () => undefined,
    notify: (notice) => told(tenant, notice),
    wakeAt: (atMs) => wakes.push(atMs),
  });
  await coordinator.tick();
  await lock.free();
  await halt.release(stores.runs);
  const open = await stores.runs.openRun();
  const nowMs = clock.now();
  if (open && halt.isHalting) wakes.push(nowMs);
  // A run that need not rest any more is gone on with by somebody else, or will be.
  else if (open) wakes.push(Math.max(open.resumeAtMs ?? 0, nowMs + resumeMs));
  return Math.max(nowMs, Math.min(nowMs + tickMs, ...wakes));
}
