import type { Status } from '../messaging/replies.ts';
import { presentProblems } from '../run/automatic/present-problems.ts';
import type { RunDeps } from '../run/deps.ts';
import { statusOf } from './status-of.ts';

/** The status of a worker that has everything at hand. */
export async function readStatus(deps: RunDeps): Promise<Status> {
  return statusOf({ ...deps, problems: (schedule) => presentProblems(deps, schedule) });
}
