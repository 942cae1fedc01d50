import { Hono } from 'hono';
import { now } from '../server/world.ts';
import type { MailKind, SiUser } from '../state/si-state.ts';
import { requireUser, type SiApiEnv, type SiContext, shapes } from './api-env.ts';
import { requireAdmin } from './auth.ts';
import { readJson, readStrings, SiRefusal, siJson } from './reply.ts';
import { invite } from './user-invite.ts';
import { lookupUsers } from './user-lookup.ts';
import { applyChange, requireLicences, requireNoSync, ruleBroken } from './user-rules.ts';
import { listUser, mediumUser, userProfile } from './user-shapes.ts';
import { parseUpdate } from './user-update.ts';

const MAIL_KINDS = new Set<string>(['welcome', 'password-reset', 'profile-nudge', 'new-reports']);

/** Writing of users (reference §4.2 to §4.5); mounted at `/v2/users`, administrators only. */
export const userWrites = new Hono<SiApiEnv>();

userWrites.post('/invite', async (c) => {
  requireAdmin(c.get('actor'));
  // Small Improvements reference §1.3: the header is declared required here.
  if (c.req.header('user-agent') === undefined) throw new SiRefusal(400, 'User-Agent is required');
  const users = invite(await readJson(c.req.raw), c.env.world, c.get('actor'));
  const context = shapes(c);
  return siJson(users.map((user) => listUser(user, context)));
});

userWrites.post('/medium/invite', async (c) => {
  requireAdmin(c.get('actor'));
  const users = invite(await readJson(c.req.raw), c.env.world, c.get('actor'));
  const context = shapes(c);
  return siJson(users.map((user) => mediumUser(user, context)));
});

userWrites.put('/:id', async (c) => {
  requireAdmin(c.get('actor'));
  const user = requireUser(c.env.world, c.req.param('id'));
  requireNoSync(c.env.world, 'profile');
  const patch = parseUpdate(await readJson(c.req.raw), user, c.env.world, c.get('actor'));
  applyChange(c.env.world, c.get('actor'), 'update', user, patch);
  return siJson(userProfile(user, shapes(c)));
});

userWrites.put('/:id/manager', (c) => {
  requireAdmin(c.get('actor'));
  const { world } = c.env;
  const user = requireUser(world, c.req.param('id'));
  requireNoSync(world, 'manager');
  const managerId = c.req.query('managerId') ?? '';
  if (managerId === '') {
    if (world.modes.si.managerOmitted === 'error') throw new SiRefusal(400, 'managerId is required');
    applyChange(world, c.get('actor'), 'manager', user, { managerId: null });
    return siJson(userProfile(user, shapes(c)));
  }
  const manager = requireUser(world, managerId);
  if (!manager.isActive && world.modes.si.lockedManager === 'rejected')
    throw ruleBroken(world, 'The manager is deactivated');
  const byId = lookupUsers(world.state.si.users);
  // Small Improvements reference §4.3: loops of any length are rejected.
  for (
    let above: SiUser | undefined = manager;
    above;
    above = above.managerId === null ? undefined : byId.get(above.managerId)
  ) {
    if (above.id === user.id) throw ruleBroken(world, 'This would create a loop in the reporting structure');
  }
  applyChange(world, c.get('actor'), 'manager', user, { managerId: manager.id });
  return siJson(userProfile(user, shapes(c)));
});

function setActive(c: SiContext, ids: string[], isActive: boolean): Response {
  const { world } = c.env;
  const users = ids.map((id) => requireUser(world, id));
  const chosen = new Set(ids);
  if (isActive) {
    requireLicences(world, users.filter((user) => !user.isActive && !user.isGuest).length);
  } else {
    const superUserLeft = world.state.si.users.some(
      (user) => user.isActive && user.isAdmin && user.isHR && !chosen.has(user.id),
    );
    // Small Improvements reference §4.4: the last Super User stays.
    if (!superUserLeft) throw ruleBroken(world, 'The last Super User cannot be deactivated');
  }
  const changed = users.filter((user) =>
    applyChange(world, c.get('actor'), isActive ? 'unlock' : 'lock', user, { isActive }),
  );
  return siJson(world.modes.si.lockResult === 'all' ? ids : changed.map((user) => user.id));
}

userWrites.post('/roles/lock', async (c) => {
  requireAdmin(c.get('actor'));
  return setActive(c, await readStrings(c.req.raw), false);
});

userWrites.post('/roles/unlock', async (c) => {
  requireAdmin(c.get('actor'));
  return setActive(c, await readStrings(c.req.raw), true);
});

function sendMails(c: SiContext, kind: string, ids: string[]): Response {
  requireAdmin(c.get('actor'));
  const { world } = c.env;
  if (!MAIL_KINDS.has(kind)) throw new SiRefusal(404, 'Not found');
  const users = ids.map((id) => requireUser(world, id));
  for (const user of users) {
    if (!user.isActive) continue;
    world.state.si.mails.push({ userId: user.id, kind: kind as MailKind, at: now(), by: c.get('actor').user.id });
  }
  return new Response('', { status: 200 });
}

userWrites.post('/mail/welcome-all', (c) =>
  sendMails(
    c,
    'welcome',
    c.env.world.state.si.users.map((user) => user.id),
  ),
);
userWrites.post('/mail/:kind', async (c) => sendMails(c, c.req.param('kind'), await readStrings(c.req.raw)));
userWrites.post('/:id/mail/:kind', (c) => sendMails(c, c.req.param('kind'), [c.req.param('id')]));

userWrites.delete('/:id', (c) => {
  if (!c.get('actor').user.isAdmin) throw new SiRefusal(403, 'Insufficient permissions');
  const { si } = c.env.world.state;
  const user = requireUser(c.env.world, c.req.param('id'));
  si.users = si.users.filter((other) => other !== user);
  si.audit.push({
    at: now(),
    by: c.get('actor').user.id,
    action: 'delete',
    userId: user.id,
    before: { ...user },
    after: {},
  });
  return new Response(null, { status: 204 });
});
