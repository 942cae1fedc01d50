import { AppError } from '../../../src/shared/app-error.ts';
import type { Clock } from '../../../src/shared/clock.ts';

export interface TestClock extends Clock {
  /** Moves the time on without anybody sleeping. */
  advance(ms: number): void;
  /** Every sleep asked for, in ms. */
  readonly sleeps: readonly number[];
}

/** A clock whose sleeps end at once and move the time on. Sleeps that lie side by side count once. */
export function createTestClock(startMs = Date.UTC(2026, 10, 22, 12)): TestClock {
  let nowMs = startMs;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    async sleep(ms, signal) {
      if (signal?.aborted) throw new AppError('aborted');
      sleeps.push(ms);
      const dueMs = nowMs + ms;
      // Others get their turn first, as they would while real time passes.
      await new Promise((resolve) => setImmediate(resolve));
      nowMs = Math.max(nowMs, dueMs);
      if (signal?.aborted) throw new AppError('aborted');
    },
  };
}
