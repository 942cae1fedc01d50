import type { Change } from '../../domain/change.ts';
import type { FreshPlan, PlanHeader, SavedPlan } from '../../domain/plan.ts';
import type { CompanyPair, PlanId } from '../../domain/ids.ts';
import type { StoredPlan } from '../../history/plan-store.ts';
import { isSamePlan } from '../../history/same-plan.ts';
import { changedSince } from '../../sync/fingerprint/compare-plans.ts';
import { showsTheSame } from '../../sync/fingerprint/compare-rows.ts';
import { isReleasedLeaver } from '../../sync/judge/protection.ts';
import { withSelection } from '../../sync/settle/selection.ts';
import { isChosen, isSelectable } from '../../sync/settle/settle.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { withRoom } from '../outcome/retention.ts';
import { offerTakeOver } from './offer-take-over.ts';
import { planAfresh, type Planned, type PlanWork } from './plan-afresh.ts';

/**
 * Makes the plan the preview shows and saves it as the current one.
 * `only` lists the keys of the rows to select; without it every row keeps the choice of the preview before.
 */
export async function makePreview(
  deps: RunDeps,
  systems: Systems,
  { activity, signal, only }: Omit<PlanWork, 'isPreview'> & { readonly only?: readonly string[] | undefined },
): Promise<PlanHeader> {
  const before = readCurrent(deps);
  // Whoever needs it gets its error; nobody does when the reading fails.
  before.catch(() => undefined);
  const fresh = await planAfresh(deps, systems, { activity, signal, isPreview: true });
  await offerTakeOver(deps, fresh);
  return savePreview(deps, fresh, only, before);
}

/**
 * Saves what was planned as the plan the preview shows, with the choices made there before; `only` as above. `before` is
 * the plan that was shown some time ago.
 */
export async function savePreview(
  deps: RunDeps,
  fresh: Planned,
  only?: readonly string[],
  before?: Promise<StoredPlan | undefined>,
): Promise<PlanHeader> {
  const previous = await previousPlan(deps, fresh.plan.pair, await before);
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

async function readCurrent({ state, plans }: RunDeps): Promise<StoredPlan | undefined> {
  const current = await state.get('current-plan');
  return current && plans.read(current.planId);
}

/**
 * The plan that is shown now, if it is of the same companies; rows a retry has set aside are chosen as they were before.
 * It was read while the vendors were asked, and is read again only if somebody chose in it or replaced it since.
 */
async function previousPlan(deps: RunDeps, pair: CompanyPair, early?: StoredPlan): Promise<SavedPlan | undefined> {
  const now = early && (await deps.plans.header(early.header.id));
  const stored = early && isSamePlan(now, early.header) ? early : await readCurrent(deps);
  if (stored?.plan.pair !== pair) return undefined;
  const { retry } = stored.header;
  return retry ? withSelection(stored.plan, new Map(retry.setAside.map((key) => [key, true]))) : stored.plan;
}

/**
 * What a preview chooses otherwise than an automatic run: the leavers an admin released, and what the admin chose in the
 * preview before, for rows that still say the same. Reading again must not undo it.
 */
function keptChoices(previous: SavedPlan | undefined, fresh: FreshPlan): ReadonlyMap<string, boolean> {
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
