import type { EmployeeId } from '../../domain/ids.ts';
import type { Verdicts } from '../judge/judge.ts';
import { claimedAddresses } from './address.ts';
import {
  addressOf,
  conflictsInOrder,
  employeeAt,
  idOf,
  inIdOrder,
  type Matching,
  NOBODY,
  refOfEmployee,
} from './matching.ts';
import type { Reason } from '../../domain/change.ts';
import { carriersOf, holdersOf } from './user-index.ts';

/**
 * Accounts without employee that may still be somebody's: those a conflict is about, and those of employees whose row
 * could not be read. They are named with the reason and never count as "not imported" (design §3.4).
 */
export function spareAccounts(matching: Matching): void {
  for (const [at, reason] of conflictsInOrder(matching)) {
    const why: Reason = { code: reason.code, people: [refOfEmployee(matching, at)] };
    const id = idOf(matching, at);
    const address = addressOf(matching, at);
    if (id !== undefined) spare(matching, carriersOf(matching.users, id), why);
    if (address !== undefined) spare(matching, holdersOf(matching.users, address), why);
    for (const person of reason.people ?? []) {
      const user = person.siUserId === undefined ? undefined : matching.users.byId.get(person.siUserId);
      if (user !== undefined) spare(matching, [user], why);
    }
  }
  spareUnreadable(matching);
  spareDisputed(matching);
}

/** Either of two Employee # an employee may have is somebody's who is there. */
function spareDisputed(matching: Matching): void {
  if (matching.options.idKind !== 'employee-number') return;
  for (let at = 0; at < matching.strong.length; at += 1) {
    const dispute = employeeAt(matching, at).disputed?.get('employeeNumber');
    if (!dispute) continue;
    const why: Reason = { code: 'answers-disagree', people: [refOfEmployee(matching, at)] };
    for (const id of [dispute.report, dispute.list])
      if (id !== null) spare(matching, carriersOf(matching.users, id), why);
  }
}

/**
 * Employees without account whose row is ignored or in conflict, by id; none while nobody is deactivated for want of a row.
 * Any account that may be theirs is never "not imported" (design §3.4).
 */
export function leftOutOf(matching: Matching, verdicts: Verdicts): readonly number[] {
  if (!matching.options.deactivateNotImported) return [];
  const left: number[] = [];
  for (let at = 0; at < verdicts.of.length; at += 1) {
    const verdict = verdicts.of[at];
    if ((verdict === 'ignored' || verdict === 'conflict') && matching.userOf[at] === NOBODY) left.push(at);
  }
  return inIdOrder(matching, left);
}

/** Accounts without employee that hold an address that may be the employee's. */
export function unmatchedHolders(matching: Matching, at: number): readonly number[] {
  return claimedAddresses(employeeAt(matching, at))
    .flatMap((address) => holdersOf(matching.users, address))
    .filter((user) => matching.employeeOf[user] === NOBODY);
}

function spareUnreadable(matching: Matching): void {
  const unreadable = new Set<string>();
  for (const issue of matching.input.snapshot.bamboo.issues) if (issue.id !== undefined) unreadable.add(issue.id);
  if (unreadable.size === 0) return;
  const why = (id: string): Reason => ({
    code: 'employee-unreadable',
    people: [{ name: `#${id}`, employeeId: id as EmployeeId }],
  });
  for (const [user, link] of matching.goneLinks) {
    if (unreadable.has(link.employeeId)) spare(matching, [user], why(link.employeeId));
  }
  if (matching.options.idKind !== 'bamboo-id') return;
  for (const id of unreadable) spare(matching, carriersOf(matching.users, id), why(id));
}

/** Records why accounts without employee are let alone; the first reason stays. */
export function spare(matching: Matching, users: readonly number[], why: Reason): void {
  for (const user of users) {
    if (matching.employeeOf[user] === NOBODY && !matching.spared.has(user)) matching.spared.set(user, why);
  }
}
