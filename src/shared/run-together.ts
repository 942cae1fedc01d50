/**
 * The results of all tasks, run side by side. The first failure stops the others through their signal and is the one thrown.
 *
 * Errors: the first error any task throws; `aborted` through the tasks when `signal` fires
 */
export async function runTogether<T extends readonly unknown[]>(
  signal: AbortSignal | undefined,
  tasks: { readonly [K in keyof T]: (signal: AbortSignal) => Promise<T[K]> },
): Promise<T> {
  const inner = new AbortController();
  const forward = () => inner.abort();
  if (signal?.aborted) inner.abort();
  signal?.addEventListener('abort', forward, { once: true });
  try {
    return (await Promise.all(tasks.map((task) => task(inner.signal)))) as unknown as T;
  } catch (error) {
    inner.abort();
    throw error;
  } finally {
    signal?.removeEventListener('abort', forward);
  }
}
