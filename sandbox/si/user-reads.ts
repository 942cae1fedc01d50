import { Hono } from 'hono';
import type { SiUser } from '../state/si-state.ts';
import { foldText } from '../text.ts';
import { requireUser, type SiApiEnv, type SiContext, shapes } from './api-env.ts';
import { mayAdminister, requireAdmin } from './auth.ts';
import { currentUser } from './current-user.ts';
import { readStrings, SiRefusal, siJson } from './reply.ts';
import { listUser, mediumUser, userProfile } from './user-shapes.ts';

function flag(c: SiContext, name: string, fallback: boolean): boolean {
  const value = c.req.query(name);
  return value === undefined ? fallback : value === 'true';
}

function listed(c: SiContext): SiUser[] {
  const { world } = c.env;
  const admin = mayAdminister(c.get('actor').user);
  const locked = flag(c, 'showLocked', world.modes.si.showLockedDefault) && admin;
  const guests = flag(c, 'includeGuests', world.modes.si.includeGuestsDefault);
  const managerId = c.req.query('managerId');
  return world.state.si.users.filter(
    (user) =>
      (locked || user.isActive) &&
      (guests || !user.isGuest) &&
      (managerId === undefined || user.managerId === managerId),
  );
}

function byIds(c: SiContext): SiUser[] {
  const ids = (c.req.query('ids') ?? '').split(',').filter((id) => id !== '');
  if (ids.length === 0) throw new SiRefusal(400, 'ids is required');
  const { byId, modes } = shapes(c);
  const found = ids.flatMap((id) => byId.get(id) ?? []).filter((user) => user.isActive || modes.byIdsFindsLocked);
  if (found.length < ids.length && modes.byIdsUnknown === '404') throw new SiRefusal(404, 'User not found');
  return found;
}

/** Reference §4.1: what a lookup without a match answers is not documented. */
function lookupReply(c: SiContext, user: SiUser | undefined): Response {
  const { modes } = c.env.world;
  if (user && (user.isActive || modes.si.lookupFindsLocked)) return siJson(mediumUser(user, shapes(c)));
  if (modes.si.lookupMissing === 'null') return siJson(null);
  if (modes.si.lookupMissing === 'empty') return new Response('', { status: 200 });
  throw new SiRefusal(404, 'User not found');
}

function sameLogin(c: SiContext): (a: string, b: string) => boolean {
  return c.env.world.modes.si.loginLookup === 'case-sensitive'
    ? (a, b) => a === b
    : (a, b) => foldText(a) === foldText(b);
}

/** Reading of users (reference §4.1); mounted at `/v2/users`. */
export const userReads = new Hono<SiApiEnv>();

userReads.get('/', (c) => {
  const context = shapes(c);
  return siJson(listed(c).map((user) => listUser(user, context)));
});

userReads.get('/medium', (c) => {
  const context = shapes(c);
  return siJson(listed(c).map((user) => mediumUser(user, context)));
});

userReads.get('/me', (c) => siJson(currentUser(c.get('actor').user, shapes(c), c.env.world)));

userReads.get('/by-ids', (c) => {
  const context = shapes(c);
  return siJson(byIds(c).map((user) => userProfile(user, context)));
});

userReads.get('/medium/by-ids', (c) => {
  const context = shapes(c);
  return siJson(byIds(c).map((user) => mediumUser(user, context)));
});

userReads.get('/medium/by-id', (c) => siJson(mediumUser(requireUser(c.env.world, c.req.query('id') ?? ''), shapes(c))));

userReads.get('/medium/by-external-system-id/:externalId', (c) => {
  if (c.env.world.modes.si.externalLookup === 'admins') requireAdmin(c.get('actor'));
  const wanted = c.req.param('externalId');
  return lookupReply(
    c,
    c.env.world.state.si.users.find((user) => user.externalSystemId === wanted),
  );
});

userReads.get('/medium/by-login', (c) => {
  const wanted = c.req.query('loginname');
  if (wanted === undefined) throw new SiRefusal(400, 'loginname is required');
  const same = sameLogin(c);
  return lookupReply(
    c,
    c.env.world.state.si.users.find((user) => same(user.loginname, wanted)),
  );
});

userReads.post('/medium/by-logins', async (c) => {
  const wanted = await readStrings(c.req.raw);
  const { modes, state } = c.env.world;
  const fold = (login: string): string => (modes.si.loginLookup === 'case-sensitive' ? login : foldText(login));
  const logins = new Set(wanted.map(fold));
  const context = shapes(c);
  const found = state.si.users.filter(
    (user) => logins.has(fold(user.loginname)) && (user.isActive || modes.si.lookupFindsLocked),
  );
  return siJson(found.map((user) => mediumUser(user, context)));
});

userReads.get('/:id', (c) => siJson(userProfile(requireUser(c.env.world, c.req.param('id')), shapes(c))));
