import type { Clock } from '../shared/clock.ts';

/** Pages take a worker that is silent for longer than 25 s for dead. */
const beatEveryMs = 10_000;

/** Waits until the instant (epoch ms), giving a sign of life every few seconds. Rejects with `aborted` when the signal fires. */
export async function waitUntil(
  untilMs: number,
  deps: { readonly clock: Clock; onWaiting(): void },
  signal?: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  for (let leftMs = untilMs - clock.now(); leftMs > 0; leftMs = untilMs - clock.now()) {
    deps.onWaiting();
    await clock.sleep(Math.min(leftMs, beatEveryMs), signal);
  }
}
