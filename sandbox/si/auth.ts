import { readCookie } from '../server/html.ts';
import { siError } from '../server/vendor-error.ts';
import type { World } from '../server/world.ts';
import type { SiUser } from '../state/si-state.ts';
import { SiRefusal } from './reply.ts';
import { lookupUsers } from './user-lookup.ts';

/** Name of the session cookie; the real name is not documented (reference §1.2). */
export const SESSION_COOKIE = 'SI_SESSION';

export interface Actor {
  user: SiUser;
  who: string;
}

function findUser(world: World, id: string): SiUser | undefined {
  return lookupUsers(world.state.si.users).get(id);
}

/** The signed-in, active account of a session cookie on this host, or null. */
export function sessionActor(request: Request, world: World, host: string): Actor | null {
  const cookie = readCookie(request.headers.get('cookie'), SESSION_COOKIE);
  if (cookie === null) return null;
  const session = world.state.si.sessions.find((entry) => entry.cookie === cookie);
  if (!session || (world.modes.si.sessionHosts === 'same' && session.host !== host)) return null;
  const user = findUser(world, session.userId);
  return user?.isActive ? { user, who: `session:${user.loginname}` } : null;
}

function notLoggedIn(world: World): Response {
  if (world.modes.si.unauthenticated === 'redirect') {
    return new Response('', { status: 302, headers: { Location: '/login' } });
  }
  return siError(world.modes, 401, 'Authentication required');
}

/**
 * Who calls the API, or the answer to somebody unknown. A bearer token counts before a session.
 */
export function authenticate(request: Request, world: World, host: string): Actor | Response {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    const token = world.state.si.tokens.find((entry) => entry.token === bearer && !entry.revoked);
    const user = token && findUser(world, token.userId);
    if (!token || !user?.isActive) return siError(world.modes, 401, 'Invalid access token');
    if (!world.modes.si.apiEnabled) return siError(world.modes, 403, 'API access is not enabled for this company');
    return { user, who: `token:${token.name}` };
  }
  const actor = sessionActor(request, world, host);
  if (!actor) return notLoggedIn(world);
  const writes = !['GET', 'HEAD'].includes(request.method);
  if (writes && world.modes.si.csrf === 'header' && request.headers.get('x-csrf-token') === null) {
    return siError(world.modes, 403, 'Missing CSRF token');
  }
  return actor;
}

/** Whether the account may administer people: Tech Admin or HR Admin. */
export function mayAdminister(user: SiUser): boolean {
  return user.isAdmin || user.isHR;
}

/** Refuses everybody who may not administer people. */
export function requireAdmin(actor: Actor): void {
  if (!mayAdminister(actor.user)) throw new SiRefusal(403, 'Insufficient permissions');
}
