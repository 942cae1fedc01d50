import type { PlanHeader } from '../history/schema.ts';
import type { PlanId } from '../shared/ids.ts';
import type { Snapshot } from '../sync/people.ts';
import { changedSince } from '../sync/compare-plans.ts';
import { plan } from '../sync/plan.ts';
import type { Plan } from '../sync/plan-types.ts';
import type { ActivityReporter } from './activity.ts';
import type { RunDeps, Systems } from './deps.ts';
import { readSnapshot, toPlanInput } from './read-snapshot.ts';

/** A plan together with what it was made from. */
export interface FreshPlan {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
}

/** Reads both sides and plans. Effects: remembers the connection; writes nothing to either system. */
export async function planAfresh(
  deps: RunDeps,
  systems: Systems,
  activity: ActivityReporter,
  signal: AbortSignal,
): Promise<FreshPlan> {
  const snapshot = await readSnapshot(deps, systems, activity, signal);
  activity.phase('planning');
  const input = await toPlanInput(deps, systems, snapshot);
  const made = plan(input);
  await deps.state.set('connection', {
    pair: made.pair,
    subdomain: systems.settings.bambooSubdomain,
    siAddress: systems.settings.siAddress,
    companyName: snapshot.bamboo.companyName,
    keyOwnerId: snapshot.bamboo.keyOwnerId,
    siUser: snapshot.si.me.name,
    siCompanyName: snapshot.si.companyName,
    visible: made.basis.visible,
    atMs: snapshot.takenAtMs,
  });
  return { snapshot, plan: made };
}

/** Makes the plan the preview shows and saves it as the current one. */
export async function makePreview(
  deps: RunDeps,
  systems: Systems,
  activity: ActivityReporter,
  signal: AbortSignal,
): Promise<PlanHeader> {
  // One more request by hand only: an automatic run has nobody to show the name to.
  const named = systems.bamboo.readCompanyName({ signal });
  named.catch(() => undefined);
  const fresh = await planAfresh(deps, systems, activity, signal);
  const { changes, ...rest } = fresh.plan;
  const { si, bamboo } = fresh.snapshot;
  const header: PlanHeader = {
    ...rest,
    id: deps.newId() as PlanId,
    createdAtMs: deps.clock.now(),
    rows: changes.length,
    companyName: (await named) ?? bamboo.subdomain,
    siCompanyName: si.companyName,
    siBaseUrl: si.baseUrl,
    siUserId: si.me.id,
    keyOwnerId: bamboo.keyOwnerId,
    visible: rest.basis.visible,
    since: await sinceLastPreview(deps, fresh.plan),
  };
  await deps.plans.save(header, changes);
  deps.announce('plan');
  return header;
}

/** What changed since the preview that is shown now, if it is of the same companies. */
async function sinceLastPreview(deps: RunDeps, fresh: Plan): Promise<PlanHeader['since']> {
  const current = await deps.state.get('current-plan');
  const previous = current && (await deps.plans.read(current.planId));
  if (!previous || previous.plan.pair !== fresh.pair) return undefined;
  return { ...changedSince(previous.plan, fresh), previousAtMs: previous.header.takenAtMs };
}
