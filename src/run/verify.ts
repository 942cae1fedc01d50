import { known, type Cell } from '../sync/cell.ts';
import type { SiUser } from '../sync/people.ts';
import type { WriteValues } from '../sync/plan-types.ts';

type WrittenKey = keyof WriteValues;

/** Where SI shows each written value. */
const shownAs: Readonly<Record<WrittenKey, (user: SiUser) => Cell>> = {
  firstName: (user) => user.firstName,
  lastName: (user) => user.lastName,
  workEmail: (user) => user.login,
  gender: (user) => user.gender,
  location: (user) => user.location,
  jobTitle: (user) => user.jobTitle,
  department: (user) => user.department,
  employeeId: (user) => user.externalId,
  hireDate: (user) => user.hireDate,
};

/**
 * Keys SI does not show as written. A value SI does not show at all proves nothing either way and is not listed.
 * An unspecified gender counts as empty.
 */
export function notTaken(values: WriteValues, user: SiUser): WrittenKey[] {
  return writtenKeys(values).filter((key) => {
    const shown = known(shownAs[key](user));
    return shown !== undefined && !isSame(key, shown, values[key] ?? null);
  });
}

/** Whether SI shows every one of the values as written. */
export function isTaken(values: WriteValues, user: SiUser): boolean {
  return writtenKeys(values).every((key) => {
    const shown = known(shownAs[key](user));
    return shown !== undefined && isSame(key, shown, values[key] ?? null);
  });
}

/** What SI holds now for the keys about to be written; keys SI does not show are left out. */
export function presentValues(values: WriteValues, user: SiUser): WriteValues {
  const present: Partial<Record<WrittenKey, string | null>> = {};
  for (const key of writtenKeys(values)) {
    const shown = known(shownAs[key](user));
    if (shown !== undefined) present[key] = shown;
  }
  return present;
}

export function writtenKeys(values: WriteValues): WrittenKey[] {
  return Object.keys(values) as WrittenKey[];
}

/** A difference the next plan would not write either is none: letter case of an email, the form of an accent. */
function isSame(key: WrittenKey, shown: string | null, written: string | null): boolean {
  const [one, other] = [plain(shown), plain(written)];
  return key === 'workEmail' ? one.toLowerCase() === other.toLowerCase() : one === other;
}

function plain(value: string | null): string {
  return value === null || value === 'unspecified' ? '' : value.normalize();
}
