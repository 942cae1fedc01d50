import { createHttpClient, type Fetch, type HttpClient } from '../http/http-client.ts';
import type { RequestGate } from '../http/request-gate.ts';
import { AppError } from '../shared/app-error.ts';
import { bambooOrigin, normaliseSubdomain } from '../shared/bamboo-subdomain.ts';
import type { Clock } from '../shared/clock.ts';
import { bambooCodes } from './codes.ts';

export interface BambooApiDeps {
  /** As typed; a pasted address will do. */
  readonly subdomain: string;
  readonly apiKey: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Shared by all BambooHR clients of this browser; one of its own when left out. */
  readonly gate?: RequestGate | undefined;
}

/** The HTTP client of one company with one key, and the subdomain found in what was typed. */
export interface BambooHttp {
  readonly subdomain: string;
  readonly http: HttpClient;
}

/**
 * What every BambooHR client sends through: the key in each request, the page's cookie in none.
 *
 * Errors:  `settings-missing`, `settings-invalid` or `bamboo-wrong-key` for what cannot be asked at all
 * Effects: none until something is sent
 * Source:  BambooHR reference §1
 */
export function createBambooHttp(deps: BambooApiDeps): BambooHttp {
  const subdomain = requireSubdomain(deps.subdomain);
  const http = createHttpClient({
    baseUrl: `${bambooOrigin(subdomain)}/api/`,
    headers: { Authorization: basicAuthorization(deps.apiKey), Accept: 'application/json' },
    credentials: 'omit',
    codes: bambooCodes,
    fetch: deps.fetch,
    clock: deps.clock,
    gate: deps.gate,
  });
  return { subdomain, http };
}

/** Errors: `settings-missing`, `settings-invalid`. */
function requireSubdomain(text: string): string {
  const subdomain = normaliseSubdomain(text);
  if (subdomain !== undefined) return subdomain;
  throw new AppError(text.trim() === '' ? 'settings-missing' : 'settings-invalid', { fields: ['bambooSubdomain'] });
}

/**
 * BambooHR reference §1.2: the key is the user name, the password is any text.
 * Errors: `settings-missing`, `bamboo-wrong-key`.
 */
function basicAuthorization(apiKey: string): string {
  const key = apiKey.trim();
  if (key === '') throw new AppError('settings-missing', { fields: ['bambooKey'] });
  // A header cannot carry anything else, and a colon would end the user name.
  if (!/^[!-9;-~]+$/.test(key)) throw new AppError('bamboo-wrong-key', { operation: 'bamboo.key' });
  return `Basic ${btoa(`${key}:x`)}`;
}
