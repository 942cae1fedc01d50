import type { PlanHeader } from '../history/schema.ts';
import { AppError } from '../shared/app-error.ts';
import type { CompanyPair, PlanId } from '../shared/ids.ts';
import type { Snapshot } from '../sync/people.ts';
import { changedSince } from '../sync/compare-plans.ts';
import { showsTheSame } from '../sync/compare-rows.ts';
import { plan } from '../sync/plan.ts';
import type { Plan } from '../sync/plan-types.ts';
import { withSelection } from '../sync/selection.ts';
import { isChosen, isSelectable } from '../sync/settle.ts';
import type { ActivityReporter } from './activity.ts';
import type { RunDeps, Systems } from './deps.ts';
import { withRoom } from './retention.ts';
import { changedIdentity, keyOwnerOf, secretsMark, withdrawConsent } from './identity.ts';
import { listFoundCreations } from './remember-outcome.ts';
import { pairOf, readSnapshot, toPlanInput } from './read-snapshot.ts';

export interface PlanWork {
  readonly activity: ActivityReporter;
  readonly signal: AbortSignal;
  /** An admin will look at the plan before anything is written. */
  readonly isPreview?: boolean | undefined;
}

/** A plan together with what it was made from. */
export interface FreshPlan {
  readonly snapshot: Snapshot;
  readonly plan: Plan;
}

/**
 * Reads both sides and plans.
 *
 * Errors:  `plan-changed` naming what, when key owner, acting user or company are not those of the last preview and
 *          this is none: nothing may be written then
 * Effects: remembers the connection; withdraws the consent to what was previewed when somebody else acts; writes nothing
 *          to either system
 */
export async function planAfresh(
  deps: RunDeps,
  systems: Systems,
  { activity, signal, isPreview = false }: PlanWork,
): Promise<FreshPlan> {
  const [known, mark] = await Promise.all([deps.state.get('connection'), secretsMark(deps)]);
  const owner = keyOwnerOf(systems, { known: isPreview ? undefined : known, mark, signal });
  owner.catch(() => undefined);
  const read = await readSnapshot(deps, systems, activity, signal);
  const { id: keyOwnerId, name: keyOwner } = await owner;
  const snapshot: Snapshot = { ...read, bamboo: { ...read.bamboo, keyOwnerId } };
  const changed = changedIdentity(known, { pair: pairOf(snapshot), keyOwnerId, siUserId: snapshot.si.me.id });
  if (known && changed.length > 0) {
    await withdrawConsent(deps, known, changed);
    if (!isPreview) throw new AppError('plan-changed', { fields: changed });
  }
  activity.phase('planning');
  await listFoundCreations(deps.pairs, pairOf(snapshot), snapshot.si.users);
  const input = await toPlanInput(deps, systems, snapshot);
  const made = plan(input);
  await deps.state.set('connection', {
    pair: made.pair,
    subdomain: systems.settings.bambooSubdomain,
    siAddress: systems.settings.siAddress,
    companyName: snapshot.bamboo.companyName,
    keyOwnerId,
    keyOwner,
    siUser: snapshot.si.me.name,
    siUserId: snapshot.si.me.id,
    siCompanyName: snapshot.si.companyName,
    visible: made.basis.visible,
    atMs: snapshot.takenAtMs,
    secrets: mark,
    changed: isPreview ? undefined : known?.changed,
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
  const fresh = await planAfresh(deps, systems, { activity, signal, isPreview: true });
  const previous = await previousPlan(deps, fresh.plan.pair);
  const kept = previous && keptChoices(previous, fresh.plan);
  // Guards, chart and fingerprint are worked out anew only where a choice differs from the default.
  const { changes, ...rest } = kept && kept.size > 0 ? withSelection(fresh.plan, kept) : fresh.plan;
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
    since: previous && { ...changedSince(previous, fresh.plan), previousAtMs: previous.takenAtMs },
  };
  await withRoom(deps, () => deps.plans.save(header, changes));
  deps.announce('plan');
  return header;
}

/** The plan that is shown now, if it is of the same companies. */
async function previousPlan(deps: RunDeps, pair: CompanyPair): Promise<Plan | undefined> {
  const current = await deps.state.get('current-plan');
  const stored = current && (await deps.plans.read(current.planId));
  return stored?.plan.pair === pair ? stored.plan : undefined;
}

/** What the admin chose against the default, for rows that still say the same: reading again must not undo it. */
function keptChoices(previous: Plan, fresh: Plan): ReadonlyMap<string, boolean> {
  const made = new Map(
    previous.changes
      .filter((row) => isSelectable(row) && isChosen(row) !== row.selectedByDefault)
      .map((row) => [row.key, row] as const),
  );
  const kept = new Map<string, boolean>();
  for (const row of fresh.changes) {
    const before = made.get(row.key);
    if (before && showsTheSame(before, row)) kept.set(row.key, isChosen(before));
  }
  return kept;
}
