import type { World } from '../server/world.ts';
import type { StoredKey } from '../state/modes.ts';
import type { SiGender, SiUser } from '../state/si-state.ts';
import type { Actor } from './auth.ts';
import { readHireDate, rememberMoment } from './hiring-date.ts';
import { requireAddress } from './login-form.ts';
import { SiRefusal } from './reply.ts';
import { toStoredForm } from './stored-form.ts';
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

/** What a written hire date means; null for none. Throws SiRefusal for anything that is no date. */
function parseHireDate(value: unknown, world: World): ReturnType<typeof readHireDate> {
  if (value === null || value === '' || value === undefined) return null;
  const isText = typeof value === 'number' || typeof value === 'string';
  const read = isText ? readHireDate(value, world.modes.si, world.state.si.settings.timeZone) : null;
  if (!read) throw new SiRefusal(400, 'hiringDate is not a date');
  return read;
}

/** A text in the form this company stores it; what the user has already is never changed again. */
function stored(key: StoredKey, text: string, user: SiUser | null, world: World): string {
  return user?.[key] === text ? text : toStoredForm(key, text, world.modes.si.storedForm[key]);
}

function optionalStored(key: StoredKey, value: unknown, user: SiUser | null, world: World): string | null {
  const text = optionalText(key, value);
  return text === null ? null : stored(key, text, user, world);
}

/** Names of the keys a `UserUpdate` may carry under the present modes. */
function updateKeys(world: World): Set<string> {
  const idKey = world.modes.si.externalIdKey === 'employeeId' ? 'employeeId' : 'externalSystemId';
  return new Set<string>([...REQUIRED_KEYS, ...TEXT_KEYS, 'gender', idKey, 'hiringDate']);
}

/** Known keys of the body as a change of the user; nothing is checked against other users. */
function parseFields(body: Record<string, unknown>, user: SiUser | null, world: World, actor: Actor): Partial<SiUser> {
  const known = updateKeys(world);
  const patch: Partial<SiUser> = {};
  for (const [key, value] of Object.entries(body)) {
    if (!known.has(key) || world.modes.si.ignoredUpdateKeys.includes(key)) continue;
    switch (key) {
      case 'firstName':
      case 'lastName':
        patch[key] = stored(key, requiredText(key, value), user, world);
        break;
      case 'loginname':
      case 'email': {
        const address = requiredText(key, value);
        if (address !== user?.[key]) requireAddress(key, address, world);
        patch[key] = address;
        break;
      }
      case 'role':
      case 'department':
      case 'team':
      case 'location':
        patch[key] = optionalStored(key, value, user, world);
        break;
      case 'phone':
      case 'aboutMe':
        patch[key] = optionalText(key, value);
        break;
      case 'gender':
        if (!GENDERS.has(value)) throw new SiRefusal(400, 'gender is male, female or unspecified');
        patch.gender = value as SiGender;
        break;
      case 'hiringDate':
        patch.hiringDate = parseHireDate(value, world)?.day ?? null;
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
  const patch = parseFields(fields, user, world, actor);
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
  if (patch.hiringDate !== undefined) {
    rememberMoment(user, parseHireDate(fields['hiringDate'], world)?.moment ?? null);
  }
  return patch;
}

/** Extra fields of an invitation when the mode lets it carry them. */
export function parseInvitationExtras(body: Record<string, unknown>, world: World, actor: Actor): Partial<SiUser> {
  const { firstName: _, lastName: __, loginname: ___, email: ____, ...extras } = body;
  return parseFields(extras, null, world, actor);
}
