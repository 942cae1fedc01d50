import { AppError } from '../../shared/app-error.ts';

/** How an execution ended: every operation has an outcome, or the first cause that ended it early. */
export interface End {
  readonly end: 'done' | 'cancelled' | 'failed' | 'waiting';
  readonly cause?: AppError | undefined;
  /** Of `waiting`: SI is to be left alone until then (epoch ms); what is left stays in the journal. */
  readonly untilMs?: number | undefined;
}

/** Whether an execution still may write, and what ended it where it may not. The first cause counts. */
export interface Ending {
  reached(): boolean;
  isResting(): boolean;
  stop(cause: AppError): void;
  /** The run goes on at the instant (epoch ms). Effects: fires `restSignal`. */
  rest(untilMs: number): void;
  /** Fires when the run goes to rest. */
  readonly restSignal: AbortSignal;
  /** What was to be found out is found out: nothing is left of a run that came too late to write. */
  foundOut(): void;
  result(): End;
}

/** `resolveOnly`: too much time has passed to write anything. */
export function createEnding(signal: AbortSignal, resolveOnly = false): Ending {
  let end: End | undefined = resolveOnly ? { end: 'failed', cause: new AppError('run-interrupted') } : undefined;
  const rest = new AbortController();
  return {
    reached() {
      if (!end && signal.aborted) end = { end: 'cancelled' };
      return end !== undefined;
    },
    isResting: () => end?.end === 'waiting',
    stop(cause) {
      end ??= { end: 'failed', cause };
    },
    rest(untilMs) {
      end ??= { end: 'waiting', untilMs };
      rest.abort();
    },
    restSignal: rest.signal,
    foundOut() {
      if (resolveOnly) end = undefined;
    },
    result: () => end ?? { end: 'done' },
  };
}
