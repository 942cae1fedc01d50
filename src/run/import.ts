import type { StoredPlan } from '../history/plan-store.ts';
import type { JournalRow, PlanHeader, Run, RunPerson, RunTrigger } from '../history/schema.ts';
import { AppError, type ErrorData, toAppError, toErrorData } from '../shared/app-error.ts';
import type { RunId } from '../shared/ids.ts';
import { compareForImport, planLifeMs, refusalsOf } from '../sync/compare-plans.ts';
import { guardsFor } from '../sync/guards.ts';
import { idOperationsOf, operationsOf } from '../sync/operations.ts';
import { blockedBy, isReleasable } from '../sync/override.ts';
import type { Change, GuardFinding, Operation, Plan, WritingKind } from '../sync/plan-types.ts';
import type { ActivityReporter, BusyActivity } from './activity.ts';
import type { RunDeps, Systems } from './deps.ts';
import { execute } from './execute.ts';
import { failureOf } from './failure.ts';
import { rememberGoodRun, rememberOutcome } from './remember-outcome.ts';
import { countOutcomes, toRunPerson, withOutcomes } from './people.ts';
import { planAfresh } from './preview.ts';
import { connectSystems } from './systems.ts';

export interface ImportWork {
  readonly runId: RunId;
  readonly activity: ActivityReporter;
  readonly signal: AbortSignal;
}

/** The saved plan, if it is the one that is meant. Errors: `plan-missing`, `plan-changed`, `plan-stale`. */
export function checkCurrent(stored: StoredPlan | undefined, fingerprint: string, nowMs: number): StoredPlan {
  if (!stored || stored.header.runId) throw new AppError('plan-missing');
  if (stored.header.fingerprint !== fingerprint) throw new AppError('plan-changed');
  if (nowMs - stored.header.takenAtMs > planLifeMs) throw new AppError('plan-stale');
  return stored;
}

/**
 * The saved plan, if it may be imported as far as can be told without reading anything.
 * Errors: as `checkCurrent`, and `plan-blocked`, `plan-empty`.
 */
export function checkImportable(stored: StoredPlan | undefined, fingerprint: string, nowMs: number): StoredPlan {
  const { header, plan } = checkCurrent(stored, fingerprint, nowMs);
  if (blockedBy(plan, 'manual', header.override).length > 0) throw new AppError('plan-blocked');
  if (operationsOf(plan).length === 0) throw new AppError('plan-empty');
  return { header, plan };
}

/**
 * Imports the saved plan: both sides are read again and planned anew; rows that still say the same are written, all
 * others are skipped and named. Ends as a run in history whatever happens.
 */
