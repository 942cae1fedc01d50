import type { StoredPlan } from '../../history/plan-store.ts';
import { AppError } from '../../shared/app-error.ts';
import { refusalsOf } from '../../sync/fingerprint/compare-plans.ts';
import type { RunWork } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { type Planned, planAfresh } from '../plan/plan-afresh.ts';
import { isStillPlanned, plannedWith } from '../plan/planned-with.ts';

/** Both sides as they are now. Errors: `plan-changed` naming why nothing of the saved plan may be imported. */
export async function planAgain(
  deps: RunDeps,
  systems: Systems,
  { header, plan: saved }: StoredPlan,
  work: RunWork,
): Promise<Planned> {
  work.activity.phase('checking');
  const fresh = await planAfresh(deps, systems, work);
  const refused = refusalsOf(saved, fresh.plan, deps.clock.now());
  // Saved while both sides were read.
  if (!(await isStillPlanned(deps, plannedWith(systems.settings))))
    throw new AppError('plan-changed', { fields: ['settings'] });
  if (refused.length > 0 || fresh.snapshot.si.me.id !== header.siUserId) {
    throw new AppError('plan-changed', { fields: refused });
  }
  return fresh;
}
