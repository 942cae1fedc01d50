import type { GuardFinding } from '../../domain/guard.ts';
import type { PlanHeader, RestPlan } from '../../domain/plan.ts';
import type { Run } from '../../domain/run.ts';
import { compareForImport } from '../../sync/fingerprint/compare-plans.ts';
import { guardsFor } from '../../sync/guard/guards.ts';
import { blockedBy } from '../../sync/guard/override.ts';
import { isReleasable } from '../../sync/guard/release.ts';
import { operationsOf } from '../../sync/operations/operations.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { RunWork } from '../activity.ts';
import type { Problem } from '../../domain/unattended/telling.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { endRun, failRun } from '../outcome/end-run.ts';
import { writeOrders } from '../outcome/open-run.ts';
import { holdOff } from '../outcome/remember/refused-rows.ts';
import { rememberGoodRun } from '../outcome/remember/good-run.ts';
import { noteUnwritten } from '../outcome/unwritten.ts';
import { presentProblems } from '../automatic/present-problems.ts';
import { lookAfterSuspension } from '../automatic/suspension.ts';
import { planAfresh } from '../plan/plan-afresh.ts';
import { isStillWanted, plannedWith } from '../plan/planned-with.ts';
import { attendCreations } from './attended-creation.ts';
import type { ImportOrder } from './check-order.ts';
import { heldBackBy } from './held-back-by.ts';
import { newRun, peopleOf } from './new-run.ts';
import { planAgain } from './plan-again.ts';

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
    const { takenAtMs: readAtMs } = fresh.plan;
    run = {
      ...run,
      single: only === undefined ? undefined : true,
      readAtMs,
      actor: fresh.snapshot.si.me.name,
      guards: equal.guards,
    };
    if (equal.guards.some((finding) => isStillBlocking(finding, header))) {
      return await endRun(deps, { ...run, state: 'blocked' });
    }
    const { plan: rest, waiting } = attendCreations(equal, await deps.pairs.facts(equal.pair), 'manual');
    const people = peopleOf(work.runId, rest, { stale, waiting });
    const orders = { operations: operationsOf(rest), people, accounts: fresh.snapshot.si.users };
    const taking = only === undefined ? header : undefined;
    return await writeOrders(deps, systems.si, run, { ...orders, taking }, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
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
  /** The first after a suspension: it made a preview and left everything else to the next one. */
  readonly onlyLooked?: true | undefined;
  /** Met by an earlier write, so that no reading disproves it, and why nothing was written. */
  readonly stands?: Problem | undefined;
}

/**
 * Plans and, unless a guard objects, imports at once: the three-hour tick. Nothing to write leaves no run. After a
 * suspension the first one makes a preview that waits for somebody to look.
 */
export async function importAutomatically(deps: RunDeps, systems: Systems, work: RunWork): Promise<AutomaticOutcome> {
  const fresh = await planAfresh(deps, systems, work);
  const facts = await deps.pairs.facts(fresh.plan.pair);
  const planned = plannedWith(systems.settings);
  // Anybody may have switched it off, suspended it or set it otherwise while both sides were read.
  const isWanted = () => isStillWanted(deps, planned);
  const wasWanted = await isWanted();
  const onlyLooked = wasWanted ? await lookAfterSuspension(deps, fresh, facts.suspension) : undefined;
  const attended = attendCreations(fresh.plan, facts, 'automatic');
  const { waiting } = attended;
  const uncreated = waiting.filter(({ kind }) => kind === 'create').length;
  const problems = await presentProblems(deps, await deps.state.get('schedule'));
  if (facts.blanked) {
    const error: ErrorData = { code: 'write-blanked-field', context: { fields: facts.blanked } };
    const known = problems.find((problem) => problem.error?.code === error.code);
    return { run: undefined, waiting: uncreated, stands: known ?? { error, atMs: deps.clock.now() } };
  }
  const plan = await holdOffRefused(deps, attended.plan);
  const start = newRun(deps, work.runId, 'automatic', plan);
  const { name: actor } = fresh.snapshot.si.me;
  const run: Run = { ...start, actor, guards: guardsFor(plan, 'automatic'), plannedWith: planned };
  const outcome = (ended: Run | undefined): AutomaticOutcome => ({ run: ended, waiting: uncreated, onlyLooked });
  if (wasWanted && blockedBy(plan, 'automatic').length > 0) {
    const blocked: Run = { ...run, state: 'blocked' };
    await noteUnwritten(deps, blocked);
    return outcome(blocked);
  }
  if (onlyLooked) return outcome(undefined);
  // Where SI mails new people by itself, ours would be the second mail (design §3.5).
  const { firstCreation } = facts;
  const siMails = firstCreation?.state === 'answered' && firstCreation.mailed;
  const operations = operationsOf(plan, { mails: systems.settings.sendPasswordEmails && !siMails });
  if (operations.length === 0) {
    // Whoever is held off has not been tried again.
    const stands = plan === attended.plan ? undefined : problems.find(({ writing }) => writing);
    if (!stands) await rememberGoodRun(deps.pairs, run, deps.clock.now());
    return { ...outcome(undefined), stands };
  }
  try {
    const people = peopleOf(work.runId, plan, { waiting, heldBack: heldBackBy(attended.plan, plan) });
    const orders = { operations, people, accounts: fresh.snapshot.si.users };
    const signal = wasWanted && (await isWanted()) ? work.signal : AbortSignal.abort();
    return outcome(await writeOrders(deps, systems.si, run, orders, { ...work, signal }));
  } catch (thrown) {
    return outcome(await failRun(deps, run, thrown, work.signal));
  }
}

/** The plan without whom Small Improvements keeps refusing. Effects: forgets refusals of what is no longer planned. */
async function holdOffRefused(deps: RunDeps, plan: RestPlan): Promise<RestPlan> {
  const facts = await deps.pairs.facts(plan.pair);
  const { plan: rest, left } = holdOff(plan, facts.refusedRows, deps.clock.now());
  if (Object.keys(left ?? {}).length !== Object.keys(facts.refusedRows ?? {}).length)
    await deps.pairs.changeFacts(plan.pair, (now) => ({ ...now, refusedRows: left }));
  return rest;
}
