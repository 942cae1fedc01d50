import type { Cause } from '../../domain/unattended/telling.ts';
import type { RunDeps } from '../deps.ts';
import { causesOf } from './causes.ts';
import { presentProblems } from './present-problems.ts';

/** Where what has to be told is read from. */
export type LookDeps = Pick<RunDeps, 'settings' | 'state' | 'pairs' | 'plans' | 'clock'>;

/** Everything an administrator should know of now, read from what is stored. Errors: storage. */
export async function presentCauses(deps: LookDeps): Promise<readonly Cause[]> {
  const { settings, state, pairs, clock } = deps;
  const [{ settings: now }, schedule, connection, overdue] = await Promise.all([
    settings.readable(),
    state.get('schedule'),
    state.get('connection'),
    state.get('overdue'),
  ]);
  return causesOf({
    nowMs: clock.now(),
    settings: now,
    problems: await presentProblems(deps, schedule),
    failedInARow: schedule?.failedInARow ?? 0,
    facts: connection && (await pairs.facts(connection.pair)),
    overdue,
    awaiting: schedule?.awaitingAnswer,
  });
}