export async function importSavedPlan(
  deps: RunDeps,
  systems: Systems,
  { header, plan: saved }: StoredPlan,
  work: ImportWork,
): Promise<Run> {
  let run = newRun(deps, work.runId, 'manual', saved, header);
  try {
    work.activity.phase('checking');
    const fresh = await planAfresh(deps, systems, work.activity, work.signal);
    const refused = refusalsOf(saved, fresh.plan, deps.clock.now());
    if (refused.length > 0 || fresh.snapshot.si.me.id !== header.siUserId) {
      throw new AppError('plan-changed', { fields: refused });
    }
    const { plan: rest, stale } = compareForImport(saved, fresh.plan);
    run = { ...run, actor: fresh.snapshot.si.me.name, guards: rest.guards };
    if (rest.guards.some((finding) => isStillBlocking(finding, header))) {
      return await endRun(deps, { ...run, state: 'blocked' });
    }
    return await writePlan(deps, systems, run, rest, stale, work, header);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

/** The override was found to fit the saved plan; what is left of that plan concerns as many people or fewer. */
function isStillBlocking(finding: GuardFinding, { override }: PlanHeader): boolean {
  return finding.effect === 'blocks' && !(isReleasable(finding) && override?.guards.includes(finding.id));
}

/** Plans and, unless a guard objects, imports at once: the three-hour tick. Nothing to write leaves no run. */
export async function importAutomatically(deps: RunDeps, systems: Systems, work: ImportWork): Promise<Run | undefined> {
  const fresh = await planAfresh(deps, systems, work.activity, work.signal);
  const findings = guardsFor(fresh.plan, 'automatic');
  const start = newRun(deps, work.runId, 'automatic', fresh.plan);
  const run: Run = { ...start, actor: fresh.snapshot.si.me.name, guards: findings };
  if (blockedBy(fresh.plan, 'automatic').length > 0) return endRun(deps, { ...run, state: 'blocked' });
  if (operationsOf(fresh.plan).length === 0) {
    await rememberGoodRun(deps.pairs, run, deps.clock.now());
    return undefined;
  }
  try {
    return await writePlan(deps, systems, run, fresh.plan, [], work);
  } catch (thrown) {
    return failRun(deps, run, thrown, work.signal);
  }
}

async function writePlan(
  deps: RunDeps,
  systems: Systems,
  start: Run,
  plan: Plan,
  stale: readonly Change[],
  work: ImportWork,
  taking?: PlanHeader,
): Promise<Run> {
  const mails = start.trigger === 'automatic' && systems.settings.sendPasswordEmails;
  const operations = operationsOf(plan, { mails });
  return writeOperations(deps, systems, start, operations, peopleOf(work.runId, plan, stale), work, taking);
}

/**
 * Stores the employee IDs and hire dates of people who differ in nothing else. What the saved plan showed is what is
 * written: a person whose row reads otherwise by now is left out.
 */
export async function storeEmployeeIds(
  deps: RunDeps,
  systems: Systems,
  { header, plan: saved }: StoredPlan,
  work: ImportWork,
): Promise<Run> {
  let run: Run = { ...newRun(deps, work.runId, 'manual', saved), kinds: noKinds };
  try {
    work.activity.phase('checking');
    const fresh = await planAfresh(deps, systems, work.activity, work.signal);
    const refused = refusalsOf(saved, fresh.plan, deps.clock.now());
    if (refused.length > 0 || fresh.snapshot.si.me.id !== header.siUserId) {
      throw new AppError('plan-changed', { fields: refused });
    }
    run = { ...run, actor: fresh.snapshot.si.me.name };
    const previewed = new Map(idOperationsOf(saved).map((operation) => [operation.changeKey, valuesText(operation)]));
    const operations = idOperationsOf(fresh.plan).filter(
      (operation) => previewed.get(operation.changeKey) === valuesText(operation),
    );
    const wanted = new Set(operations.map((operation) => operation.changeKey));
    const people = fresh.plan.changes
      .filter((change) => wanted.has(change.key))
      .map((change, index) => toRunPerson(work.runId, index, change));
    return await writeOperations(deps, systems, run, operations, people, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

/** Account and values of a write, to compare. */
function valuesText(operation: Operation): string {
  return JSON.stringify([operation.siUserId, 'values' in operation ? operation.values : undefined]);
}

async function writeOperations(
  deps: RunDeps,
  systems: Systems,
  start: Run,
  operations: readonly Operation[],
  people: readonly RunPerson[],
  work: ImportWork,
  taking?: PlanHeader,
): Promise<Run> {
  if (operations.length === 0 && people.length === 0) throw new AppError('plan-empty');
  const run: Run = { ...start, counts: countOutcomes(people) };
  const journal = operations.map(
    (operation): JournalRow => ({ runId: run.id, seq: operation.seq, operation, state: 'pending' }),
  );
  await deps.runs.open(run, people, journal, taking);
  deps.announce('runs');
  return carryOn(deps, systems, run, work);
}

/**
 * Goes on with a run whose worker died, at the company it was begun with and no other.
 * Errors: what may pass by itself (offline, rate limits, storage) leaves the run open for the next tick.
 */
export async function resumeRun(deps: RunDeps, open: Run, work: Pick<ImportWork, 'activity' | 'signal'>): Promise<Run> {
  let systems: Systems;
  try {
    systems = await connectSystems(deps);
    // Also without the signal: a cancelled run still has to find out what became of what it sent.
    const { companyId } = await systems.si.readEverybody();
    if (`${systems.settings.bambooSubdomain}|${companyId}` !== open.pair) throw new AppError('plan-changed');
  } catch (thrown) {
    const error = toAppError(thrown);
    const failure = failureOf(error);
    if (failure === 'open' || failure === 'not-yet' || error.code.startsWith('storage-')) throw error;
    return failRun(deps, open, error, work.signal);
  }
  return carryOn(deps, systems, open, work);
}

/** Performs what is left of an open run, from its journal alone: the first time, or after its worker died. */
async function carryOn(
  deps: RunDeps,
  systems: Pick<Systems, 'si'>,
  open: Run,
  work: Pick<ImportWork, 'activity' | 'signal'>,
): Promise<Run> {
  const executed = await execute(open.id, {
    si: systems.si,
    runs: deps.runs,
    clock: deps.clock,
    signal: work.signal,
    onProgress: (done, total) => work.activity.phase('writing', done, total),
    onWaiting: () => work.activity.phase('waiting'),
  });
  const { rows } = executed.journal;
  const people = withOutcomes(await deps.runs.people(open.id), rows);
  await deps.runs.putPeople(people);
  const run: Run = {
    ...open,
    state: executed.end,
    counts: countOutcomes(people),
    cause: executed.cause && toErrorData(executed.cause),
  };
  await rememberOutcome(deps.pairs, run, people, rows, deps.clock.now());
  return endRun(deps, run);
}

/**
 * Ends a run that broke off, saying of each person what the journal knows: nothing it confirmed is lost, and nobody counts
 * as touched of whom nothing was sent.
 */
async function failRun(deps: RunDeps, run: Run, thrown: unknown, signal: AbortSignal): Promise<Run> {
  const error = toErrorData(thrown);
  const rows = (await deps.runs.journal(run.id)).map((row) => abandoned(row, error));
  for (const row of rows) await deps.runs.putRow(row);
  const people = withOutcomes(await deps.runs.people(run.id), rows);
  await deps.runs.putPeople(people);
  const cancelled = error.code === 'aborted' && signal.aborted;
  const counts = countOutcomes(people);
  const ended: Run = cancelled
    ? { ...run, state: 'cancelled', counts }
    : { ...run, state: 'failed', counts, cause: error };
  await rememberOutcome(deps.pairs, ended, people, rows, deps.clock.now());
  return endRun(deps, ended);
}

function abandoned(row: JournalRow, error: ErrorData): JournalRow {
  if (row.state === 'sent') return { ...row, state: 'unknown', error };
  return row.state === 'pending' ? { ...row, state: 'skipped', skip: 'run-stopped' } : row;
}

/** A manual import whose worker died before the run was opened: nothing was written, but the admin who started it is told. */
export async function noteInterruptedImport(deps: RunDeps, dead: BusyActivity, cause: ErrorData): Promise<void> {
  const connection = await deps.state.get('connection');
  if (!connection || dead.runId === undefined || (await deps.runs.get(dead.runId))) return;
  await endRun(deps, {
    id: dead.runId,
    pair: connection.pair,
    trigger: dead.trigger,
    state: 'failed',
    startedAtMs: dead.startedAtMs,
    visible: connection.visible,
    kinds: noKinds,
    counts: { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 },
    cause,
  });
}

async function endRun(deps: RunDeps, run: Run): Promise<Run> {
  const ended = { ...run, endedAtMs: deps.clock.now() };
  await deps.runs.put(ended);
  deps.announce('runs');
  return ended;
}

function peopleOf(runId: RunId, plan: Plan, stale: readonly Change[]): RunPerson[] {
  const written = plan.changes
    .filter((change) => change.selected)
    .map((change, index) => toRunPerson(runId, index, change));
  const skipped = stale.map(
    (change, index): RunPerson => ({
      ...toRunPerson(runId, written.length + index, change),
      outcome: 'skipped',
      skip: 'changed-since',
    }),
  );
  return [...written, ...skipped];
}

const noKinds: Readonly<Record<WritingKind, number>> = { create: 0, update: 0, deactivate: 0, reactivate: 0 };

function newRun(deps: RunDeps, id: RunId, trigger: RunTrigger, plan: Plan, header?: PlanHeader): Run {
  const kinds = { ...noKinds };
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
    counts: { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 },
    override: header?.override,
  };
}
