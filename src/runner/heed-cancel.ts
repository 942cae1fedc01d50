import { setTimeout as pause } from 'node:timers/promises';
import type { Stores } from '../run/deps.ts';
import { logError } from '../shared/log.ts';
import type { TenantLock } from './store/run-lock.ts';

/** How often it is looked whether the run is given up elsewhere, in ms. */
const lookMs = 1_000;

/**
 * The same lock, under which work is broken off when somebody wishes that in another process: what one process is told does
 * not reach another, so the wish is kept in the database and looked for. `cancel`: breaks off what this process is at.
 */
export function heedCancel(
  lock: TenantLock,
  { state, runs }: Pick<Stores, 'state' | 'runs'>,
  cancel: () => Promise<void>,
): TenantLock {
  async function isWished(): Promise<boolean> {
    const wish = await state.get('cancel-wish');
    return wish !== undefined && (await runs.openRun())?.id === wish.runId;
  }

  async function watch(ended: AbortSignal): Promise<void> {
    for (;;) {
      // First the pause: most work is done by then, and asks the database nothing more.
      await pause(lookMs, undefined, { signal: ended }).catch(() => undefined);
      if (ended.aborted) return;
      try {
        if ((await isWished()) && !ended.aborted) return await cancel();
      } catch (thrown) {
        // It is looked again; what the database lacks ends the work itself.
        if (!ended.aborted) logError('cancel-wish', thrown);
      }
    }
  }

  return {
    ...lock,
    tryStart: (work) =>
      lock.tryStart(async () => {
        const ended = new AbortController();
        void watch(ended.signal);
        try {
          await work();
        } finally {
          ended.abort();
        }
      }),
  };
}
