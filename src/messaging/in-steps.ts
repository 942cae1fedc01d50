import type { Clock } from '../shared/clock.ts';

/** Far longer than what a found person costs more than an unknown one, and short for somebody who has just pressed a tab. */
const stepMs = 300;

/**
 * Answer or error wait for the end of the step they are ready in: how long they took does not tell whom Small Improvements
 * knows. Errors: those of `work`.
 */
export async function inSteps<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const startedMs = clock.now();
  try {
    return await work();
  } finally {
    const tookMs = Math.max(0, clock.now() - startedMs);
    await clock.sleep(stepMs - (tookMs % stepMs));
  }
}
