import type { Clock } from '../shared/clock.ts';

/** Pages take a worker that is silent for longer than 25 s for dead. */
const beatEveryMs = 10_000;

/** What is longer is for an alarm (design §3.5). */
const longestWaitMs = 5 * 60_000;

/**
 * Waits until the instant (epoch ms), giving a sign of life every few seconds. Rejects with `aborted` when the signal fires.
 * No clock that is set meanwhile, or was wrong when the instant was noted, makes it wait longer than five minutes.
 */
export async function waitUntil(
  untilMs: number,
  deps: { readonly clock: Clock; onWaiting(): void },
  signal?: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  let longestLeftMs = longestWaitMs;
  for (;;) {
    const leftMs = Math.min(untilMs - clock.now(), longestLeftMs);
    if (leftMs <= 0) return;
    const stepMs = Math.min(leftMs, beatEveryMs);
    deps.onWaiting();
    await clock.sleep(stepMs, signal);
    longestLeftMs -= stepMs;
  }
}
