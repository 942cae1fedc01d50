import type { World } from '../server/world.ts';
import type { SiGender, SiUser } from '../state/si-state.ts';
import type { Actor } from './auth.ts';
import { SiRefusal } from './reply.ts';
import { requireUnique } from './user-rules.ts';

const TEXT_KEYS = ['role', 'department', 'team', 'location', 'phone', 'aboutMe'] as const;
const REQUIRED_KEYS = ['firstName', 'lastName', 'loginname', 'email'] as const;
const GENDERS = new Set<unknown>(['male', 'female', 'unspecified']);

/** Optional text: '' counts as none. */
function optionalText(key: string, value: unknown): string | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'string') throw new SiRefusal(400, `${key} must be a text`);
  return value;
}

function requiredText(key: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') throw new SiRefusal(400, `${key} must not be empty`);
  return value;
}

function parseDay(value: unknown): number | null {
  if (value === null || value === '') return null;
  const time = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw new SiRefusal(400, 'hiringDate is not a date');
  return time;
}

/** Names of the keys a `UserUpdate` may carry under the present modes. */
function updateKeys(world: World): Set<string> {
  const idKey = world.modes.si.externalIdKey === 'employeeId' ? 'employeeId' : 'externalSystemId';
  return new Set<string>([...REQUIRED_KEYS, ...TEXT_KEYS, 'gender', idKey, 'hiringDate']);
}

/** Known keys of the body as a change of the user; nothing is checked against other users. */
function parseFields(body: Record<string, unknown>, world: World, actor: Actor): Partial<SiUser> {
  const known = updateKeys(world);
  const patch: Partial<SiUser> = {};
  for (const [key, value] of Object.entries(body)) {
    if (!known.has(key) || world.modes.si.ignoredUpdateKeys.includes(key)) continue;
    switch (key) {
      case 'firstName':
      case 'lastName':
      case 'loginname':
      case 'email':
        patch[key] = requiredText(key, value);
        break;
      case 'role':
      case 'department':
      case 'team':
      case 'location':
      case 'phone':
      case 'aboutMe':
        patch[key] = optionalText(key, value);
        break;
      case 'gender':
        if (!GENDERS.has(value)) throw new SiRefusal(400, 'gender is male, female or unspecified');
        patch.gender = value as SiGender;
        break;
      case 'hiringDate':
        patch.hiringDate = parseDay(value);
        break;
      default:
        // Small Improvements reference §3.5: `canChangeExternalId` is a right of its own.
        if (actor.user.isAdmin) patch.externalSystemId = optionalText(key, value);
    }
  }
  return patch;
}

/** Reference §3.5: login and mail address are one unless the company allows otherwise. */
function alignEmail(patch: Partial<SiUser>, world: World): void {
  if (world.state.si.settings.allowIndependentEmailAddress) return;
  const { loginname, email } = patch;
  if (loginname !== undefined && email !== undefined && loginname !== email) {
    throw new SiRefusal(400, 'email and loginname must be equal');
  }
  const address = loginname ?? email;
  if (address !== undefined) Object.assign(patch, { loginname: address, email: address });
}

/**
 * The change a `PUT users/{id}` body means under the present modes.
 * Throws SiRefusal for bad values, unknown keys (by mode) and values taken by others.
 */
export function parseUpdate(body: unknown, user: SiUser, world: World, actor: Actor): Partial<SiUser> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new SiRefusal(400, 'An object is expected');
  const fields = body as Record<string, unknown>;
  if (world.modes.si.userUpdate === 'reject-unknown') {
    const unknown = Object.keys(fields).filter((key) => !updateKeys(world).has(key));
    if (unknown.length > 0) throw new SiRefusal(400, `Unknown property ${unknown.join(', ')}`);
  }
  const patch = parseFields(fields, world, actor);
  if (world.modes.si.userUpdate === 'replace') {
    const blank = {
      role: null,
      department: null,
      team: null,
      location: null,
      hiringDate: null,
      gender: 'unspecified' as const,
    };
    const missing = Object.entries(blank).filter(([key]) => !(key in fields));
    Object.assign(patch, Object.fromEntries(missing));
    const idSent = 'externalSystemId' in fields || 'employeeId' in fields;
    if (!idSent && actor.user.isAdmin) patch.externalSystemId = null;
  }
  alignEmail(patch, world);
  requireUnique(world, user, patch.loginname ?? null, patch.externalSystemId ?? null);
  return patch;
}

/** Extra fields of an invitation when the mode lets it carry them. */
export function parseInvitationExtras(body: Record<string, unknown>, world: World, actor: Actor): Partial<SiUser> {
  const { firstName: _, lastName: __, loginname: ___, email: ____, ...extras } = body;
  return parseFields(extras, world, actor);
}
