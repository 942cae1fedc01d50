import { tickMs } from '../../domain/tick.ts';
import { nextDueMs } from '../../run/automatic/schedule.ts';
import type { Notice } from '../../run/deps.ts';
import type { Clock } from '../../shared/clock.ts';
import { openTenant, type Runner } from '../tenant-deps.ts';
import type { Halt } from './halt.ts';
import type { SharedClock } from './shared-clock.ts';

/** An open run nobody seems to be at is looked at again after this, in ms. */
const resumeMs = 30_000;

/** What a worker needs from outside, whatever the tenant. */
export type Outside = Runner['outside'] & {
  /** Best the one all workers share: `set` is called before each look. */
  readonly clock: Clock & Partial<Pick<SharedClock, 'set'>>;
  /** Hears what automatic imports came to. */
  told(tenant: string, notice: Notice): void;
};

export interface Looking extends Runner {
  readonly outside: Outside;
  readonly halt: Halt;
}

/**
 * Looks what is due at a tenant, as a browser does at each tick, and does it. The instant of the next look (epoch ms).
 * Errors: storage
 */
export async function lookAt(tenant: string, { outside, halt, ...runner }: Looking): Promise<number> {
  const { clock, connectSi, told } = outside;
  await clock.set?.();
  const wakes: number[] = [];
  const { deps, coordinator, lock } = openTenant(
    tenant,
    { ...runner, outside: { ...outside, connectSi: (target) => halt.heldBack(connectSi(target)) } },
    { notify: (notice) => told(tenant, notice), wakeAt: (atMs) => wakes.push(atMs) },
  );
  await coordinator.tick();
  await lock.free();
  await halt.release(deps.runs);
  const [open, { settings }, schedule] = await Promise.all([
    deps.runs.openRun(),
    deps.settings.readable(),
    deps.state.get('schedule'),
  ]);
  const nowMs = clock.now();
  if (open && halt.isHalting) wakes.push(nowMs);
  // A run that need not rest any more is gone on with by somebody else, or will be.
  else if (open) wakes.push(Math.max(open.resumeAtMs ?? 0, nowMs + resumeMs));
  const dueMs = nextDueMs(settings, schedule, nowMs);
  // What is due and was not begun is told of, or has asked to be woken for.
  if (dueMs !== undefined && dueMs > nowMs) wakes.push(dueMs);
  return Math.max(nowMs, Math.min(nowMs + tickMs, ...wakes));
}
