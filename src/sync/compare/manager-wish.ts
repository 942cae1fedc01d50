import type { EmployeeId, SiUserId } from '../../domain/ids.ts';
import { type DiffRules, noteOf, obstacleToClear } from './diff.ts';
import type { Verdicts } from '../judge/judge.ts';
import { employeeAt, type Matching, NOBODY, refOfEmployee, userAt } from '../match/matching.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import type { FieldChange, FieldNoteCode, ManagerTarget, PersonRef } from '../../domain/change.ts';
import { userName } from './wanted.ts';

/** A supervisor who differs: the field as it is shown, and the target where it can be written at all. */
export interface ManagerWish {
  readonly field: FieldChange;
  readonly wanted?: ManagerTarget | undefined;
}

/**
 * What BambooHR says about a person's manager where it differs from SI; undefined where nothing differs or is known.
 * Reasons that depend on selection or on the chart as a whole come later: src/sync/settle/settle-managers.ts.
 */
export function managerWish(
  matching: Matching,
  verdicts: Verdicts,
  at: number,
  rules: DiffRules,
): ManagerWish | undefined {
  const employee = employeeAt(matching, at);
  const user = matching.userOf[at] as number;
  const now = user === NOBODY ? null : userAt(matching, user).managerId;
  const { supervisorId } = employee;
  if (typeof now === 'symbol') return undefined;
  if (typeof supervisorId === 'symbol') return disputedManager(matching, employee, now);
  if (supervisorId === null) return now === null ? undefined : nobody(matching, employee, now, rules);
  if (now !== null && isAccountOf(matching, supervisorId, now)) return undefined;
  const wanted = findManager(matching, verdicts, supervisorId);
  if (wanted.account !== undefined && wanted.account === now) return undefined;
  const before = now === null ? null : nameOfAccount(matching, now);
  if (rules.notWritable.has('supervisor')) {
    return {
      field: { field: 'supervisor', state: 'same', before, after: wanted.person.name, note: noteOf('not-writable') },
    };
  }
  const obstacle = supervisorId === employee.id ? 'reports-to-self' : wanted.obstacle;
  if (obstacle !== undefined) {
    const note = { code: obstacle, people: [wanted.person] };
    return { field: { field: 'supervisor', state: 'held-back', before, after: wanted.person.name, note } };
  }
  const target = wanted.account === undefined ? { createdFor: supervisorId } : { siUserId: wanted.account };
  return { field: { field: 'supervisor', state: 'change', before, after: wanted.person.name }, wanted: target };
}

/** The usual case, decided without building anything. */
function isAccountOf(matching: Matching, id: EmployeeId, account: SiUserId): boolean {
  const at = matching.staff.byId.get(id);
  const user = at === undefined ? NOBODY : (matching.userOf[at] as number);
  return user !== NOBODY && userAt(matching, user).id === account;
}

function nobody(matching: Matching, employee: Employee, now: SiUserId, rules: DiffRules): ManagerWish {
  const before = nameOfAccount(matching, now);
  const field = { field: 'supervisor', before, after: null } as const;
  if (rules.notWritable.has('supervisor')) return { field: { ...field, state: 'same', note: noteOf('not-writable') } };
  const obstacle = obstacleToClear(employee, 'supervisor', rules);
  if (obstacle !== undefined) return { field: { ...field, state: 'held-back', note: noteOf(obstacle) } };
  return { field: { ...field, state: 'change' }, wanted: null };
}

/** BambooHR's two answers name different supervisors; shown is the one that differs from SI's. */
function disputedManager(matching: Matching, employee: Employee, now: SiUserId | null): ManagerWish | undefined {
  const dispute = employee.disputed?.get('supervisor');
  if (!dispute) return undefined;
  const isNow = (id: string | null) =>
    id === null ? now === null : now !== null && isAccountOf(matching, id as EmployeeId, now);
  const wanted = isNow(dispute.report) ? dispute.list : dispute.report;
  const at = wanted === null ? undefined : matching.staff.byId.get(wanted);
  const after = wanted === null ? null : at === undefined ? `#${wanted}` : refOfEmployee(matching, at).name;
  const before = now === null ? null : nameOfAccount(matching, now);
  return { field: { field: 'supervisor', state: 'held-back', before, after, note: noteOf('answers-disagree') } };
}

interface Found {
  readonly person: PersonRef;
  /** Undefined while there is none. */
  readonly account?: SiUserId | undefined;
  readonly obstacle?: FieldNoteCode | undefined;
}

function findManager(matching: Matching, verdicts: Verdicts, id: EmployeeId): Found {
  const at = matching.staff.byId.get(id);
  if (at === undefined) return findOutside(matching, id);
  const user = matching.userOf[at] as number;
  const account = user === NOBODY ? undefined : userAt(matching, user);
  return {
    person: refOfEmployee(matching, at),
    account: account?.id,
    obstacle: obstacleOf(verdicts, at, account),
  };
}

function obstacleOf(verdicts: Verdicts, at: number, account: SiUser | undefined): FieldNoteCode | undefined {
  switch (verdicts.of[at]) {
    case 'conflict':
      return 'manager-conflict';
    case 'deactivate':
    case 'settled':
      return 'manager-inactive';
    case 'ignored':
      if (account) return 'manager-ignored';
      return verdicts.ignored.get(at) === 'inactive-never-in-si' ? 'manager-inactive' : 'manager-not-imported';
    case 'reactivate':
    case 'compare':
      return account?.guest === true ? 'manager-guest' : undefined;
    default:
      return undefined;
  }
}

/** A supervisor without a row: not visible to this key, or no employee at all. */
function findOutside(matching: Matching, id: EmployeeId): Found {
  const account = matching.invisibleAccounts.get(id);
  const user = account === undefined ? undefined : userAt(matching, account);
  const person: PersonRef = { name: user ? userName(user) : `#${id}`, employeeId: id, siUserId: user?.id };
  if (user) return { person, account: user.id, obstacle: 'manager-ignored' };
  return { person, obstacle: matching.invisible.has(id) ? 'manager-not-imported' : 'manager-unknown' };
}

function nameOfAccount(matching: Matching, id: SiUserId): string {
  const at = matching.users.byId.get(id);
  return at === undefined ? id : userName(userAt(matching, at));
}
