import { type JournalRow, isFinal } from '../../domain/journal.ts';
import { type AppError, toAppError, toErrorData } from '../../shared/app-error.ts';
import { assertNever } from '../../shared/assert.ts';
import type { Clock } from '../../shared/clock.ts';
import { failureOf } from '../failure.ts';
import { waitUntil } from '../wait.ts';
import type { Ending } from './ending.ts';
import type { Journal } from './journal.ts';

/** After this many requests in a row without a usable answer the run stops asking. */
const openFailuresToStop = 5;
/** Being refused for the moment for longer than this is waited for by an alarm instead of holding the worker awake. */
const longestWaitMs = 5 * 60_000;

interface FailurePolicyDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly ending: Ending;
  onWaiting(): void;
  /** The request of these rows emptied something it was not asked to. */
  onBlanked(rows: readonly JournalRow[], error: AppError): Promise<void>;
}

/** What becomes of operations whose request failed, and when one failure ends the whole execution. */
export interface FailurePolicy {
  /**
   * Sends the rows, once more for as long as SI refuses for the moment only. Effects: journals what failed; of several rows
   * refused in one request each is `pending` again.
   */
  attempt(rows: readonly JournalRow[], send: () => Promise<void>): Promise<void>;
}

export function createFailurePolicy(deps: FailurePolicyDeps): FailurePolicy {
  const { journal, clock, signal, ending } = deps;
  let openInARow = 0;
  let refusedSinceMs: number | undefined;

  /** True when the rows should be sent again. */
  async function refusedForNow(sent: readonly JournalRow[], error: AppError): Promise<boolean> {
    const untilMs = Math.max(clock.now() + 1_000, error.context.retryAtMs ?? 0);
    const rests = untilMs - clock.now() > longestWaitMs;
    // At once: what waits for its turn would leave while the journal is written.
    if (rests) ending.rest(untilMs);
    for (const row of sent) await journal.again(row);
    if (rests) return false;
    refusedSinceMs ??= clock.now();
    if (untilMs - refusedSinceMs > longestWaitMs) {
      ending.stop(error);
      return false;
    }
    await waitUntil(untilMs, deps, signal).catch(() => undefined);
    return true;
  }

  /** Decides what a failed request means for its rows; true when they should be sent again. */
  async function onFailure(rows: readonly JournalRow[], thrown: unknown): Promise<boolean> {
    const error = toAppError(thrown);
    const undecided = rows.map((row) => journal.row(row.seq)).filter((row) => !isFinal(row.state));
    const sent = undecided.filter((row) => row.state === 'sent');
    if (error.code === 'write-blanked-field') {
      await deps.onBlanked(undecided, error);
      return false;
    }
    // Held back, or cancelled, before anything was sent: nothing happened to the row.
    if (sent.length === 0 && error.code === 'aborted') return false;
    const failure = sent.length === 0 && failureOf(error) === 'open' ? 'unsent' : failureOf(error);
    switch (failure) {
      case 'refused':
        // Which of them is meant is not said: each is asked for by itself.
        if (undecided.length > 1) {
          for (const row of undecided) await journal.again(row);
          return false;
        }
        for (const row of undecided) await journal.failed(row, toErrorData(error));
        return false;
      case 'not-yet':
        return refusedForNow(sent, error);
      case 'stop':
        for (const row of sent) await journal.failed(row, toErrorData(error));
        ending.stop(error);
        return false;
      case 'broken':
        // What was sent stays `sent`: SI may have done it, and reading will tell.
        ending.stop(error);
        return false;
      case 'open':
      case 'unsent':
        // `open` rows stay `sent` and are resolved by reading; `unsent` ones were never asked for and fail.
        if (failure === 'unsent') for (const row of undecided) await journal.failed(row, toErrorData(error));
        openInARow += 1;
        if (openInARow >= openFailuresToStop) ending.stop(error);
        return false;
      default:
        return assertNever(failure);
    }
  }

  return {
    async attempt(rows, send) {
      let again = true;
      while (again && !ending.reached()) {
        try {
          await send();
          openInARow = 0;
          refusedSinceMs = undefined;
          again = false;
        } catch (thrown) {
          again = await onFailure(rows, thrown);
        }
      }
    },
  };
}
