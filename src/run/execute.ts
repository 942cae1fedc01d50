import pLimit from 'p-limit';
import type { RunStore } from '../history/run-store.ts';
import { isFinal } from '../history/run-store.ts';
import type { JournalRow } from '../history/schema.ts';
import { type AppError, toAppError, toErrorData } from '../shared/app-error.ts';
import { assertNever } from '../shared/assert.ts';
import type { Clock } from '../shared/clock.ts';
import type { RunId } from '../shared/ids.ts';
import type { Stage } from '../sync/plan-types.ts';
import { failureOf } from './failure.ts';
import { type Journal, openJournal } from './journal.ts';
import { performOne } from './perform.ts';
import { performLocks } from './perform-locks.ts';
import type { SiApi } from '../si-api/si-api.ts';
import { resolveSent } from './resolve-sent.ts';
import { waitUntil } from './wait.ts';

export interface ExecuteDeps {
  readonly si: SiApi;
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  onProgress(done: number, total: number): void;
  onWaiting(): void;
}

/** How an execution ended: every operation has an outcome, or the first cause that ended it early. */
export interface Execution {
  readonly journal: Journal;
  readonly end: 'done' | 'cancelled' | 'failed';
  readonly cause?: AppError | undefined;
}

/** Writes side by side; SI publishes no limit, other clients stay at five or fewer (SI reference §2.6). */
const writesAtOnce = 4;
/** After this many requests in a row without a usable answer the run stops asking. */
const openFailuresToStop = 5;
/** Being refused for the moment for longer than this ends the run instead of holding the worker awake. */
const longestWaitMs = 5 * 60_000;
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
  const { clock, signal } = deps;
  let halt: { readonly end: 'cancelled' | 'failed'; readonly cause?: AppError } | undefined;
  let openInARow = 0;
  let refusedSinceMs: number | undefined;

  const halted = () => {
    if (!halt && signal.aborted) halt = { end: 'cancelled' };
    return halt !== undefined;
  };
  const stop = (cause: AppError) => {
    halt ??= { end: 'failed', cause };
  };
  const report = () => {
    const { done, total } = journal.progress();
    deps.onProgress(done, total);
  };

  /** Decides what a failed request means for its rows; true when they should be sent again. */
  async function onFailure(rows: readonly JournalRow[], thrown: unknown): Promise<boolean> {
    const error = toAppError(thrown);
    const undecided = rows.map((row) => journal.row(row.seq)).filter((row) => !isFinal(row.state));
    const sent = undecided.filter((row) => row.state === 'sent');
    // Cancelled before anything was sent: nothing happened to the row.
    if (sent.length === 0 && error.code === 'aborted') return false;
    const failure = sent.length === 0 && failureOf(error) === 'open' ? 'unsent' : failureOf(error);
    switch (failure) {
      case 'refused':
        for (const row of undecided) await journal.failed(row, toErrorData(error));
        return false;
      case 'not-yet': {
        const untilMs = Math.max(clock.now() + 1_000, error.context.retryAtMs ?? 0);
        for (const row of sent) await journal.again(row);
        refusedSinceMs ??= clock.now();
        if (untilMs - refusedSinceMs > longestWaitMs) {
          stop(error);
          return false;
        }
        await waitUntil(untilMs, deps, signal).catch(() => undefined);
        return true;
      }
      case 'stop':
        for (const row of sent) await journal.failed(row, toErrorData(error));
        stop(error);
        return false;
      case 'broken':
        // What was sent stays `sent`: SI may have done it, and reading will tell.
        stop(error);
        return false;
      case 'open':
      case 'unsent':
        // `open` rows stay `sent` and are resolved by reading; `unsent` ones were never asked for and fail.
        if (failure === 'unsent') for (const row of undecided) await journal.failed(row, toErrorData(error));
        openInARow += 1;
        if (openInARow >= openFailuresToStop) stop(error);
        return false;
      default:
        return assertNever(failure);
    }
  }

  async function attempt(rows: readonly JournalRow[], work: () => Promise<void>): Promise<void> {
    let again = true;
    while (again && !halted()) {
      try {
        await work();
        openInARow = 0;
        refusedSinceMs = undefined;
        again = false;
      } catch (thrown) {
        again = await onFailure(rows, thrown);
      }
    }
    report();
  }

  /**
   * True when the row may go ahead. One whose precondition did not come true is skipped; while that is still open
   * the row stays as it is and comes up again once it was looked at.
   */
  async function mayGo(row: JournalRow): Promise<boolean> {
    const missing = row.operation.waitsFor.map((seq) => journal.row(seq)).find((each) => each.state !== 'confirmed');
    if (!missing) return true;
    if (isFinal(missing.state)) await journal.skipped(row, 'waits-for', missing.operation.name);
    return false;
  }

  async function writeSingly(rows: readonly JournalRow[]): Promise<void> {
    const limit = pLimit(writesAtOnce);
    const ended = new Map<number, Promise<void>>();
    for (const row of rows) {
      const before = row.operation.waitsFor.map((seq) => ended.get(seq)).filter((work) => work !== undefined);
      ended.set(
        row.seq,
        Promise.all(before).then(() =>
          limit(async () => {
            if (!halted() && (await mayGo(row))) await writeOne(row);
          }),
        ),
      );
    }
    // Nobody may still be writing when the run is said to have ended, also where one of them broke.
    const outcomes = await Promise.allSettled(ended.values());
    const broken = outcomes.find((outcome) => outcome.status === 'rejected');
    if (broken) throw broken.reason;
  }

  async function writeOne(row: JournalRow): Promise<void> {
    try {
      await attempt([row], async () => {
        const performed = await performOne(row, {
          si: deps.si,
          signal,
          accountOf: journal.accountOf,
          managerId: journal.managerId,
          markSent: journal.sent,
        });
        if (performed.state === 'confirmed') await journal.confirmed(row, performed.siUserId);
        else await journal.skipped(row, performed.skip);
      });
    } catch (thrown) {
      // The journal itself cannot be written: the others must not go on without one.
      stop(toAppError(thrown));
      throw thrown;
    }
  }

  async function writeLocks(rows: readonly JournalRow[], stage: 'reactivate' | 'deactivate'): Promise<void> {
    const ready: JournalRow[] = [];
    for (const row of rows) if (!halted() && (await mayGo(row))) ready.push(row);
    // The first goes alone: if SI does something unexpected, it happens to one person.
    for (const batch of [ready.slice(0, 1), ...chunks(ready.slice(1), locksPerRequest)]) {
      if (batch.length === 0 || halted()) continue;
      await attempt(batch, () => performLocks(stage, batch, journal, deps.si));
    }
  }

  return {
    async perform({ stage, seqs }: Segment): Promise<void> {
      const inState = (state: JournalRow['state']) => seqs.map(journal.row).filter((row) => row.state === state);
      const unresolved = () => inState('sent');
      const pending = () => inState('pending');
      const write = async () => {
        if (halted() || pending().length === 0) return;
        if (stage === 'reactivate' || stage === 'deactivate') await writeLocks(pending(), stage);
        else await writeSingly(pending());
      };
      // What a dead worker left comes first; then the segment; then what got no usable answer, once more if proven undone.
      if (unresolved().length > 0) await resolveSent(unresolved(), journal, deps);
      await write();
      if (unresolved().length > 0) {
        await resolveSent(unresolved(), journal, deps);
        await write();
        for (const row of unresolved()) await journal.unknown(row, { code: 'write-not-confirmed', context: {} });
      }
      // What still waits, waits for something that has its outcome by now.
      if (!halted()) for (const row of pending()) await mayGo(row);
      report();
    },
    async skipRest(): Promise<void> {
      const reason = halt?.end === 'cancelled' ? 'cancelled' : 'run-stopped';
      for (const row of journal.rows) if (row.state === 'pending') await journal.skipped(row, reason);
      report();
    },
    result: () => halt ?? { end: 'done' as const },
  };
}

/** Operations that follow each other and belong to one stage. A stage can come twice: some deactivations go first. */
interface Segment {
  readonly stage: Stage;
  readonly seqs: readonly number[];
}

function segmentsOf(rows: readonly JournalRow[]): Segment[] {
  const segments: { stage: Stage; seqs: number[] }[] = [];
  for (const { seq, operation } of rows) {
    const last = segments.at(-1);
    if (last?.stage === operation.stage) last.seqs.push(seq);
    else segments.push({ stage: operation.stage, seqs: [seq] });
  }
  return segments;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) parts.push(items.slice(start, start + size));
  return parts;
}
