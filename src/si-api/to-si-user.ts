import type { SiUserId } from '../domain/ids.ts';
import { type Cell, NOT_OFFERED } from '../domain/cell.ts';
import type { Gender, SiUser } from '../domain/people.ts';
import type { ReadDate } from './dates.ts';
import { adminKeys, type UserKey, userKeys } from './names.ts';
import type { UserRow } from './schemas.ts';

/** SI's own words and those of its import file (SI reference §2.4). */
const genders: Readonly<Record<string, Gender>> = {
  male: 'male',
  m: 'male',
  female: 'female',
  f: 'female',
};

/** The value of a key under any of its names; undefined where the row has none of them. */
export function valueAt(row: UserRow, key: UserKey): unknown {
  const name = userKeys[key].find((candidate) => row[candidate] !== undefined);
  return name === undefined ? undefined : row[name];
}

/**
 * An account as we know it; a key the row lacks is "not offered".
 *
 * Source: SI reference §3 (which keys a shape has is mostly unknown), §2.2 (dates)
 */
export function toSiUser(row: UserRow, readDate: ReadDate): SiUser {
  const cell = (key: UserKey): Cell => textCell(valueAt(row, key));
  const gender = cell('gender');
  return {
    id: String(row['id']) as SiUserId,
    externalId: cell('externalId'),
    login: cell('login'),
    email: cell('email'),
    firstName: cell('firstName'),
    lastName: cell('lastName'),
    gender: typeof gender === 'string' ? (genders[gender.toLowerCase()] ?? 'unspecified') : gender,
    location: cell('location'),
    jobTitle: cell('jobTitle'),
    department: cell('department'),
    managerId: managerCell(row),
    hireDate: dateCell(valueAt(row, 'hireDate'), readDate),
    // Not said anywhere: taken as active, the reading that writes least (an inactive one would be reactivated).
    active: valueAt(row, 'active') !== false,
    admin: anyTrue(adminKeys.map((key) => row[key])),
    guest: flagOf(valueAt(row, 'guest')),
    staff: flagOf(valueAt(row, 'staff')),
  };
}

function textCell(value: unknown): Cell {
  if (value === undefined) return NOT_OFFERED;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim() || null;
}

/** `users/me` has the manager as a person besides the id (SI reference §3.5); other shapes may have only that. */
function managerCell(row: UserRow): Cell<SiUserId> {
  const id = valueAt(row, 'managerId');
  const manager = row['manager'];
  if (id !== undefined || manager === undefined) return textCell(id) as Cell<SiUserId>;
  const inner = typeof manager === 'object' && manager !== null ? (manager as UserRow)['id'] : null;
  return textCell(inner ?? null) as Cell<SiUserId>;
}

/** A date that cannot be read is not known, which is not the same as empty. */
function dateCell(value: unknown, readDate: ReadDate): Cell {
  if (value === undefined) return NOT_OFFERED;
  if (value === null || value === '') return null;
  return typeof value === 'string' || typeof value === 'number' ? (readDate(value) ?? NOT_OFFERED) : NOT_OFFERED;
}

function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function anyTrue(values: readonly unknown[]): boolean | undefined {
  if (values.includes(true)) return true;
  return values.includes(false) ? false : undefined;
}
