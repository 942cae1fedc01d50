import { findTwinEmails, findTwinIds } from './bamboo-twins.ts';
import { findEmailRings } from './email-rings.ts';
import { matchByEmail } from './match-email.ts';
import { matchById } from './match-id.ts';
import { matchLinks, matchPins } from './match-known.ts';
import {
  addressOf,
  conflict,
  conflictsInOrder,
  employeeAt,
  idOf,
  type Matching,
  newMatching,
  NOBODY,
  refOfEmployee,
  userAt,
} from './matching.ts';
import { spareAccounts } from './spared.ts';
import type { PlanInput } from '../../domain/plan.ts';

/**
 * Who belongs to whom: pin, then link, then employee ID, then work email (design §3.2).
 * In every pass people who are active come before people who are inactive or excluded, so the order of rows is without effect.
 *
 * Shape:  each account belongs to at most one employee; who cannot be decided is in `conflicts` and never stops the others
 * Errors: none
 */
export function match(input: PlanInput): Matching {
  const matching = newMatching(input);
  for (const [id, group] of matching.staff.repeated) {
    const at = matching.staff.byId.get(id);
    const people = group.map((employee) => ({ name: employee.id, employeeId: employee.id }));
    if (at !== undefined) conflict(matching, at, { code: 'duplicate-id-bamboo', people });
  }
  matchPins(matching);
  matchLinks(matching);
  findTwinIds(matching);
  matchById(matching, 1);
  matchById(matching, 0);
  findTwinEmails(matching);
  matchByEmail(matching, 1);
  matchByEmail(matching, 0);
  holdBackReplacedLeavers(matching);
  findEmailRings(matching);
  placeInvisible(matching);
  spareAccounts(matching);
  return matching;
}

/**
 * Somebody at work has the email or the ID of a leaver's account: most likely one person with a new record.
 * Locking the account before an admin decided would lock out the person at work.
 */
function holdBackReplacedLeavers(matching: Matching): void {
  for (const [at, reason] of conflictsInOrder(matching)) {
    if (!reason.relink) continue;
    const [address, id] = [addressOf(matching, at), idOf(matching, at)];
    const { byAddress, byExternalId } = matching.users;
    const wanted = [
      address === undefined ? NOBODY : byAddress.get(address),
      id === undefined ? NOBODY : byExternalId.get(id),
    ];
    for (const person of reason.people ?? []) {
      const other = person.employeeId === undefined ? undefined : matching.staff.byId.get(person.employeeId);
      if (other === undefined || matching.excluded.has(employeeAt(matching, other).id)) continue;
      const user = matching.userOf[other] ?? NOBODY;
      if (user === NOBODY || !wanted.includes(user) || !userAt(matching, user).active) continue;
      conflict(matching, other, { code: 'user-claimed-twice', people: [refOfEmployee(matching, at)] });
    }
  }
}

/** Employees this key cannot see still own their accounts, by link or by ID. */
function placeInvisible(matching: Matching): void {
  const { invisible, invisibleAccounts, users, employeeOf } = matching;
  if (invisible.size === 0) return;
  for (const [user, link] of matching.goneLinks) {
    if (invisible.has(link.employeeId) && employeeOf[user] === NOBODY) invisibleAccounts.set(link.employeeId, user);
  }
  const taken = new Set(invisibleAccounts.values());
  if (matching.options.idKind !== 'bamboo-id') return;
  for (const id of invisible) {
    const user = users.byExternalId.get(id);
    if (user === undefined || invisibleAccounts.has(id) || taken.has(user) || employeeOf[user] !== NOBODY) continue;
    if (!users.externalTwins.has(id)) invisibleAccounts.set(id, user);
  }
}
