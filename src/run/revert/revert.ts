import type { WritingKind } from '../../domain/change.ts';
import type { RevertPlan, RevertRow } from '../../domain/revert.ts';
import { AppError } from '../../shared/app-error.ts';
import type { RunId } from '../../domain/ids.ts';
import { isFresh } from '../../shared/stored-time.ts';
import { planLifeMs } from '../../domain/plan.ts';
import { hashTexts } from '../../sync/fingerprint/hash.ts';
import { noCounts, noKinds, type Run, type RunPerson } from '../../domain/run.ts';
import type { SiSnapshot } from '../../domain/snapshot.ts';
import type { ActivityReporter, RunWork } from '../activity.ts';
import { failRun } from '../outcome/end-run.ts';
import { writeOrders } from '../outcome/open-run.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { formsByAccount } from '../own-forms.ts';
import { isOfAccount, lockedLater } from './later-runs.ts';
import { planReversal, type Reversal } from './revert-rows.ts';

/**
 * The run, if there is something to take back. Errors: `plan-missing`; `plan-changed` when it is of another company than
 * the connected one; `run-busy` while it is still open.
 */
export async function checkRevertable(deps: RunDeps, runId: RunId): Promise<Run> {
  const run = await deps.runs.get(runId);
  const connection = await deps.state.get('connection');
  if (connection && run && run.pair !== connection.pair) throw new AppError('plan-changed', { fields: ['company'] });
  if (!run || run.task === 'mails') throw new AppError('plan-missing');
  if (run.state === 'running') throw new AppError('run-busy');
  return run;
}

/**
 * The previewed revert, if it is the one that is meant.
 * Errors: `plan-missing`, `plan-changed`, `plan-stale`, `plan-empty`; `settings-invalid` naming `automaticImports` while they
 * are on: they would undo it.
 */
export async function checkRevertPlan(deps: RunDeps, fingerprint: string): Promise<RevertPlan> {
  if ((await deps.settings.get()).automaticImports) {
    throw new AppError('settings-invalid', { fields: ['automaticImports'] });
  }
  const plan = await deps.state.get('revert-plan');
  if (!plan) throw new AppError('plan-missing');
  if (plan.fingerprint !== fingerprint) throw new AppError('plan-changed');
  if (!isFresh(plan.atMs, deps.clock.now(), planLifeMs)) throw new AppError('plan-stale');
  if (plan.rows.every(({ verdict }) => verdict === 'kept')) throw new AppError('plan-empty');
  return plan;
}

/** Reads SI and stores what a revert of the run, or of some of its rows, would do. Writes nothing to SI. */
export async function makeRevertPlan(
  deps: RunDeps,
  systems: Systems,
  work: {
    readonly run: Run;
    readonly keys?: readonly string[] | undefined;
    readonly activity: ActivityReporter;
    readonly signal: AbortSignal;
  },
): Promise<RevertPlan> {
  const { run, keys } = work;
  await deps.state.clear('revert-plan');
  const snapshot = await readCompany(systems, run, work.signal);
  work.activity.phase('planning');
  const { rows } = await reversalOf(deps, run, snapshot, keys);
  const plan: RevertPlan = {
    runId: run.id,
    pair: run.pair,
    atMs: deps.clock.now(),
    fingerprint: hashTexts([run.id, ...rows.map((row) => JSON.stringify(row))]),
    rows,
  };
  await deps.state.set('revert-plan', plan);
  await deps.state.clear('revert-error');
  deps.announce('runs');
  return plan;
}

/**
 * Puts back what the plan says, for people of whom SI still shows the same; all others are kept and named.
 * Ends as a run in history whatever happens.
 */
