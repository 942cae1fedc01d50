import type { Reason } from '../../domain/change.ts';
import { doubtOfJoin } from './first-join.ts';
import { leaversBy } from './leavers.ts';
import {
  claim,
  conflict,
  idOf,
  type Matching,
  NOBODY,
  othersOf,
  refOfEmployee,
  refOfUser,
  relinkFrom,
  userAt,
} from './matching.ts';
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
  const isStrong = matching.strong[at] === 1;
  const owner = matching.employeeOf[user] as number;
  if (owner !== NOBODY) {
    // A leaver whose account went to somebody else has none: there is nothing to decide.
    const people = [refOfEmployee(matching, owner)];
    if (isStrong) conflict(matching, at, { code: 'user-claimed-twice', people, relink: relinkFrom(matching, owner) });
    return;
  }
  const reason: Reason | undefined =
    rivals.length > 1
      ? { code: 'duplicate-id-bamboo', people: othersOf(matching, rivals, at) }
      : doubtOfJoin(matching, at, user, 'id');
  // A leaver whose account is deactivated already: nothing would be done, so there is nothing to decide.
  const isOver = !isStrong && !userAt(matching, user).active;
  // The records agree, and only the email went to somebody else (a rehire with a new record): it is still their account.
  if (reason === undefined || (isOver && reason.code === 'user-claimed-twice'))
    claim(matching, at, user, 'employee-id');
  else if (!isOver) conflict(matching, at, reason);
}
