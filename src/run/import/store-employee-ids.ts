import type { GuardFinding } from '../../domain/guard.ts';
import type { Operation } from '../../domain/operation.ts';
import { noKinds, type Run } from '../../domain/run.ts';
import type { StoredPlan } from '../../history/plan-store.ts';
import { idOperationsOf } from '../../sync/operations/operations.ts';
import type { RunWork } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { failRun } from '../outcome/end-run.ts';
import { writeOrders } from '../outcome/open-run.ts';
import { toRunPerson, toSkippedPerson } from '../outcome/people.ts';
import { newRun } from './new-run.ts';
import { planAgain } from './plan-again.ts';

/**
 * Stores the employee IDs and hire dates of people who differ in nothing else. What the saved plan showed is what is
 * written: a person whose row reads otherwise by now is skipped and named.
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
    run = { ...run, readAtMs: fresh.plan.takenAtMs, actor: fresh.snapshot.si.me.name };
    const shown = new Map(idOperationsOf(stored.plan).map((operation) => [operation.changeKey, valuesText(operation)]));
    const operations = idOperationsOf(fresh.plan).filter(
      (operation) => shown.get(operation.changeKey) === valuesText(operation),
    );
    const wanted = new Set(operations.map((operation) => operation.changeKey));
    const going = fresh.plan.changes.filter((change) => wanted.has(change.key));
    const stale = stored.plan.changes.filter((change) => shown.has(change.key) && !wanted.has(change.key));
    const people = [
      ...going.map((change, index) => toRunPerson(work.runId, index, change)),
      ...stale.map((change, at) => toSkippedPerson(work.runId, going.length + at, change, { skip: 'changed-since' })),
    ];
    return await writeOrders(deps, systems.si, run, { operations, people, accounts: fresh.snapshot.si.users }, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

/** Account and values of a write, to compare. */
function valuesText(operation: Operation): string {
  return JSON.stringify([operation.siUserId, 'values' in operation ? operation.values : undefined]);
}
