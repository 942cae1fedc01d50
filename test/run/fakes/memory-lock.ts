import type { RunLock } from '../../../src/run/lock.ts';

export interface MemoryLock extends RunLock {
  /** Resolves once nobody holds the lock. */
  free(): Promise<void>;
}

/** The lock of one life of the worker: a worker that died takes it along. */
export function createMemoryLock(): MemoryLock {
  let held: Promise<void> | undefined;
  const free = async (): Promise<void> => {
    if (!held) return;
    await held;
    // Somebody else may have taken it in the meantime.
    await free();
  };
  return {
    async tryStart(work) {
      if (held) return false;
      held = work()
        .catch(() => undefined)
        .finally(() => {
          held = undefined;
        });
      return true;
    },
    free,
  };
}
