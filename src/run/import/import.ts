import type { GuardFinding } from '../../domain/guard.ts';
import type { Change, WritingKind } from '../../domain/change.ts';
import type { Run, RunPerson, RunTrigger } from '../../domain/run.ts';
import type { StoredPlan } from '../../history/plan-store.ts';
import type { Plan, PlanHeader } from '../../domain/plan.ts';
import { AppError } from '../../shared/app-error.ts';
import type { RunId } from '../../domain/ids.ts';
import { compareForImport, planLifeMs, refusalsOf } from '../../sync/fingerprint/compare-plans.ts';
import { guardsFor } from '../../sync/guard/guards.ts';
import { idOperationsOf, operationsOf } from '../../sync/operations/operations.ts';
import { blockedBy } from '../../sync/guard/override.ts';
import { isReleasable } from '../../sync/guard/release.ts';
import type { Operation } from '../../domain/operation.ts';
import { withSelection } from '../../sync/settle/selection.ts';
import { attendCreations } from './attended-creation.ts';
import { endRun, failRun, noCounts, noKinds, noteUnwritten, type RunWork, writeOrders } from '../outcome/lifecycle.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { rememberGoodRun } from '../outcome/remember-outcome.ts';
import { toRunPerson } from '../outcome/people.ts';
import { type FreshPlan, planAfresh } from '../plan/preview.ts';

/** The saved plan, if it is the one that is meant. Errors: `plan-missing`, `plan-changed`, `plan-stale`. */
export function checkCurrent(stored: StoredPlan | undefined, fingerprint: string, nowMs: number): StoredPlan {
  if (!stored || stored.header.runId) throw new AppError('plan-missing');
  if (stored.header.fingerprint !== fingerprint) throw new AppError('plan-changed');
  if (nowMs - stored.header.takenAtMs > planLifeMs) throw new AppError('plan-stale');
  return stored;
}

/** What is to be imported: a saved plan, or one row of it. */
export interface ImportOrder extends StoredPlan {
  /** Key of the only row to import; the saved plan stays then, with the rows chosen in it. */
  readonly only?: string | undefined;
}

/**
 * The saved plan, if it may be imported as far as can be told without reading anything; with `only`, as it would be were
 * that row the only one chosen. An override was given for the whole and does not count for a part.
 * Errors: as `checkCurrent`, and `plan-blocked`, `plan-empty`.
 */
export function checkImportable(
  stored: StoredPlan | undefined,
  { fingerprint, only }: { readonly fingerprint: string; readonly only?: string | undefined },
  nowMs: number,
): ImportOrder {
  const whole = checkCurrent(stored, fingerprint, nowMs);
  const order: ImportOrder =
    only === undefined
      ? whole
      : { header: { ...whole.header, override: undefined }, plan: withSelection(whole.plan, new Set([only])), only };
  if (blockedBy(order.plan, 'manual', order.header.override).length > 0) throw new AppError('plan-blocked');
  if (operationsOf(order.plan).length === 0) throw new AppError('plan-empty');
  return order;
}

/**
 * Imports the saved plan: both sides are read again and planned anew; rows that still say the same are written, all
 * others are skipped and named. Ends as a run in history whatever happens.
 */
