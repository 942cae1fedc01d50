import { noCounts, noKinds, type Run } from '../../domain/run.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { BusyActivity } from '../activity.ts';
import type { RunDeps } from '../deps.ts';
import { endRun } from './end-run.ts';

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
 * Without a connection there is no company to list it under. A run that was opened, and broke off with the storage, did come
 * to something: it stays open for whoever goes on with it, by its journal.
 */
export async function noteUnwritten(deps: RunDeps, run: Omit<Run, 'pair' | 'visible'> & Partial<Run>): Promise<void> {
  const connection = await deps.state.get('connection');
  const pair = run.pair ?? connection?.pair;
  if (!pair || (await deps.runs.get(run.id))) return;
  const [last] = await deps.runs.listOf(pair, 1);
  const nowMs = deps.clock.now();
  if (last && isSameFailure(last, run)) {
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
