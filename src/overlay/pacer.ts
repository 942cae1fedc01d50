const windowMs = 10_000;
const mostInWindow = 10;
const longestPauseMs = 30_000;

/**
 * Keeps us from fighting a page that throws our elements out again and again: after ten repairs within ten seconds
 * the next one waits, twice as long each time.
 */
export interface Pacer {
  /** Counts a repair; how long to wait (ms) before it may be made, 0 for at once. */
  repair(nowMs: number): number;
}

export function createPacer(): Pacer {
  let recent: number[] = [];
  let pauseMs = 500;
  let notBeforeMs = 0;
  return {
    repair(nowMs) {
      if (nowMs < notBeforeMs) return notBeforeMs - nowMs;
      recent = recent.filter((atMs) => nowMs - atMs < windowMs);
      if (recent.length < mostInWindow) {
        recent.push(nowMs);
        if (recent.length === 1) pauseMs = 500;
        return 0;
      }
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      notBeforeMs = nowMs + pauseMs;
      recent = recent.slice(-mostInWindow + 1);
      return pauseMs;
    },
  };
}
