import type { JournalRow } from '../../domain/journal.ts';
import type { Run } from '../../domain/run.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import type { RunDeps } from '../deps.ts';
import { countOutcomes, withOutcomes } from './people.ts';
import { forgetWritten } from './remember/trace.ts';
import { rememberOutcome } from './remember-outcome.ts';
import { keepRetention, withRoom } from './retention.ts';

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
  const counts = countOutcomes(people);
  const left: Run = { ...run, counts, resumeAtMs: undefined };
  // Whatever keeps a cancelled run from what it still wanted to find out, it was given up.
  const ended: Run = signal.aborted ? { ...left, state: 'cancelled' } : { ...left, state: 'failed', cause: error };
  await rememberOutcome(deps.pairs, ended, people, rows, deps.clock.now());
  await forgetWritten(deps, run.pair, rows);
  return endRun(deps, ended);
}

function abandoned(row: JournalRow, error: ErrorData): JournalRow {
  if (row.state === 'sent') return { ...row, state: 'unknown', error };
  return row.state === 'pending' ? { ...row, state: 'skipped', skip: 'run-stopped' } : row;
}

/** Keeps the run as ended now. Effects: storage, where older runs may have to make room; tells open pages. */
export async function endRun(deps: RunDeps, run: Run): Promise<Run> {
  const ended = { ...run, endedAtMs: deps.clock.now() };
  await withRoom(deps, () => deps.runs.put(ended));
  await keepRetention(deps);
  deps.announce('runs');
  return ended;
}
