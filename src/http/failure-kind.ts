import type { ErrorCode } from '../shared/app-error.ts';

/** What can be wrong with an answer, before a vendor gives it a name. */
export type FailureKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rejected'
  | 'rate-limited'
  | 'unavailable'
  | 'redirected'
  | 'not-json'
  | 'truncated';

/** A vendor's error codes, one for each failure. */
export type VendorCodes = Readonly<Record<FailureKind, ErrorCode>>;

// 408, 598: gateway timeouts that BambooHR's own SDK retries (BambooHR reference §3.2).
const temporary = new Set([408, 425, 598]);

/** The failure a status stands for; undefined for a success. An opaque redirect counts as one (its status is 0). */
export function failureOfResponse(response: Pick<Response, 'status' | 'type'>): FailureKind | undefined {
  const { status, type } = response;
  // Browsers hide a redirect met with `redirect: 'manual'`; Node shows the 3xx itself.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'redirected';
  if (status >= 200 && status < 300) return undefined;
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 429) return 'rate-limited';
  if (status >= 500 || temporary.has(status)) return 'unavailable';
  return 'rejected';
}
