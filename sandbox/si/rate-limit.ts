import { siError } from '../server/vendor-error.ts';
import { now, type World } from '../server/world.ts';

const WINDOW_MS = 60_000;
const seen = new WeakMap<World, number[]>();

/** A 429 when the mode limits requests and the last minute had too many, else null. */
export function rateLimit(world: World): Response | null {
  const limit = world.modes.si.rateLimit;
  if (limit === null) return null;
  const at = now();
  const recent = (seen.get(world) ?? []).filter((time) => time > at - WINDOW_MS);
  seen.set(world, recent);
  if (recent.length < limit.perMinute) {
    recent.push(at);
    return null;
  }
  const free = (recent[0] ?? at) + WINDOW_MS;
  const headers: Record<string, string> = {};
  if (limit.retryAfter === 'seconds') headers['Retry-After'] = String(Math.ceil((free - at) / 1000));
  if (limit.retryAfter === 'date') headers['Retry-After'] = new Date(free).toUTCString();
  return siError(world.modes, 429, 'Too many requests', headers);
}
