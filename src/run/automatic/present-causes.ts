import type { Cause } from '../../domain/unattended/telling.ts';
import { blockedBy } from '../../sync/guard/override.ts';
import type { RunDeps } from '../deps.ts';
import { causesOf } from './causes.ts';

/** Where what has to be told is read from. */
export type LookDeps = Pick<RunDeps, 'settings' | 'state' | 'pairs' | 'plans' | 'clock'>;

/** Everything an administrator should know of now, read from what is stored. Errors: storage. */
export async function presentCauses({ settings, state, pairs, plans, clock }: LookDeps): Promise<readonly Cause[]> {
  const [{ settings: now }, schedule, connection, current, proven, overdue] = await Promise.all([
    settings.readable(),
    state.get('schedule'),
    state.get('connection'),
    state.get('current-plan'),
    state.get('proven'),
    state.get('overdue'),
  ]);
  const facts = connection && (await pairs.facts(connection.pair));
  const header = current && (await plans.header(current.planId));
  const previewMs = header?.takenAtMs;
  const problem = schedule?.lastProblem;
  // Automatic imports are held to stricter rules than the preview shows.
  const isNewer = problem?.guards !== undefined && previewMs !== undefined && previewMs > problem.atMs;
  const preview = isNewer && current ? await plans.read(current.planId) : undefined;
  return causesOf({
    nowMs: clock.now(),
    settings: now,
    schedule,
    facts,
    proofs: { ...proven, importMs: facts?.lastSuccessMs, previewMs },
    unblocked: preview !== undefined && blockedBy(preview.plan, 'automatic').length === 0,
    overdue,
  });
}
