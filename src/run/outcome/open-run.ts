import type { JournalRow } from '../../domain/journal.ts';
import type { Operation } from '../../domain/operation.ts';
import type { SiUser } from '../../domain/people.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import type { Run, RunPerson } from '../../domain/run.ts';
import { AppError } from '../../shared/app-error.ts';
import type { RunWork } from '../activity.ts';
import type { RunDeps, Systems } from '../deps.ts';
import { carryOn } from './go-on.ts';
import { countOutcomes } from './people.ts';
import { withRoom } from './retention.ts';

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
