import pLimit, { type LimitFunction } from 'p-limit';
import type { RunStore } from '../../history/run-store.ts';
import { type JournalRow, isFinal } from '../../domain/journal.ts';
import { type AppError, toAppError } from '../../shared/app-error.ts';
import type { Clock } from '../../shared/clock.ts';
import type { RunId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Stage } from '../../domain/operation.ts';
import { createCanary } from './canary.ts';
import { createEnding, type End } from './ending.ts';
import { createFailurePolicy } from './failure-policy.ts';
import { type Journal, openJournal } from './journal.ts';
import { type PerformContext, performOne } from './perform.ts';
import { skipMoved } from './live-chart.ts';
import { performLocks } from './perform-locks.ts';
import { resolveSent } from './resolve-sent.ts';
import { type Segment, segmentsOf } from './segments.ts';
import type { WriteBackDeps } from './write-back.ts';

export interface ExecuteDeps extends Pick<WriteBackDeps, 'si' | 'ownForms'> {
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Everybody as last read in full, before this execution wrote anything. */
  readonly accounts: readonly SiUser[];
  /** Only finds out what became of what was sent: too much time has passed to write the rest. */
  readonly resolveOnly?: boolean | undefined;
  /** `name`: of the person whose operation leaves now; nobody's after the last. */
  onProgress(done: number, total: number, name?: string): void;
  onWaiting(): void;
}

export interface Execution extends End {
  readonly journal: Journal;
}

/** Writes side by side; SI publishes no limit, other clients stay at five or fewer (SI reference §2.6). */
const writesAtOnce = 4;
/** Accounts per lock or unlock request (design §3.5). */
const locksPerRequest = 50;

/**
 * Performs the pending operations of a run, stage by stage, and resolves what an earlier worker left `sent`.
 * One failed person never stops the rest; a refused token, a cancelled run or a dead system does.
 * Effects: writes to SI; journals each operation before and after.
 */
export async function execute(runId: RunId, deps: ExecuteDeps): Promise<Execution> {
  const journal = await openJournal(deps.runs, deps.clock, runId);
  const execution = createExecution(journal, deps);
  for (const segment of segmentsOf(journal.rows)) await execution.perform(segment);
  await execution.skipRest();
  return { journal, ...execution.result() };
}

