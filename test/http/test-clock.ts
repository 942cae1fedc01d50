import { AppError } from '../../src/shared/app-error.ts';
import type { Clock } from '../../src/shared/clock.ts';

export interface TestClock extends Clock {
  /** Waits that were asked for and ended by themselves, in ms. */
  readonly waits: readonly number[];
  /** Moves the time on and ends every wait that is due. */
  advance(ms: number): void;
  /** Resolves once a wait of at least `ms` is open. */
  untilWaiting(ms: number): Promise<void>;
}

/** A clock for tests: waits up to `instantMs` end at once and move the time, longer ones (deadlines) end by `advance`. */
export function createTestClock(startMs = Date.UTC(2026, 10, 22, 12), instantMs = 15_000): TestClock {
  let nowMs = startMs;
  const waits: number[] = [];
  const open = new Set<{ dueMs: number; ms: number; end: () => void }>();
  const watchers = new Set<() => void>();
  return {
    waits,
    now: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new AppError('aborted'));
        if (ms <= instantMs) {
          nowMs += ms;
          waits.push(ms);
          return resolve();
        }
        const wait = { dueMs: nowMs + ms, ms, end: resolve };
        open.add(wait);
        signal?.addEventListener('abort', () => {
          open.delete(wait);
          reject(new AppError('aborted'));
        });
        for (const watcher of watchers) watcher();
      }),
    advance(ms) {
      nowMs += ms;
      for (const wait of open) {
        if (wait.dueMs > nowMs) continue;
        open.delete(wait);
        wait.end();
      }
    },
    untilWaiting: (ms) =>
      new Promise((resolve) => {
        const look = () => {
          if (![...open].some((wait) => wait.ms >= ms)) return;
          watchers.delete(look);
          resolve();
        };
        watchers.add(look);
        look();
      }),
  };
}
