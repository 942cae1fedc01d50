import type { WritingKind } from '../../domain/change.ts';
import type { Run, RunPerson } from '../../domain/run.ts';
import type { JournalRow } from '../../domain/journal.ts';
import { AppError, type ErrorData, toAppError, toErrorData } from '../../shared/app-error.ts';
import type { RunId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Operation } from '../../domain/operation.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import type { ActivityReporter, BusyActivity } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { execute } from '../write/execute.ts';
import { failureOf } from '../failure.ts';
import { countOutcomes, withOutcomes } from './people.ts';
import { rememberOutcome } from './remember-outcome.ts';
import { keepRetention, withRoom } from './retention.ts';
import { connectSystems } from '../systems.ts';

export interface RunWork {
  readonly runId: RunId;
  readonly activity: ActivityReporter;
  readonly signal: AbortSignal;
}

/** What a run is about to write, and in whose names. */
export interface Orders {
  readonly operations: readonly Operation[];
  readonly people: readonly RunPerson[];
  /** Everybody as read before. */
  readonly accounts: readonly SiUser[];
  /** The plan the run takes; it cannot be taken twice. */
  readonly taking?: PlanHeader | undefined;
}

/** Opens the run with its journal and performs it. Errors: `plan-empty`, `plan-changed`; storage. */
export async function writeOrders(
  deps: RunDeps,
  si: Systems['si'],
  start: Run,
  orders: Orders,
  work: Omit<RunWork, 'runId'>,
): Promise<Run> {
  const { operations, people } = orders;
  if (operations.length === 0 && people.length === 0) throw new AppError('plan-empty');
  const run: Run = { ...start, counts: countOutcomes(people) };
  const journal = operations.map(
    (operation): JournalRow => ({ runId: run.id, seq: operation.seq, operation, state: 'pending' }),
  );
  await withRoom(deps, () => deps.runs.open(run, people, journal, orders.taking));
  deps.announce('runs');
  return carryOn(deps, { si, accounts: orders.accounts }, run, work);
}

/** What was read longer ago than this is not written any more: both sides have moved on (design §3.5). */
const writeWithinMs = 30 * 60_000;

/**
 * Goes on with a run whose worker died, or that rested, at the company it was begun with and no other. After half an hour
 * it only finds out what became of what was sent.
 * Errors: what may pass by itself (offline, storage) leaves the run open for the next tick; a rate limit makes it rest.
 */
export async function resumeRun(deps: RunDeps, open: Run, work: Omit<RunWork, 'runId'>): Promise<Run> {
  let si: Systems['si'];
  let accounts: readonly SiUser[] = [];
  const journal = await deps.runs.journal(open.id);
  // A cancelled run of which nothing is on its way has nothing to ask SI about.
  const needsReading = !work.signal.aborted || journal.some((row) => row.state === 'sent');
  try {
    const systems = await connectSystems(deps);
    si = systems.si;
    // Also without the signal: a cancelled run still has to find out what became of what it sent.
    if (needsReading) {
      const read = await si.readEverybody();
      if (`${systems.settings.bambooSubdomain}|${read.companyId}` !== open.pair) throw new AppError('plan-changed');
      accounts = read.users;
    }
  } catch (thrown) {
    const error = toAppError(thrown);
    const failure = failureOf(error);
    if (failure === 'not-yet') return rest(deps, open, error.context.retryAtMs, work);
    if (failure === 'open' || error.code.startsWith('storage-')) throw error;
    return failRun(deps, open, error, work.signal);
  }
  const resolveOnly = deps.clock.now() - lastWriteMs(open, journal) > writeWithinMs;
  return carryOn(deps, { si, accounts, resolveOnly }, open, work);
}

function lastWriteMs(open: Run, journal: readonly JournalRow[]): number {
  let last = open.startedAtMs;
  for (const row of journal) {
    last = Math.max(last, row.sentAtMs ?? 0, row.state === 'confirmed' ? (row.endedAtMs ?? 0) : 0);
  }
  return last;
}

/** The run goes on at the instant (epoch ms), by an alarm should the worker have been ended by then. */
async function rest(
  deps: RunDeps,
  open: Run,
  untilMs = deps.clock.now(),
  { activity }: Pick<RunWork, 'activity'>,
): Promise<Run> {
  const resting: Run = { ...open, resumeAtMs: untilMs };
  await deps.runs.put(resting);
  activity.restUntil(untilMs);
  return resting;
}

