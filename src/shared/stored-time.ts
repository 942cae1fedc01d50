/**
 * Instants that were stored, judged by a clock that may have been wrong when they were or be wrong now: whoever sets a
 * clock that said 2030 right again must not wait until 2030.
 */

/** No vendor's wish keeps us away for longer than this. */
export const longestAskedWaitMs = 3_600_000;

/** Clocks are put right by seconds all the time. */
const slackMs = 60_000;

/**
 * What is left (ms) of a wait until the instant; 0 when it is over, and when more is left than the wait can be long: then
 * the instant was stored under another clock.
 */
export function timeLeft(untilMs: number, nowMs: number, longestMs: number): number {
  const leftMs = untilMs - nowMs;
  return leftMs > 0 && leftMs <= longestMs ? leftMs : 0;
}

/** Whether what was stored at the instant is still good. The age of what comes from the future is not known: it is not. */
export function isFresh(atMs: number, nowMs: number, lifeMs: number): boolean {
  const ageMs = nowMs - atMs;
  return ageMs >= -slackMs && ageMs <= lifeMs;
}

/** Whether the instant lies behind; what a clock that was ahead has noted does not. */
export function isPast(atMs: number, nowMs: number): boolean {
  return isFresh(atMs, nowMs, Number.POSITIVE_INFINITY);
}
