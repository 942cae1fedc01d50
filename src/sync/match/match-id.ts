import { known } from '../../domain/cell.ts';
import {
  claim,
  conflict,
  employeeAt,
  idOf,
  type Matching,
  NOBODY,
  othersOf,
  refOfEmployee,
  refOfUser,
  userAt,
} from './matching.ts';
import { leaversBy } from './leavers.ts';
import { nameKey } from './name-key.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import { carriersOf } from './user-index.ts';

/** Pass 3: the employee's ID is the account's external ID. `strong` 1 takes people who are active, 0 all others. */
export function matchById(matching: Matching, strong: 0 | 1): void {
  // BambooHR's own ids are unique; an Employee # can be several leavers'.
  const isUnique = strong === 1 || matching.options.idKind === 'bamboo-id';
  const rivals = isUnique ? undefined : leaversBy(matching, (at) => idOf(matching, at));
  for (let at = 0; at < matching.strong.length; at += 1) {
    if (matching.strong[at] !== strong || matching.userOf[at] !== NOBODY || matching.conflicts.has(at)) continue;
    const id = idOf(matching, at);
    const user = id === undefined ? undefined : matching.users.byExternalId.get(id);
    if (id !== undefined && user !== undefined) tryAccount(matching, at, id, user, rivals?.get(id) ?? nobody);
  }
}

const nobody: readonly number[] = [];

function tryAccount(matching: Matching, at: number, id: string, user: number, rivals: readonly number[]): void {
  if (matching.users.externalTwins.has(id)) {
    const people = carriersOf(matching.users, id).map((carrier) => refOfUser(matching, carrier));
    conflict(matching, at, { code: 'duplicate-id-si', people });
    return;
  }
  const owner = matching.employeeOf[user] as number;
  if (owner !== NOBODY) {
    // A leaver whose account went to somebody else has none: there is nothing to decide.
    if (matching.strong[at] === 1)
      conflict(matching, at, { code: 'user-claimed-twice', people: [refOfEmployee(matching, owner)] });
  } else if (rivals.length > 1) {
    const isOver = !userAt(matching, user).active;
    if (!isOver) conflict(matching, at, { code: 'duplicate-id-bamboo', people: othersOf(matching, rivals, at) });
  } else if (isRecycled(employeeAt(matching, at), userAt(matching, user))) {
    conflict(matching, at, { code: 'recycled-id', people: [refOfUser(matching, user)] });
  } else {
    claim(matching, at, user, 'employee-id');
  }
}

/**
 * Whether the ID is all the two have in common: both names differ, and email and hire date differ where both are known.
 * IDs this product wrote are matched by link before and never come here.
 */
function isRecycled(employee: Employee, user: SiUser): boolean {
  if (!differ(employee.lastName, user.lastName) || !differ(employee.firstName, user.firstName)) return false;
  if (agree(employee.workEmail, user.email) || agree(employee.workEmail, user.login)) return false;
  if (agree(employee.hireDate, user.hireDate)) return false;
  const preferred = known(employee.preferredName);
  if (preferred && !differ(preferred, user.firstName)) return false;
  return (
    nameKey(known(employee.firstName), known(employee.lastName)) !==
    nameKey(known(user.firstName), known(user.lastName))
  );
}

function differ(one: Employee['firstName'], other: SiUser['firstName']): boolean {
  if (one === other) return false;
  return typeof one === 'string' && typeof other === 'string' && nameKey(one) !== nameKey(other);
}

function agree(one: Employee['workEmail'], other: SiUser['email']): boolean {
  return typeof one === 'string' && typeof other === 'string' && one.toLowerCase() === other.toLowerCase();
}
