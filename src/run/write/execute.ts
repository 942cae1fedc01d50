import pLimit from 'p-limit';
import type { RunStore } from '../../history/run-store.ts';
import { type JournalRow, isFinal } from '../../domain/journal.ts';
import { AppError, toAppError, toErrorData } from '../../shared/app-error.ts';
import { assertNever } from '../../shared/assert.ts';
import type { Clock } from '../../shared/clock.ts';
import type { RunId } from '../../domain/ids.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Stage } from '../../domain/operation.ts';
import { failureOf } from '../failure.ts';
import { type Journal, openJournal } from './journal.ts';
import { type PerformContext, performOne } from './perform.ts';
import { performLocks } from './perform-locks.ts';
import type { SiApi } from '../../si-api/si-api.ts';
import { resolveSent } from './resolve-sent.ts';
import { waitUntil } from '../wait.ts';
import { writeBack } from './write-back.ts';

export interface ExecuteDeps {
  readonly si: SiApi;
  readonly runs: RunStore;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Everybody as last read in full, before this execution wrote anything. */
  readonly accounts: readonly SiUser[];
  /** Only finds out what became of what was sent: too much time has passed to write the rest. */
  readonly resolveOnly?: boolean | undefined;
  onProgress(done: number, total: number): void;
  onWaiting(): void;
}

/** How an execution ended: every operation has an outcome, or the first cause that ended it early. */
export interface Execution {
  readonly journal: Journal;
  readonly end: 'done' | 'cancelled' | 'failed' | 'waiting';
  readonly cause?: AppError | undefined;
  /** Of `waiting`: SI is to be left alone until then (epoch ms); what is left stays in the journal. */
  readonly untilMs?: number | undefined;
}

/** Writes side by side; SI publishes no limit, other clients stay at five or fewer (SI reference §2.6). */
const writesAtOnce = 4;
/** After this many requests in a row without a usable answer the run stops asking. */
const openFailuresToStop = 5;
/** Being refused for the moment for longer than this is waited for by an alarm instead of holding the worker awake. */
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
  let halt: Pick<Execution, 'end' | 'cause' | 'untilMs'> | undefined = deps.resolveOnly ? tooLate() : undefined;
  /** Requests the gate still holds back when the run goes to rest must not leave in the middle of it. */
  const rest = new AbortController();
  const existed = new Set(deps.accounts.map((user) => user.id));
  const profiles = new Map(deps.accounts.map((user) => [user.id, user]));
  let openInARow = 0;
  let refusedSinceMs: number | undefined;

  const halted = () => {
    if (!halt && signal.aborted) halt = { end: 'cancelled' };
    return halt !== undefined;
  };
  const isResting = () => halt?.end === 'waiting';
  const stop = (cause: AppError) => {
    halt ??= { end: 'failed', cause };
  };
  const context: PerformContext = {
    si: deps.si,
    signal,
    writeSignal: rest.signal,
    accountOf: journal.accountOf,
    managerId: journal.managerId,
    existed: (id) => existed.has(id),
    // The first of a kind is looked at closely: if SI does something unexpected, it happens to one person.
    profileToKeep: (id) => (isCanary ? profiles.get(id) : undefined),
    markSent: journal.sent,
  };
  let isCanary = false;

  /** The row's write emptied something else: that is put back once, and nothing more is written. */
  async function onBlanked(rows: readonly JournalRow[], error: AppError): Promise<void> {
    const profileOf = (row: JournalRow) => profiles.get(journal.accountOf(row));
    const data = await writeBack(rows, error, { si: deps.si, journal, profileOf });
    for (const row of rows) await journal.failed(row, data);
    stop(new AppError(data.code, data.context, { cause: error }));
  }
  const report = () => {
    const { done, total } = journal.progress();
    deps.onProgress(done, total);
  };

  /** Decides what a failed request means for its rows; true when they should be sent again. */
  async function onFailure(rows: readonly JournalRow[], thrown: unknown): Promise<boolean> {
    const error = toAppError(thrown);
    const undecided = rows.map((row) => journal.row(row.seq)).filter((row) => !isFinal(row.state));
    const sent = undecided.filter((row) => row.state === 'sent');
    if (error.code === 'write-blanked-field') {
      await onBlanked(undecided, error);
      return false;
    }
    // At rest: what was held back and what is on its way is looked at when the run goes on.
    if (isResting() && error.code === 'aborted') return false;
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
        if (untilMs - clock.now() > longestWaitMs) {
          halt ??= { end: 'waiting', untilMs };
          rest.abort();
          return false;
        }
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

  const hasConfirmed = (stage: Stage) =>
    journal.rows.some((row) => row.operation.stage === stage && row.state === 'confirmed');

  /** One after the other until the first of its kind has been written; gives the rows that are left. */
  async function writeCanary(stage: Stage, rows: readonly JournalRow[]): Promise<readonly JournalRow[]> {
    let left = rows;
    isCanary = true;
    while (left.length > 0 && !halted() && !hasConfirmed(stage)) {
      const [first, ...others] = left as [JournalRow, ...JournalRow[]];
      left = others;
      if (await mayGo(first)) await writeOne(first);
      if (journal.row(first.seq).state === 'sent') break;
    }
    isCanary = false;
    return left;
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
        const performed = await performOne(row, context);
        if (performed.state === 'skipped') await journal.skipped(row, performed.skip);
        else if (performed.state === 'failed') await journal.failed(row, performed.error, performed.dropped);
        else {
          if (performed.profile) profiles.set(performed.siUserId, performed.profile);
          await journal.confirmed(row, performed.siUserId);
        }
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
      isCanary = !hasConfirmed(stage);
      await attempt(batch, () => performLocks(stage, batch, journal, context));
    }
    isCanary = false;
  }

  const resolveDeps = {
    ...deps,
    mayRest: () => !halted(),
    onBlanked: (row: JournalRow, error: AppError) => onBlanked([row], error),
  };

  /** Reading what became of requests may itself be refused for the moment: they stay `sent`, and the run rests. */
  async function resolve(rows: readonly JournalRow[]): Promise<void> {
    try {
      await resolveSent(rows, journal, resolveDeps);
    } catch (thrown) {
      const { context } = toAppError(thrown);
      if (context.retryAtMs === undefined) throw thrown;
      halt = { end: 'waiting', untilMs: context.retryAtMs };
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
        else await writeSingly(await writeCanary(stage, pending()));
      };
      // What a dead worker left comes first; then the segment; then what got no usable answer, once more if proven undone.
      if (unresolved().length > 0) await resolve(unresolved());
      await write();
      if (isResting()) return;
      if (unresolved().length > 0) {
        await resolve(unresolved());
        await write();
        if (isResting()) return;
        for (const row of unresolved()) await journal.unknown(row, { code: 'write-not-confirmed', context: {} });
      }
      // What still waits, waits for something that has its outcome by now.
      if (!halted()) for (const row of pending()) await mayGo(row);
      report();
    },
    async skipRest(): Promise<void> {
      if (isResting()) return;
      if (deps.resolveOnly && journal.rows.every((row) => isFinal(row.state))) halt = undefined;
      const reason = halt?.end === 'cancelled' ? 'cancelled' : 'run-stopped';
      for (const row of journal.rows) if (row.state === 'pending') await journal.skipped(row, reason);
      report();
    },
    result: () => halt ?? { end: 'done' as const },
  };
}

function tooLate() {
  return { end: 'failed', cause: new AppError('run-interrupted') } as const;
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