function createExecution(journal: Journal, deps: ExecuteDeps) {
  const ending = createEnding(deps.signal, deps.resolveOnly);
  const canary = createCanary({ ...deps, journal, ending });
  const policy = createFailurePolicy({ ...deps, journal, ending, onBlanked: canary.onBlanked });
  const existed = new Set(deps.accounts.map((user) => user.id));
  const context: PerformContext = {
    si: deps.si,
    hold: ending.hold,
    accountOf: journal.accountOf,
    managerId: journal.managerId,
    isShared: journal.isShared,
    existed: (id) => existed.has(id),
    profileToKeep: canary.profileToKeep,
    markSent: journal.sent,
  };
  const report = (name?: string) => {
    const { done, total } = journal.progress();
    deps.onProgress(done, total, done === total ? undefined : name);
  };

  /**
   * Sends rows of one stage in one request, until they have an outcome or their request has none.
   * `answered`: called once SI has answered and nothing more is asked for the row, before that is journalled.
   */
  async function send(stage: Stage, rows: readonly JournalRow[], answered?: () => void): Promise<void> {
    const name = rows[0]?.operation.name;
    try {
      report(name);
      await policy.attempt(rows, async () => {
        if (isLock(stage)) await performLocks(stage, rows, journal, context);
        else for (const row of rows) await sendOne(row, answered);
      });
      report(name);
    } catch (thrown) {
      // The journal itself cannot be written: the others must not go on without one.
      ending.stop(toAppError(thrown));
      throw thrown;
    }
  }

  async function sendOne(row: JournalRow, answered?: () => void): Promise<void> {
    const performed = await performOne(row, context);
    answered?.();
    if (performed.state === 'skipped') await journal.skipped(row, performed.skip, performed);
    else if (performed.state === 'failed') await journal.failed(row, performed.error, performed);
    else await journal.confirmed(row, performed.siUserId, performed);
  }

  /**
   * True when the row may go ahead. One whose precondition did not come true is skipped; while that is still open
   * the row stays as it is and comes up again once it was looked at.
   */
  async function mayGo(row: JournalRow): Promise<boolean> {
    const missing = row.operation.waitsFor.map((seq) => journal.row(seq)).find((each) => each.state !== 'confirmed');
    if (!missing) return true;
    if (isFinal(missing.state)) await journal.skipped(row, 'waits-for', { name: missing.operation.name });
    return false;
  }

  /** Everybody whose stage has its canary: side by side, but nobody before those they wait for. */
  async function sendRest(stage: Stage, rows: readonly JournalRow[]): Promise<void> {
    const limit = pLimit(isLock(stage) ? 1 : writesAtOnce);
    const ended = new Map<number, Promise<void>>();
    for (const batch of chunks(rows, isLock(stage) ? locksPerRequest : 1)) {
      const before = batch.flatMap((row) => row.operation.waitsFor.flatMap((seq) => ended.get(seq) ?? []));
      const sendBatch = async (answered: () => void) => {
        const ready: JournalRow[] = [];
        for (const row of batch) if (!ending.reached() && (await mayGo(row))) ready.push(row);
        if (ready.length > 0 && !ending.reached()) await send(stage, ready, answered);
        // Refused together, each is asked for by itself.
        const refused = ready.map(({ seq }) => journal.row(seq)).filter(({ state }) => state === 'pending');
        if (ready.length > 1) for (const row of refused) if (!ending.reached()) await send(stage, [row]);
      };
      const work = Promise.all(before).then(() => startIn(limit, sendBatch));
      for (const row of batch) ended.set(row.seq, work);
    }
    // Nobody may still be writing when the run is said to have ended, also where one of them broke.
    const outcomes = await Promise.allSettled(new Set(ended.values()));
    const broken = outcomes.find((outcome) => outcome.status === 'rejected');
    if (broken) throw broken.reason;
  }

  const resolveDeps = {
    ...deps,
    mayRest: () => !ending.reached(),
    onBlanked: (row: JournalRow, error: AppError) => canary.onBlanked([row], error),
  };

  /** Reading may itself be refused for the moment: then the run rests. */
  async function reading(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (thrown) {
      const { retryAtMs } = toAppError(thrown).context;
      if (retryAtMs === undefined) throw thrown;
      ending.rest(retryAtMs);
    }
  }
  const resolve = (rows: readonly JournalRow[]) => reading(() => resolveSent(rows, journal, resolveDeps));
  return {
    async perform({ stage, seqs }: Segment): Promise<void> {
      const inState = (state: JournalRow['state']) => seqs.map(journal.row).filter((row) => row.state === state);
      const unresolved = () => inState('sent');
      const pending = () => inState('pending');
      const next = async () => {
        for (const row of pending()) if (await mayGo(row)) return row;
        return undefined;
      };
      const write = async () => {
        await canary.goFirst({
          stage,
          next,
          send: (row) => send(stage, [row]),
          settle: (row) => resolve([row]),
        });
        if (!ending.reached()) await sendRest(stage, pending());
      };
      // What a dead worker left comes first; then the segment; then what got no usable answer, once more if proven undone.
      if (unresolved().length > 0) await resolve(unresolved());
      if (stage === 'managers' && !ending.reached()) await reading(() => skipMoved(pending(), journal, deps.si));
      await write();
      if (ending.isResting()) return;
      if (unresolved().length > 0) {
        await resolve(unresolved());
        await write();
        if (ending.isResting()) return;
        for (const row of unresolved()) await journal.unknown(row, { code: 'write-not-confirmed', context: {} });
      }
      // What still waits, waits for something that has its outcome by now.
      if (!ending.reached()) for (const row of pending()) await mayGo(row);
      report();
    },
    async skipRest(): Promise<void> {
      if (ending.isResting()) return;
      if (journal.rows.every((row) => isFinal(row.state))) ending.foundOut();
      const reason = ending.result().end === 'cancelled' ? 'cancelled' : 'run-stopped';
      for (const row of journal.rows) if (row.state === 'pending') await journal.skipped(row, reason);
      report();
    },
    result: ending.result,
  };
}

function isLock(stage: Stage): stage is 'reactivate' | 'deactivate' {
  return stage === 'reactivate' || stage === 'deactivate';
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}

/** Does the work in a place of the limit, which the work may give up before it ends. */
async function startIn(limit: LimitFunction, work: (leave: () => void) => Promise<void>): Promise<void> {
  let ended: Promise<void> = Promise.resolve();
  await limit(
    () =>
      new Promise<void>((leave) => {
        ended = work(leave).finally(leave);
      }),
  );
  await ended;
}
