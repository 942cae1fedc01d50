import { lostKeys } from '../shared/lost-keys.ts';
import { must } from '../shared/assert.ts';
import { plainFields } from '../domain/fields.ts';
import type { WriteValues } from '../domain/operation.ts';
import type { HireDates } from './hire-dates.ts';
import { updateKeys, type UserKey, userKeys } from './names.ts';
import type { UserRow } from './schemas.ts';
import { valueAt } from './to-si-user.ts';

export interface CompanyFacts {
  /** Whether somebody's address may differ from the login; undefined where SI does not say. */
  readonly ownAddresses: boolean | undefined;
  readonly hireDates: HireDates;
}

/**
 * The body of an update: everything updatable the profile shows, with these values changed.
 *
 * Effects: none
 * Source:  SI reference §4.3: whether a PUT blanks missing keys or refuses unknown ones is not known, so neither is risked
 */
export function updateBody(profile: UserRow, values: WriteValues, company: CompanyFacts): Record<string, unknown> {
  const shown = updateKeys.filter((name) => profile[name] !== undefined).map((name) => [name, profile[name]]);
  return { ...Object.fromEntries(shown), ...toSiKeys(profile, values, company) };
}

/** Names of keys this body did not change that had a value before and are empty in SI's answer. */
export function blankedKeys(before: UserRow, after: UserRow, body: Readonly<Record<string, unknown>>): string[] {
  const names = new Set([...Object.keys(body), ...Object.values(userKeys).flat()]);
  return lostKeys(before, after, (name) => !names.has(name) || (name in body && body[name] !== before[name]));
}

/** Values that go to SI as they are; gender and work email have rules of their own. */
const textValues = plainFields.filter((field) => field !== 'gender' && field !== 'workEmail');

function toSiKeys(profile: UserRow, values: WriteValues, company: CompanyFacts): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const put = (key: UserKey, value: unknown) => {
    if (value !== undefined) body[nameIn(profile, key)] = value;
  };
  for (const key of textValues) put(key, values[key]);
  put('externalId', values.employeeId);
  put('gender', values.gender === null ? 'unspecified' : values.gender);
  if (values.hireDate !== undefined)
    put('hireDate', company.hireDates.write(values.hireDate, valueAt(profile, 'hireDate')));
  // Neither is ever emptied: people log in with it.
  if (values.workEmail) {
    put('email', values.workEmail);
    if (company.ownAddresses === false || !hasOwnAddress(profile)) put('login', values.workEmail);
  }
  return body;
}

/** The name this profile has for a key, else the first of its names. */
function nameIn(profile: UserRow, key: UserKey): string {
  const names: readonly string[] = userKeys[key];
  return names.find((name) => profile[name] !== undefined) ?? must(names[0], 'a key has a name');
}

/** A company may allow an address that differs from the login (SI reference §3.5); such a login is left alone. */
function hasOwnAddress(profile: UserRow): boolean {
  const [login, email] = [valueAt(profile, 'login'), valueAt(profile, 'email')];
  if (typeof login !== 'string' || typeof email !== 'string' || email === '') return false;
  return login.toLowerCase() !== email.toLowerCase();
}
