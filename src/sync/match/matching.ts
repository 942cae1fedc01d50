import { mostNamed, type PersonRef, type Reason } from '../../domain/change.ts';
import type { Link, MatchKind } from '../../domain/link.ts';
import type { EmployeeId, SiUserId } from '../../domain/ids.ts';
import { valueOf } from '../../domain/cell.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import type { PlanInput, PlanOptions } from '../../domain/plan.ts';
import { foldAddress } from './address.ts';
import { indexStaff, type StaffIndex } from './staff-index.ts';
import { indexUsers, type UserIndex } from './user-index.ts';
import { employeeName, userName, wantedId } from '../compare/wanted.ts';

/** No account, or no employee. */
export const NOBODY = -1;

/** Who belongs to whom, filled pass by pass by `match` (src/sync/match/match.ts). People and accounts are named by position. */
export interface Matching {
  readonly input: PlanInput;
  readonly options: PlanOptions;
  readonly staff: StaffIndex;
  readonly users: UserIndex;
  readonly excluded: ReadonlySet<EmployeeId>;
  readonly invisible: ReadonlySet<EmployeeId>;
  /** Employee → account. */
  readonly userOf: Int32Array;
  /** Account → employee. */
  readonly employeeOf: Int32Array;
  readonly by: (MatchKind | undefined)[];
  /** 1: may write identities. 0: inactive or excluded, gives way to any other claim. */
  readonly strong: Uint8Array;
  readonly conflicts: Map<number, Reason>;
  /** Accounts a conflict, an unreadable or an invisible row may mean: never "not imported". Value: why. */
  readonly spared: Map<number, Reason>;
  /** Accounts linked to an employee who is not among the rows. */
  readonly goneLinks: Map<number, Link>;
  /** Accounts of employees this key cannot see, by link or ID. */
  readonly invisibleAccounts: Map<EmployeeId, number>;
  /** Employee # → employee, people who are active before all others; empty while BambooHR's own id is the ID. */
  readonly byNumber: ReadonlyMap<string, number>;
  /** Employees whose work email somebody else who writes identities has too. */
  readonly sharedEmail: Set<number>;
  /**
   * Employees whose identity is written and whose work email differs from that of their account, or who have no account.
   * Only these can share an email with somebody or exchange it.
   */
  readonly away: number[];
  /** Employees whose Employee # is somebody else's too: the ID of nobody. */
  readonly sharedId: Set<number>;
}

/** Nobody matched yet. */
export function newMatching(input: PlanInput): Matching {
  const { bamboo, si } = input.snapshot;
  const staff = indexStaff(bamboo.employees);
  const users = indexUsers(si.users);
  const count = staff.employees.length;
  const excluded = new Set<EmployeeId>();
  for (const decision of input.decisions) if (decision.kind === 'ignore') excluded.add(decision.employeeId);
  const strong = new Uint8Array(count);
  for (let at = 0; at < count; at += 1) {
    const { status, id } = staff.employees[at] as Employee;
    strong[at] = status === 'inactive' || excluded.has(id) ? 0 : 1;
  }
  return {
    input,
    options: input.options,
    staff,
    users,
    excluded,
    invisible: new Set(bamboo.notVisible),
    userOf: new Int32Array(count).fill(NOBODY),
    employeeOf: new Int32Array(users.users.length).fill(NOBODY),
    by: new Array<MatchKind | undefined>(count).fill(undefined),
    strong,
    conflicts: new Map(),
    spared: new Map(),
    goneLinks: new Map(),
    invisibleAccounts: new Map(),
    byNumber: input.options.idKind === 'employee-number' ? indexNumbers(staff, strong) : new Map(),
    sharedEmail: new Set(),
    away: [],
    sharedId: new Set(),
  };
}

function indexNumbers(staff: StaffIndex, strong: Uint8Array): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  const precedes = (one: number, other: number) =>
    strong[one] === strong[other] ? idAt(staff, one) < idAt(staff, other) : strong[one] === 1;
  for (let at = 0; at < strong.length; at += 1) {
    const number = valueOf((staff.employees[at] as Employee).employeeNumber);
    const holder = number === undefined ? undefined : numbers.get(number);
    if (number !== undefined && (holder === undefined || precedes(at, holder))) numbers.set(number, at);
  }
  return numbers;
}

function idAt(staff: StaffIndex, at: number): EmployeeId {
  return (staff.employees[at] as Employee).id;
}

/** Records that the account belongs to the employee. */
export function claim(matching: Matching, employee: number, user: number, by: MatchKind): void {
  matching.userOf[employee] = user;
  matching.employeeOf[user] = employee;
  matching.by[employee] = by;
}

/** Takes an employee's account back. */
export function unclaim(matching: Matching, employee: number): void {
  const user = matching.userOf[employee] ?? NOBODY;
  if (user !== NOBODY) matching.employeeOf[user] = NOBODY;
  matching.userOf[employee] = NOBODY;
  matching.by[employee] = undefined;
}

/** Records a conflict; the first one found stays. */
export function conflict(matching: Matching, employee: number, reason: Reason): void {
  if (!matching.conflicts.has(employee)) matching.conflicts.set(employee, reason);
}

export function employeeAt(matching: Matching, at: number): Employee {
  return matching.staff.employees[at] as Employee;
}

/** Who has left may have come back with a new record: an admin is offered to re-link their account. */
export function relinkFrom(matching: Matching, owner: number): true | undefined {
  return employeeAt(matching, owner).status === 'inactive' ? true : undefined;
}

export function userAt(matching: Matching, at: number): SiUser {
  return matching.users.users[at] as SiUser;
}

/** The SI "Employee ID" of the employee, where there is one to use. */
export function idOf(matching: Matching, at: number): string | undefined {
  return valueOf(wantedId(employeeAt(matching, at), matching.options));
}

/** The work email to match by, folded. */
export function addressOf(matching: Matching, at: number): string | undefined {
  const { workEmail } = employeeAt(matching, at);
  return typeof workEmail === 'string' ? foldAddress(workEmail) : undefined;
}

/** How a reason names an employee. */
export function refOfEmployee(matching: Matching, at: number): PersonRef {
  const employee = employeeAt(matching, at);
  const user = matching.userOf[at] ?? NOBODY;
  const siUserId: SiUserId | undefined = user === NOBODY ? undefined : userAt(matching, user).id;
  return { name: employeeName(employee), employeeId: employee.id, siUserId };
}

/** How a reason names an account. */
export function refOfUser(matching: Matching, at: number): PersonRef {
  const user = userAt(matching, at);
  return { name: userName(user), siUserId: user.id };
}

/** How a reason names the others of a group; of a crowd only the first, so that a mailbox shared by hundreds stays readable. */
export function othersOf(matching: Matching, group: readonly number[], self: number): readonly PersonRef[] {
  const named = group.length > mostNamed ? inIdOrder(matching, group).slice(0, mostNamed) : group;
  return named.filter((at) => at !== self).map((at) => refOfEmployee(matching, at));
}

/** Employees in an order that does not depend on the order of the rows. */
export function inIdOrder(matching: Matching, group: readonly number[]): readonly number[] {
  return [...group].sort(byEmployeeId(matching));
}

/** Conflicts in an order that does not depend on the order of the rows. */
export function conflictsInOrder(matching: Matching): readonly (readonly [number, Reason])[] {
  const compare = byEmployeeId(matching);
  return [...matching.conflicts].sort(([one], [other]) => compare(one, other));
}

function byEmployeeId(matching: Matching): (one: number, other: number) => number {
  return (one, other) => (employeeAt(matching, one).id < employeeAt(matching, other).id ? -1 : 1);
}
