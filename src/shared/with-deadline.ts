import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';

export interface Deadline {
  readonly clock: Clock;
  readonly timeoutMs: number;
  readonly operation: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What `work` gives, if it does within the time. Its signal fires at the deadline and when the caller's signal does.
 *
 * Errors: `timeout` after `timeoutMs`, `aborted` when the caller's signal fired; else whatever `work` throws
 */
export async function withDeadline<T>(deadline: Deadline, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { clock, timeoutMs, operation, signal } = deadline;
  if (signal?.aborted) throw new AppError('aborted', { operation });
  const inner = new AbortController();
  const finished = new AbortController();
  let timedOut = false;
  const forward = () => inner.abort();
  signal?.addEventListener('abort', forward, { once: true });
  const watch = async () => {
    await clock.sleep(timeoutMs, finished.signal);
    timedOut = true;
    inner.abort();
  };
  // The wait is cut short as soon as the work is done.
  watch().catch(() => undefined);
  try {
    return await work(inner.signal);
  } catch (error) {
    if (signal?.aborted) throw new AppError('aborted', { operation });
    if (timedOut) throw new AppError('timeout', { operation, timeoutMs });
    throw error;
  } finally {
    finished.abort();
    signal?.removeEventListener('abort', forward);
  }
}
