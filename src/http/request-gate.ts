import pLimit from 'p-limit';
import { AppError } from '../shared/app-error.ts';
import { longestWaitMs } from './retry-delay.ts';
import { timeLeft } from '../shared/stored-time.ts';
import type { Clock } from '../shared/clock.ts';

/** Lets a few requests run at a time, fewer after the vendor complained. */
export interface RequestGate {
  run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Halves the concurrency; nothing new starts before `untilMs` (epoch ms). */
  slowDown(untilMs?: number): void;
  /** How many may run now. */
  readonly concurrency: number;
}

const mostConcurrent = 4;
/** Good answers in a row after which one more may run again. */
const goodBeforeRaise = 20;

/** A gate for one vendor's requests; every client of that vendor should share it. Effects: none of its own. */
export function createRequestGate(clock: Clock): RequestGate {
  const limit = pLimit(mostConcurrent);
  let good = 0;
  let notBeforeMs = 0;

  const succeeded = () => {
    good += 1;
    if (good < goodBeforeRaise || limit.concurrency >= mostConcurrent) return;
    limit.concurrency += 1;
    good = 0;
  };

  return {
    run: (work, signal) =>
      limit(async () => {
        if (signal?.aborted) throw new AppError('aborted');
        const waitMs = timeLeft(notBeforeMs, clock.now(), longestWaitMs);
        if (waitMs > 0) await clock.sleep(waitMs, signal);
        const result = await work();
        succeeded();
        return result;
      }),
    slowDown(untilMs) {
      limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2));
      good = 0;
      if (untilMs !== undefined) notBeforeMs = Math.max(notBeforeMs, untilMs);
    },
    get concurrency() {
      return limit.concurrency;
    },
  };
}
