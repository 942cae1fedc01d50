import type { Fetch } from '../http/http-client.ts';
import type { VendorCodes } from '../http/failure-kind.ts';
import type { ErrorCode } from '../shared/app-error.ts';
import { paths } from './names.ts';

/** SI's answers by our codes; only status codes are known, error bodies are not (SI reference §1.4, §2.7). */
export const siCodes: VendorCodes = {
  unauthorized: 'si-wrong-token',
  forbidden: 'si-forbidden',
  'not-found': 'si-not-found',
  rejected: 'si-rejected',
  'rate-limited': 'si-rate-limited',
  unavailable: 'si-unavailable',
  redirected: 'si-wrong-address',
  // A web page with a good status: something else answers at this address or on the way to it (a sign-in page of the network).
  'not-json': 'si-not-json',
  truncated: 'si-truncated',
};

/**
 * What the same answers mean on `users/me`, which every token may read where the API exists: a 403 says that the company
 * has no API access (SI grants it on request, SI reference §1.2), a 404 that this host has no such API.
 */
export const siCodesOfMe: VendorCodes = {
  ...siCodes,
  forbidden: 'si-api-not-enabled',
  'not-found': 'si-wrong-address',
};

/**
 * Why `users/me` answered with a redirect. Where it leads cannot be seen by a browser, so it is followed once without the
 * token: to a page of the same host means the company is there and wants a login (the token was not accepted, SI reference
 * §1.4), to anywhere else that there is no such company.
 *
 * Errors: none. Effects: one GET without credentials
 */
export async function explainRedirect(fetch: Fetch, origin: string, signal: AbortSignal): Promise<ErrorCode> {
  try {
    const response = await fetch(`${origin}/api/${paths.me}`, {
      credentials: 'omit',
      redirect: 'follow',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal,
    });
    await response.body?.cancel();
    return response.redirected && new URL(response.url).origin === origin ? 'si-wrong-token' : 'si-wrong-address';
  } catch {
    // A redirect to a host this product may not read ends here, and so does a deadline.
    return 'si-wrong-address';
  }
}
