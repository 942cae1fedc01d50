import type { World } from '../server/world.ts';
import { SiRefusal } from './reply.ts';

/** One address: no white space, no invisible or control characters, no separators or brackets, a dot in the domain. */
const ADDRESS = /^[^\s\p{C}@,;:<>()[\]\\"]+@[^\s\p{C}@,;:<>()[\]\\"]+\.[^\s\p{C}@,;:<>()[\]\\".]+$/u;

/** Refuses a login or mail address that is none, as a server would (code inferred: 400, or 422 by `ruleStatus`). */
export function requireAddress(key: string, value: string, world: World): void {
  const { loginForm, ruleStatus } = world.modes.si;
  if (loginForm === 'anything' || ADDRESS.test(value)) return;
  throw new SiRefusal(ruleStatus === 422 ? 422 : 400, `${key} must be a valid email address`);
}
