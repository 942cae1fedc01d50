import { readCookie } from '../server/html.ts';
import { bambooError } from '../server/vendor-error.ts';
import type { World } from '../server/world.ts';
import type { BambooCompany, BambooKey, BambooSession } from '../state/bamboo-state.ts';

/** Name of the page session cookie; the real name is not documented. */
export const SESSION_COOKIE = 'PHPSESSID';

/** The page session of a request, or null. */
export function findSession(company: BambooCompany, cookieHeader: string | null): BambooSession | null {
  const cookie = readCookie(cookieHeader, SESSION_COOKIE);
  return cookie === null ? null : (company.sessions.find((session) => session.cookie === cookie) ?? null);
}

function basicUser(header: string | null): string | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  return encoded === undefined ? null : (Buffer.from(encoded, 'base64').toString('utf8').split(':')[0] ?? null);
}

/** BambooHR reference §3.2, as captured. */
export function unauthorized(subdomain: string): Response {
  return bambooError(401, 'API key not provided or invalid', {
    'WWW-Authenticate': `Basic realm="https://api.bamboohr.com/${subdomain}"`,
  });
}

export interface Identity {
  key: BambooKey;
  who: string;
}

/**
 * Who a request comes from, or the 401/403 it gets.
 * On the company host a page session counts first, whatever key is sent (BambooHR reference §1.5).
 */
export function authenticate(
  request: Request,
  company: BambooCompany,
  world: World,
  gateway: boolean,
): Identity | Response {
  if (!gateway && world.modes.bamboo.sessionCookieOnApi) {
    const session = findSession(company, request.headers.get('cookie'));
    const key = session && company.keys.find((entry) => entry.name === session.keyName);
    if (session && key)
      return { key: { ...key, employeeId: session.employeeId }, who: `session:${session.employeeId}` };
  }
  const sent = basicUser(request.headers.get('authorization'));
  const key = sent === null || sent === '' ? undefined : company.keys.find((entry) => entry.key === sent);
  if (!key) return unauthorized(company.subdomain);
  if (!key.enabled) return bambooError(403, 'API access denied: user is disabled');
  return { key, who: `key:${key.name}` };
}