interface Sources {
  readonly si: Systems['si'];
  readonly accounts: readonly SiUser[];
  readonly resolveOnly?: boolean | undefined;
}

/** Performs what is left of an open run, from its journal alone: the first time, or after its worker died. */
async function carryOn(deps: RunDeps, sources: Sources, open: Run, work: Omit<RunWork, 'runId'>): Promise<Run> {
  const executed = await execute(open.id, {
    ...sources,
    runs: deps.runs,
    clock: deps.clock,
    signal: work.signal,
    onProgress: (done, total) => work.activity.phase('writing', done, total),
    onWaiting: () => work.activity.phase('waiting'),
  });
  if (executed.end === 'waiting') return rest(deps, open, executed.untilMs, work);
  const { rows } = executed.journal;
  const people = withOutcomes(await deps.runs.people(open.id), rows);
  await withRoom(deps, () => deps.runs.putPeople(people));
  const run: Run = {
    ...open,
    state: executed.end,
    resumeAtMs: undefined,
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
export async function failRun(deps: RunDeps, run: Run, thrown: unknown, signal: AbortSignal): Promise<Run> {
  const error = toErrorData(thrown);
  const rows = (await deps.runs.journal(run.id)).map((row) => abandoned(row, error));
  for (const row of rows) await deps.runs.putRow(row);
  const people = withOutcomes(await deps.runs.people(run.id), rows);
  await deps.runs.putPeople(people);
  const cancelled = error.code === 'aborted' && signal.aborted;
  const counts = countOutcomes(people);
  const left: Run = { ...run, counts, resumeAtMs: undefined };
  const ended: Run = cancelled ? { ...left, state: 'cancelled' } : { ...left, state: 'failed', cause: error };
  await rememberOutcome(deps.pairs, ended, people, rows, deps.clock.now());
  return endRun(deps, ended);
}

function abandoned(row: JournalRow, error: ErrorData): JournalRow {
  if (row.state === 'sent') return { ...row, state: 'unknown', error };
  return row.state === 'pending' ? { ...row, state: 'skipped', skip: 'run-stopped' } : row;
}

export const noKinds: Readonly<Record<WritingKind, number>> = { create: 0, update: 0, deactivate: 0, reactivate: 0 };
export const noCounts: Run['counts'] = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 };

/** Work whose worker died before the run was opened: nothing was written, but the admin who started it is told. */
export async function noteInterrupted(deps: RunDeps, dead: BusyActivity, cause: ErrorData): Promise<void> {
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
    counts: noCounts,
    cause,
  });
}

/**
 * An automatic run that came to nothing, in history: once for as long as nothing else happens, with the number of times.
 * Without a connection there is no company to list it under.
 */
export async function noteUnwritten(deps: RunDeps, run: Omit<Run, 'pair' | 'visible'> & Partial<Run>): Promise<void> {
  const connection = await deps.state.get('connection');
  const pair = run.pair ?? connection?.pair;
  if (!pair) return;
  const [last] = await deps.runs.list(1);
  const nowMs = deps.clock.now();
  if (last && last.pair === pair && isSameFailure(last, run)) {
    await deps.runs.put({ ...last, repeated: { times: (last.repeated?.times ?? 1) + 1, lastAtMs: nowMs } });
    deps.announce('runs');
    return;
  }
  await endRun(deps, { ...run, pair, visible: run.visible ?? connection?.visible ?? 0 });
}

function isSameFailure(last: Run, run: Pick<Run, 'trigger' | 'state' | 'cause' | 'guards'>): boolean {
  const guardsOf = (guards: Run['guards']) => (guards ?? []).map(({ id, effect }) => `${id} ${effect}`).join(',');
  const wroteNothing = Object.values(last.counts).every((count) => count === 0);
  return (
    wroteNothing &&
    last.trigger === run.trigger &&
    last.state === run.state &&
    last.cause?.code === run.cause?.code &&
    guardsOf(last.guards) === guardsOf(run.guards)
  );
}

export async function endRun(deps: RunDeps, run: Run): Promise<Run> {
  const ended = { ...run, endedAtMs: deps.clock.now() };
  await withRoom(deps, () => deps.runs.put(ended));
  await keepRetention(deps);
  deps.announce('runs');
  return ended;
}
