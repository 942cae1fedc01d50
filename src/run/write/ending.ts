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
  /** The run goes on at the instant (epoch ms). */
  rest(untilMs: number): void;
  /** Fires with the first cause: what has not left is held back then, what is on the wire is left to finish (design §3.5). */
  readonly hold: AbortSignal;
  /** What was to be found out is found out: nothing is left of a run that came too late to write. */
  foundOut(): void;
  result(): End;
}

/** `resolveOnly`: too much time has passed to write anything. */
export function createEnding(signal: AbortSignal, resolveOnly = false): Ending {
  let end: End | undefined = resolveOnly ? { end: 'failed', cause: new AppError('run-interrupted') } : undefined;
  const hold = new AbortController();
  const come = (to: End) => {
    end ??= to;
    hold.abort();
  };
  signal.addEventListener('abort', () => hold.abort(), { once: true });
  return {
    reached() {
      if (signal.aborted) come({ end: 'cancelled' });
      return end !== undefined;
    },
    isResting: () => end?.end === 'waiting',
    stop: (cause) => come({ end: 'failed', cause }),
    rest: (untilMs) => come({ end: 'waiting', untilMs }),
    hold: hold.signal,
    foundOut() {
      if (resolveOnly) end = undefined;
    },
    result: () => end ?? { end: 'done' },
  };
}
