import type { JournalRow } from '../../domain/journal.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Run } from '../../domain/run.ts';
import { AppError, toAppError, toErrorData } from '../../shared/app-error.ts';
import { isFresh } from '../../shared/stored-time.ts';
import type { RunWork } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { failureOf } from '../failure.ts';
import { connectSystems } from '../systems.ts';
import { formsByAccount } from '../own-forms.ts';
import { execute } from '../write/execute.ts';
import { endRun, failRun } from './end-run.ts';
import { countOutcomes, withOutcomes } from './people.ts';
import { learnedForms } from './remember/own-forms.ts';
import { forgetWritten } from './remember/trace.ts';
import { rememberOutcome } from './remember-outcome.ts';
import { withRoom } from './retention.ts';

/** What was read longer ago than this is not written any more: both sides have moved on (design §3.5). */
const writeWithinMs = 30 * 60_000;

/** Nothing is found out any more about what was sent longer ago than this. */
const giveUpAfterMs = 24 * 3_600_000;

/**
 * Goes on with a run whose worker died, or that rested, at the company it was begun with and no other. After half an hour
 * it only finds out what became of what was sent.
 * Errors: what may pass by itself (offline, storage) leaves the run open for the next tick, but not one that was cancelled or
 * has written nothing for a day: what was sent stays unknown then. A rate limit makes it rest.
 */
export async function resumeRun(deps: RunDeps, open: Run, work: Omit<RunWork, 'runId'>): Promise<Run> {
  const journal = await deps.runs.journal(open.id);
  const lastMs = lastWriteMs(open, journal);
  try {
    const sources = await readSources(deps, open, journal, work.signal);
    const resolveOnly = !work.signal.aborted && !isFresh(lastMs, deps.clock.now(), writeWithinMs);
    return await carryOn(deps, { ...sources, resolveOnly }, open, work);
  } catch (thrown) {
    const error = toAppError(thrown);
    const failure = failureOf(error);
    if (error.code.startsWith('storage-')) throw error;
    if (isFresh(lastMs, deps.clock.now(), giveUpAfterMs)) {
      if (failure === 'not-yet') return rest(deps, open, error.context.retryAtMs, work);
      if (!work.signal.aborted && (failure === 'open' || error.code === 'bug')) throw error;
    }
    return failRun(deps, open, error, work.signal);
  }
}

async function readSources(
  deps: RunDeps,
  open: Run,
  journal: readonly JournalRow[],
  signal: AbortSignal,
): Promise<Sources> {
  const { si, settings } = await connectSystems(deps);
  // A cancelled run of which nothing is on its way has nothing to ask SI about.
  if (signal.aborted && !journal.some((row) => row.state === 'sent')) return { si, accounts: [] };
  // Also without the signal: a cancelled run still has to find out what became of what it sent.
  const { companyId, users } = await si.readEverybody();
  if (`${settings.bambooSubdomain}|${companyId}` !== open.pair) throw new AppError('plan-changed');
  return { si, accounts: users };
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
export async function carryOn(deps: RunDeps, sources: Sources, open: Run, work: Omit<RunWork, 'runId'>): Promise<Run> {
  const executed = await execute(open.id, {
    ...sources,
    runs: deps.runs,
    clock: deps.clock,
    signal: work.signal,
    ownForms: async (rows) => {
      const known = await deps.pairs.ownForms(open.pair);
      return formsByAccount([...known, ...learnedForms(open.pair, known, rows)]);
    },
    onProgress: (done, total, name) => work.activity.phase('writing', done, total, name),
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
  await forgetWritten(deps, run.pair, rows);
  return endRun(deps, run);
}