export async function importSavedPlan(
  deps: RunDeps,
  systems: Systems,
  { header, plan: saved, only }: ImportOrder,
  work: RunWork,
): Promise<Run> {
  let run = newRun(deps, work.runId, 'manual', saved, header);
  try {
    const fresh = await planAgain(deps, systems, { header, plan: saved }, work);
    const { plan: equal, stale } = compareForImport(saved, fresh.plan);
    run = { ...run, actor: fresh.snapshot.si.me.name, guards: equal.guards };
    if (equal.guards.some((finding) => isStillBlocking(finding, header))) {
      return await endRun(deps, { ...run, state: 'blocked' });
    }
    const { plan: rest, waiting } = attendCreations(equal, await deps.pairs.facts(equal.pair), 'manual');
    const people = [
      ...peopleOf(work.runId, rest),
      ...skippedPeople(work.runId, stale, 'changed-since'),
      ...skippedPeople(work.runId, waiting, 'needs-answer'),
    ].map((person, index): RunPerson => ({ ...person, index }));
    const orders = { operations: operationsOf(rest), people, accounts: fresh.snapshot.si.users };
    const taking = only === undefined ? header : undefined;
    return await writeOrders(deps, systems.si, run, { ...orders, taking }, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

/** Both sides as they are now. Errors: `plan-changed` naming why nothing of the saved plan may be imported. */
async function planAgain(
  deps: RunDeps,
  systems: Systems,
  { header, plan: saved }: StoredPlan,
  work: RunWork,
): Promise<FreshPlan> {
  work.activity.phase('checking');
  const fresh = await planAfresh(deps, systems, work);
  const refused = refusalsOf(saved, fresh.plan, deps.clock.now());
  if (refused.length > 0 || fresh.snapshot.si.me.id !== header.siUserId) {
    throw new AppError('plan-changed', { fields: refused });
  }
  return fresh;
}

/** The override was found to fit the saved plan; what is left of that plan concerns as many people or fewer. */
function isStillBlocking(finding: GuardFinding, { override }: PlanHeader): boolean {
  return finding.effect === 'blocks' && !(isReleasable(finding) && override?.guards.includes(finding.id));
}

/** What an automatic run came to. */
export interface AutomaticOutcome {
  /** Undefined when there was nothing to write. */
  readonly run: Run | undefined;
  /** People it did not create because the question about the first creation is open. */
  readonly waiting: number;
}

/** Plans and, unless a guard objects, imports at once: the three-hour tick. Nothing to write leaves no run. */
export async function importAutomatically(deps: RunDeps, systems: Systems, work: RunWork): Promise<AutomaticOutcome> {
  const fresh = await planAfresh(deps, systems, work);
  const facts = await deps.pairs.facts(fresh.plan.pair);
  const { plan, waiting } = attendCreations(fresh.plan, facts, 'automatic');
  const start = newRun(deps, work.runId, 'automatic', plan);
  const run: Run = { ...start, actor: fresh.snapshot.si.me.name, guards: guardsFor(plan, 'automatic') };
  const outcome = (ended: Run | undefined): AutomaticOutcome => ({ run: ended, waiting: waiting.length });
  if (blockedBy(plan, 'automatic').length > 0) {
    const blocked: Run = { ...run, state: 'blocked' };
    await noteUnwritten(deps, blocked);
    return outcome(blocked);
  }
  // Where SI mails new people by itself, ours would be the second mail (design §3.5).
  const { firstCreation } = facts;
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const operations = operationsOf(plan, { mails: systems.settings.sendPasswordEmails && !siMails });
  if (operations.length === 0) {
    await rememberGoodRun(deps.pairs, run, deps.clock.now());
    return outcome(undefined);
  }
  try {
    const people = [...peopleOf(work.runId, plan), ...skippedPeople(work.runId, waiting, 'needs-answer')].map(
      (person, index): RunPerson => ({ ...person, index }),
    );
    const orders = { operations, people, accounts: fresh.snapshot.si.users };
    return outcome(await writeOrders(deps, systems.si, run, orders, work));
  } catch (thrown) {
    return outcome(await failRun(deps, run, thrown, work.signal));
  }
}

/**
 * Stores the employee IDs and hire dates of people who differ in nothing else. What the saved plan showed is what is
 * written: a person whose row reads otherwise by now is left out.
 */
export async function storeEmployeeIds(
  deps: RunDeps,
  systems: Systems,
  stored: StoredPlan & { readonly guards: readonly GuardFinding[] },
  work: RunWork,
): Promise<Run> {
  const start = newRun(deps, work.runId, 'manual', stored.plan);
  let run: Run = { ...start, kinds: noKinds, task: 'employee-ids', guards: stored.guards };
  try {
    const fresh = await planAgain(deps, systems, stored, work);
    run = { ...run, actor: fresh.snapshot.si.me.name };
    const shown = new Map(idOperationsOf(stored.plan).map((operation) => [operation.changeKey, valuesText(operation)]));
    const operations = idOperationsOf(fresh.plan).filter(
      (operation) => shown.get(operation.changeKey) === valuesText(operation),
    );
    const wanted = new Set(operations.map((operation) => operation.changeKey));
    const people = fresh.plan.changes
      .filter((change) => wanted.has(change.key))
      .map((change, index) => toRunPerson(work.runId, index, change));
    return await writeOrders(deps, systems.si, run, { operations, people, accounts: fresh.snapshot.si.users }, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

/** Account and values of a write, to compare. */
function valuesText(operation: Operation): string {
  return JSON.stringify([operation.siUserId, 'values' in operation ? operation.values : undefined]);
}

function peopleOf(runId: RunId, plan: Plan): RunPerson[] {
  return plan.changes.filter((change) => change.selected).map((change, index) => toRunPerson(runId, index, change));
}

function skippedPeople(
  runId: RunId,
  changes: readonly Change[],
  skip: 'changed-since' | 'needs-answer',
): readonly RunPerson[] {
  return changes.map((change): RunPerson => ({ ...toRunPerson(runId, 0, change), outcome: 'skipped', skip }));
}

function newRun(deps: RunDeps, id: RunId, trigger: RunTrigger, plan: Plan, header?: PlanHeader): Run {
  const kinds: Record<WritingKind, number> = { ...noKinds };
  for (const change of plan.changes) if (change.selected) kinds[change.kind as WritingKind] += 1;
  return {
    id,
    pair: plan.pair,
    trigger,
    state: 'running',
    startedAtMs: deps.clock.now(),
    planId: header?.id,
    visible: plan.basis.visible,
    kinds,
    counts: noCounts,
    override: header?.override,
  };
}
