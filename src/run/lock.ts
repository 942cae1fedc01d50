/** One run at a time, over all contexts of the extension. */
export interface RunLock {
  /**
   * Starts the work if nobody holds the lock and answers at once: false means somebody else is at it.
   * The lock is free again when the work ends or its context dies; what the work throws is its own affair.
   */
  tryStart(work: () => Promise<void>): Promise<boolean>;
}

/** The browser's Web Locks: freed by the browser when the worker dies, so no stale lock has to be guessed at. */
export function createWebLock(locks: LockManager, name: string): RunLock {
  return {
    tryStart: (work) =>
      new Promise((resolve, reject) => {
        locks
          .request(name, { ifAvailable: true }, async (lock) => {
            resolve(lock !== null);
            if (lock !== null) await work();
          })
          .catch(reject);
      }),
  };
}
