import type { RunStore } from '../../history/run-store.ts';
import { toAppError } from '../../shared/app-error.ts';
import { logError } from '../../shared/log.ts';
import type { RunDeps } from '../deps.ts';

const dayMs = 86_400_000;

/** Runs among which two are looked for that went through. */
const newest = 100;

/** Drops runs older or more than the settings keep. What goes wrong is logged: keeping too much is no reason to fail. */
export async function keepRetention(deps: RunDeps): Promise<void> {
  try {
    const { retentionDays, retentionRuns } = (await deps.settings.readable()).settings;
    const proven = (await deps.runs.list(newest)).filter(({ state }) => state === 'done');
    // A clock that is ahead proves no age: by the one before the last that went through it is at least that late.
    const nowMs = Math.min(deps.clock.now(), proven[1]?.startedAtMs ?? 0);
    const dropped = await deps.runs.prune({ beforeMs: nowMs - retentionDays * dayMs, keep: retentionRuns });
    if (dropped > 0) deps.announce('runs');
  } catch (thrown) {
    logError('retention', thrown);
  }
}

/** Runs that stay when room has to be made. */
const leastKept = 10;

/** Stores something; when the disk is full, once more after the older runs of history were dropped. Errors: as the work. */
export async function withRoom<T>(deps: { readonly runs: RunStore }, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (toAppError(thrown).code !== 'storage-quota') throw thrown;
    if ((await deps.runs.prune({ beforeMs: Number.NEGATIVE_INFINITY, keep: leastKept })) === 0) throw thrown;
    return work();
  }
}
