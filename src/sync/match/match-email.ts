import type { EmployeeId } from '../../domain/ids.ts';
import { valueOf } from '../../domain/cell.ts';
import {
  addressOf,
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
import type { PersonRef, Reason } from '../../domain/change.ts';
import { doubtOfJoin, withoutAccount } from './first-join.ts';
import { leaversBy } from './leavers.ts';
import { holdersOf } from './user-index.ts';

/** Pass 4: the work email is the account's login or email. `strong` 1 takes people who are active, 0 all others. */
export function matchByEmail(matching: Matching, strong: 0 | 1): void {
  const alone = strong === 0 ? leaversBy(matching, (at) => addressOf(matching, at)) : undefined;
  for (let at = 0; at < matching.strong.length; at += 1) {
    if (matching.strong[at] !== strong || matching.userOf[at] !== NOBODY || matching.conflicts.has(at)) continue;
    const address = addressOf(matching, at);
    const user = address === undefined ? undefined : matching.users.byAddress.get(address);
    if (address === undefined || user === undefined) continue;
    const reason = obstacle(matching, at, address, user, alone?.get(address) ?? nobody);
    if (reason === undefined) claim(matching, at, user, 'email');
    else if (reason !== 'gives-way') conflict(matching, at, reason);
  }
}

const nobody: readonly number[] = [];

function obstacle(
  matching: Matching,
  at: number,
  address: string,
  user: number,
  rivals: readonly number[],
): Reason | 'gives-way' | undefined {
  const isStrong = matching.strong[at] === 1;
  const owner = matching.employeeOf[user] as number;
  if (owner !== NOBODY) {
    if (matching.by[owner] === 'email' && matching.strong[owner] === matching.strong[at])
      return rivalsFor(matching, at, owner);
    return isStrong ? ownedBy(matching, owner) : 'gives-way';
  }
  const reason = doubt(matching, at, address, user, rivals);
  // A leaver whose account is deactivated already: nothing would be done, so there is nothing to decide.
  const isOver = !isStrong && !holdersOf(matching.users, address).some((holder) => userAt(matching, holder).active);
  return reason && isOver ? 'gives-way' : reason;
}

function doubt(
  matching: Matching,
  at: number,
  address: string,
  user: number,
  rivals: readonly number[],
): Reason | undefined {
  if (matching.users.addressTwins.has(address)) {
    return {
      code: 'duplicate-email-si',
      people: holdersOf(matching.users, address).map((holder) => refOfUser(matching, holder)),
    };
  }
  if (rivals.length > 1) {
    return { code: 'duplicate-email-bamboo', people: othersOf(matching, rivals, at) };
  }
  const link = matching.goneLinks.get(user);
  if (link)
    return {
      code: 'email-of-linked-user',
      people: [goneRef(matching, user, link.employeeId)],
      relink: relinkOf(matching, link.employeeId),
    };
  return doubtOfId(matching, at, user) ?? doubtOfJoin(matching, at, user, 'email');
}

function ownedBy(matching: Matching, owner: number): Reason {
  const by = matching.by[owner];
  const people = [refOfEmployee(matching, owner)];
  const relink = relinkFrom(matching, owner);
  if (by === 'link' || by === 'pin') return { code: 'email-of-linked-user', people, relink };
  return { code: by === 'employee-id' ? 'email-of-other-id' : 'user-claimed-twice', people, relink };
}

/** Login and email of the account are two people's: neither came first. */
function rivalsFor(matching: Matching, at: number, owner: number): Reason {
  conflict(matching, owner, { code: 'user-claimed-twice', people: [refOfEmployee(matching, at)] });
  return { code: 'user-claimed-twice', people: [refOfEmployee(matching, owner)] };
}

/** The account carries the ID of another person; nothing to say where the ID means nobody we know. */
function doubtOfId(matching: Matching, at: number, user: number): Reason | undefined {
  const externalId = valueOf(userAt(matching, user).externalId);
  if (externalId === undefined || externalId === idOf(matching, at)) return undefined;
  const code = 'email-of-other-id';
  const other =
    matching.options.idKind === 'bamboo-id' ? matching.staff.byId.get(externalId) : matching.byNumber.get(externalId);
  if (other !== undefined) {
    // The ID's owner is in doubt about this account: it can be given to this person as to that one.
    if (matching.conflicts.get(other)?.people?.some((person) => isAccount(person, matching, user)))
      return { code, people: [refOfUser(matching, user), withoutAccount(matching, other)] };
    const relink = relinkFrom(matching, other);
    return { code, people: [{ ...refOfEmployee(matching, other), siUserId: userAt(matching, user).id }], relink };
  }
  if (matching.options.idKind !== 'bamboo-id') return undefined;
  const id = externalId as EmployeeId;
  const { seenBefore, deletedIds } = matching.input.history;
  if (!matching.invisible.has(id) && !seenBefore.has(id) && !deletedIds.has(id)) return undefined;
  return { code, people: [goneRef(matching, user, id)], relink: relinkOf(matching, id) };
}

function isAccount({ employeeId, siUserId }: PersonRef, matching: Matching, user: number): boolean {
  return employeeId === undefined && siUserId === userAt(matching, user).id;
}

function goneRef(matching: Matching, user: number, employeeId: EmployeeId): PersonRef {
  return { ...refOfUser(matching, user), employeeId };
}

/** Somebody the key merely cannot see may still be at work: nothing to re-link. */
function relinkOf(matching: Matching, id: EmployeeId): true | undefined {
  return matching.invisible.has(id) ? undefined : true;
}