export async function revertRun(deps: RunDeps, systems: Systems, plan: RevertPlan, work: RunWork): Promise<Run> {
  const reverted = await deps.runs.get(plan.runId);
  let run: Run = {
    id: work.runId,
    pair: plan.pair,
    trigger: 'revert',
    reverts: plan.runId,
    state: 'running',
    startedAtMs: deps.clock.now(),
    visible: reverted?.visible ?? 0,
    kinds: kindsOf(plan.rows),
    counts: noCounts,
  };
  try {
    if (!reverted) throw new AppError('plan-missing');
    const snapshot = await readCompany(systems, reverted, work.signal);
    run = { ...run, actor: snapshot.me.name };
    const meant = new Map(plan.rows.map((row) => [row.changeKey, JSON.stringify(row)]));
    let keys = plan.rows.filter(({ verdict }) => verdict === 'revert').map((row) => row.changeKey);
    let fresh = await reversalOf(deps, reverted, snapshot, keys);
    // Who is left out can hold others back: until nothing is written that was not previewed.
    for (;;) {
      const same = fresh.rows.filter((row) => meant.get(row.changeKey) === JSON.stringify(row)).map(keyOf);
      if (same.length === keys.length) break;
      keys = same;
      fresh = await reversalOf(deps, reverted, snapshot, keys);
    }
    const people = await peopleOf(deps, run, plan.rows, new Set(keys));
    await deps.state.clear('revert-plan');
    const orders = { operations: fresh.operations, people, accounts: snapshot.users };
    return await writeOrders(deps, systems.si, run, orders, work);
  } catch (thrown) {
    return await failRun(deps, run, thrown, work.signal);
  }
}

const keyOf = (row: RevertRow) => row.changeKey;

/** Errors: `plan-changed` when the settings lead to another company than the run's. */
async function readCompany({ si, settings }: Systems, run: Run, signal: AbortSignal): Promise<SiSnapshot> {
  const snapshot = await si.readEverybody({ signal });
  if (`${settings.bambooSubdomain}|${snapshot.companyId}` !== run.pair) {
    throw new AppError('plan-changed', { fields: ['company'] });
  }
  return snapshot;
}

async function reversalOf(
  deps: RunDeps,
  run: Run,
  snapshot: SiSnapshot,
  keys: readonly string[] | undefined,
): Promise<Reversal> {
  const wanted = keys && new Set(keys);
  const [people, journal, ownForms] = await Promise.all([
    deps.runs.people(run.id),
    deps.runs.journal(run.id),
    deps.pairs.ownForms(run.pair),
  ]);
  return planReversal({
    people: wanted ? people.filter((person) => wanted.has(person.changeKey)) : people,
    journal,
    users: snapshot.users,
    lockedLater: journal.some(isOfAccount) ? await lockedLater(deps.runs, run) : new Set(),
    ownForms: formsByAccount(ownForms),
    me: snapshot.me.id,
  });
}

function kindOf(row: RevertRow): WritingKind {
  return row.account ?? 'update';
}

function kindsOf(rows: readonly RevertRow[]): Run['kinds'] {
  const kinds: Record<WritingKind, number> = { ...noKinds };
  for (const row of rows) if (row.verdict === 'revert') kinds[kindOf(row)] += 1;
  return kinds;
}

async function peopleOf(
  deps: RunDeps,
  run: Run,
  rows: readonly RevertRow[],
  going: ReadonlySet<string>,
): Promise<readonly RunPerson[]> {
  const before = new Map(
    (run.reverts ? await deps.runs.people(run.reverts) : []).map((each) => [each.changeKey, each]),
  );
  return rows.map((row, index): RunPerson => {
    const { changeKey, name, siUserId, fields } = row;
    const { employeeId, email, match } = before.get(changeKey) ?? {};
    const person = { runId: run.id, index, changeKey, name, kind: kindOf(row), employeeId, siUserId, email, match };
    if (going.has(changeKey)) return { ...person, fields, outcome: 'pending' };
    const skip = row.verdict === 'kept' && row.protected ? 'protected' : 'edited-since';
    return { ...person, fields, outcome: 'skipped', skip };
  });
}
