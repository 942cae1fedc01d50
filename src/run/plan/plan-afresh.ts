import type { FreshPlan } from '../../domain/plan.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { AppError } from '../../shared/app-error.ts';
import { runTogether } from '../../shared/run-together.ts';
import { plan } from '../../sync/plan.ts';
import type { ActivityReporter } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { listFoundCreations } from '../outcome/remember/open-creations.ts';
import { rememberPlanned } from '../outcome/remember/planned.ts';
import { noteOtherWrites } from '../outcome/remember/trace.ts';
import { isOfSettings, withdrawConsent } from './consent.ts';
import { changedIdentity, keyOwnerOf } from './identity.ts';
import { pairOf, readSnapshot, toPlanInput } from './read-snapshot.ts';

export interface PlanWork {
  readonly activity: ActivityReporter;
  readonly signal: AbortSignal;
  /** An admin will look at the plan before anything is written. */
  readonly isPreview?: boolean | undefined;
}

/** A plan together with what it was made from. */
export interface Planned {
  readonly snapshot: Snapshot;
  readonly plan: FreshPlan;
  readonly companyName?: string | undefined;
}

/**
 * Reads both sides and plans.
 *
 * Errors:  `plan-changed` naming what, when key owner, acting user or company are not those of the last preview and
 *          this is none, or the settings name other companies by now: nothing may be written then
 * Effects: remembers the connection; withdraws the consent to what was previewed when somebody else acts; writes nothing
 *          to either system
 */
export async function planAfresh(
  deps: RunDeps,
  systems: Systems,
  { activity, signal, isPreview = false }: PlanWork,
): Promise<Planned> {
  const known = await deps.state.get('connection');
  // The settings may have been saved anew since whoever calls looked at them.
  if (!isPreview && !(known && isOfSettings(known, systems.settings)))
    throw new AppError('plan-changed', { fields: ['settings'] });
  const { bambooSubdomain: subdomain, siAddress, idKind } = systems.settings;
  const ours = { subdomain, siAddress, idKind };
  const assertOurs = async () => {
    if (!isOfSettings(ours, (await deps.settings.readable()).settings))
      throw new AppError('plan-changed', { fields: ['settings'] });
  };
  // One more request by hand only: an automatic run has nobody to show the name to.
  const readName = async (inner: AbortSignal) =>
    isPreview ? systems.bamboo.readCompanyName({ signal: inner }) : known?.companyName;
  const [read, { id: keyOwnerId, name: keyOwner }, companyName, trace] = await runTogether(signal, [
    (inner) => readSnapshot(deps, systems, activity, inner),
    (inner) => keyOwnerOf(systems, { known: isPreview ? undefined : known, signal: inner }),
    readName,
    () => deps.state.get('si-trace'),
  ]);
  // The company may have been left meanwhile: nothing of it is put back.
  await assertOurs();
  const snapshot: Snapshot = { ...read, bamboo: { ...read.bamboo, keyOwnerId } };
  const changed = changedIdentity(known, { pair: pairOf(snapshot), keyOwnerId, siUserId: snapshot.si.me.id });
  if (known && changed.length > 0) {
    await withdrawConsent(deps, known, changed);
    if (!isPreview) throw new AppError('plan-changed', { fields: changed });
  }
  activity.phase('planning');
  const { openCreations } = await deps.pairs.facts(pairOf(snapshot));
  await listFoundCreations(deps.pairs, pairOf(snapshot), snapshot.si.users);
  const input = await toPlanInput(deps, systems, snapshot);
  const made = plan(input);
  await rememberPlanned(deps.pairs, made, deps.clock.now());
  await noteOtherWrites(deps, made, snapshot, { before: trace, open: openCreations });
  await assertOurs();
  await deps.state.set('connection', {
    ...ours,
    pair: made.pair,
    companyName,
    keyOwnerId,
    keyOwner,
    siUser: snapshot.si.me.name,
    siUserId: snapshot.si.me.id,
    siCompanyName: snapshot.si.companyName,
    rights: { admin: snapshot.si.me.admin, canInvite: snapshot.si.me.canInvite },
    visible: made.basis.visible,
    atMs: snapshot.takenAtMs,
    secrets: systems.mark,
    changed: isPreview ? undefined : known?.changed,
  });
  return { snapshot, plan: made, companyName };
}
