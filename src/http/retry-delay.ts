import type { AppError } from '../shared/app-error.ts';
import type { VendorCodes } from './failure-kind.ts';

/** Waits a worker can sit out; longer ones are for an alarm (design §3.5). */
export const longestWaitMs = 10_000;
const backOffMs = [500, 1_500] as const;
const rateLimitBackOffMs = [1_000, 2_000, 4_000] as const;

export interface FailedAttempt {
  readonly error: AppError;
  readonly codes: VendorCodes;
  /** Attempts before this one. */
  readonly attempt: number;
  readonly nowMs: number;
}

/** How long to wait (ms) before asking again; undefined when asking again cannot help or the wait is too long. */
export function retryDelay({ error, codes, attempt, nowMs }: FailedAttempt): number | undefined {
  const { code, context } = error;
  const limited = code === codes['rate-limited'];
  const temporary = code === codes.unavailable || code === codes.truncated || code === 'offline';
  if (!limited && !temporary) return undefined;
  const ownMs = limited ? rateLimitBackOffMs[attempt] : backOffMs[attempt];
  if (ownMs === undefined || context.retryAtMs === undefined) return ownMs;
  const askedMs = context.retryAtMs - nowMs;
  return askedMs > longestWaitMs ? undefined : Math.max(askedMs, 0);
}
