import type { Change } from '../../domain/change.ts';
import type { Plan, PlanHeader } from '../../domain/plan.ts';
import { AppError } from '../../shared/app-error.ts';
import type { CompanyPair, PlanId } from '../../domain/ids.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { changedSince } from '../../sync/fingerprint/compare-plans.ts';
import { showsTheSame } from '../../sync/fingerprint/compare-rows.ts';
import { plan } from '../../sync/plan.ts';
import { isReleasedLeaver } from '../../sync/judge/protection.ts';
import { withSelection } from '../../sync/settle/selection.ts';
import { isChosen, isSelectable } from '../../sync/settle/settle.ts';
import type { ActivityReporter } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { withRoom } from '../outcome/retention.ts';
import { withdrawConsent } from './consent.ts';
import { changedIdentity, keyOwnerOf, secretsMark } from './identity.ts';
import { listFoundCreations } from '../outcome/remember-outcome.ts';
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
  readonly companyName?: string | undefined;
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
  // One more request by hand only: an automatic run has nobody to show the name to.
  const named = isPreview ? systems.bamboo.readCompanyName({ signal }) : Promise.resolve(known?.companyName);
  named.catch(() => undefined);
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
  const companyName = await named;
  await deps.state.set('connection', {
    pair: made.pair,
    subdomain: systems.settings.bambooSubdomain,
    siAddress: systems.settings.siAddress,
    companyName,
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
  return { snapshot, plan: made, companyName };
}

/** Makes the plan the preview shows and saves it as the current one. `only`: the rows to select, where not those of before. */
export async function makePreview(
  deps: RunDeps,
  systems: Systems,
  { activity, signal, only }: Omit<PlanWork, 'isPreview'> & { readonly only?: readonly string[] | undefined },
): Promise<PlanHeader> {
  const fresh = await planAfresh(deps, systems, { activity, signal, isPreview: true });
  const previous = await previousPlan(deps, fresh.plan.pair);
  const kept = keptChoices(previous, fresh.plan);
  // Guards, chart and fingerprint are worked out anew only where a choice differs from the default.
  const usual = kept.size > 0 ? withSelection(fresh.plan, kept) : fresh.plan;
  const wanted = only && new Set(only);
  const { changes, ...rest } = wanted ? withSelection(usual, wanted) : usual;
  const { si, bamboo } = fresh.snapshot;
  const header: PlanHeader = {
    ...rest,
    id: deps.newId() as PlanId,
    createdAtMs: deps.clock.now(),
    rows: changes.length,
    companyName: fresh.companyName ?? bamboo.subdomain,
    siCompanyName: si.companyName,
    siBaseUrl: si.baseUrl,
    siUserId: si.me.id,
    keyOwnerId: bamboo.keyOwnerId,
    visible: rest.basis.visible,
    since: previous && { ...changedSince(previous, fresh.plan), previousAtMs: previous.takenAtMs },
    retry: wanted && {
      asked: wanted.size,
      setAside: usual.changes.filter((row) => row.selected && !wanted.has(row.key)).map((row) => row.key),
    },
  };
  await withRoom(deps, () => deps.plans.save(header, changes));
  deps.announce('plan');
  return header;
}

/** The plan that is shown now, if it is of the same companies; rows a retry has set aside are chosen as they were before. */
async function previousPlan(deps: RunDeps, pair: CompanyPair): Promise<Plan | undefined> {
  const current = await deps.state.get('current-plan');
  const stored = current && (await deps.plans.read(current.planId));
  if (stored?.plan.pair !== pair) return undefined;
  const { retry } = stored.header;
  return retry ? withSelection(stored.plan, new Map(retry.setAside.map((key) => [key, true]))) : stored.plan;
}

/**
 * What a preview chooses otherwise than an automatic run: the leavers an admin released, and what the admin chose in the
 * preview before, for rows that still say the same. Reading again must not undo it.
 */
function keptChoices(previous: Plan | undefined, fresh: Plan): ReadonlyMap<string, boolean> {
  const made = new Map(
    previous?.changes
      .filter((row) => isSelectable(row) && isChosen(row) !== isUsual(row))
      .map((row) => [row.key, row] as const),
  );
  const kept = new Map<string, boolean>();
  for (const row of fresh.changes) {
    const before = made.get(row.key);
    if (before && showsTheSame(before, row)) kept.set(row.key, isChosen(before));
    else if (isReleasedLeaver(row)) kept.set(row.key, true);
  }
  return kept;
}

function isUsual(row: Change): boolean {
  return row.selectedByDefault || isReleasedLeaver(row);
}
