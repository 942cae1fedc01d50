import type { Context } from 'hono';
import type { SiEnv, World } from '../server/world.ts';
import type { SiUser } from '../state/si-state.ts';
import type { Actor } from './auth.ts';
import { SiRefusal } from './reply.ts';
import { lookupUsers } from './user-lookup.ts';
import type { ShapeContext } from './user-shapes.ts';

export type SiApiEnv = SiEnv & { Variables: { actor: Actor } };
export type SiContext = Context<SiApiEnv>;

/** What answers to this request look like. */
export function shapes(c: SiContext): ShapeContext {
  const { modes, state } = c.env.world;
  const { users, settings } = state.si;
  return { modes: modes.si, viewer: c.get('actor').user, byId: lookupUsers(users), settings };
}

/** The user of that id, or 404. */
export function requireUser(world: World, id: string): SiUser {
  const user = lookupUsers(world.state.si.users).get(id);
  if (!user) throw new SiRefusal(404, 'User not found');
  return user;
}
