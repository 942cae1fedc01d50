import type { EmployeeId } from '../../domain/ids.ts';
import { claim, conflict, type Matching, NOBODY, othersOf, unclaim } from './matching.ts';
import type { Decision, Link } from '../../domain/link.ts';

type Pin = Extract<Decision, { kind: 'pin' }>;

/** Pass 1: what an admin decided. A pin whose account is gone, or that contradicts another pin, is a conflict. */
export function matchPins(matching: Matching): void {
  const pins = new Map<EmployeeId, Pin[]>();
  for (const decision of matching.input.decisions) {
    if (decision.kind !== 'pin' || !matching.staff.byId.has(decision.employeeId)) continue;
    const others = pins.get(decision.employeeId);
    if (others) others.push(decision);
    else pins.set(decision.employeeId, [decision]);
  }
  const claims = new Map<number, number[]>();
  for (const [employeeId, decisions] of pins) {
    const employee = matching.staff.byId.get(employeeId) as number;
    const ids = new Set(decisions.map((pin) => pin.siUserId));
    const [id] = ids;
    const user = ids.size === 1 && id !== undefined ? matching.users.byId.get(id) : undefined;
    if (user === undefined) conflict(matching, employee, { code: 'pin-broken' });
    else claims.set(user, [...(claims.get(user) ?? []), employee]);
  }
  for (const [user, employees] of claims) {
    const [only] = employees;
    if (employees.length === 1 && only !== undefined) claim(matching, only, user, 'pin');
    else
      for (const employee of employees)
        conflict(matching, employee, { code: 'pin-broken', people: othersOf(matching, employees, employee) });
  }
}

/**
 * Pass 2: what a confirmed run remembers. The latest link of an employee and of an account counts; a link whose account
 * is gone counts for nothing, one whose employee is gone is kept for the questions "who had this account?".
 */
export function matchLinks(matching: Matching): void {
  const { links } = matching.input;
  if (claimLinks(matching, links)) return;
  for (let at = 0; at < matching.by.length; at += 1) {
    if (matching.by[at] === 'link') unclaim(matching, at);
  }
  matching.goneLinks.clear();
  claimLinks(matching, [...links].sort(compareLatestFirst), true);
}

/** False as soon as two links speak of one person or account, unless they are in order of precedence. */
function claimLinks(matching: Matching, links: readonly Link[], ordered = false): boolean {
  const { staff, users, goneLinks } = matching;
  const gone = new Set<EmployeeId>();
  for (const link of links) {
    const user = users.byId.get(link.siUserId);
    if (user === undefined) continue;
    const holder = matching.employeeOf[user] as number;
    if (holder !== NOBODY && matching.by[holder] === 'pin') continue;
    const employee = staff.byId.get(link.employeeId);
    if (employee !== undefined && isPinned(matching, employee)) continue;
    const taken =
      holder !== NOBODY ||
      goneLinks.has(user) ||
      (employee === undefined ? gone.has(link.employeeId) : matching.by[employee] === 'link');
    if (taken && !ordered) return false;
    if (taken) continue;
    if (employee === undefined) {
      goneLinks.set(user, link);
      gone.add(link.employeeId);
    } else claim(matching, employee, user, 'link');
  }
  return true;
}

/** Whether an admin decided about the employee's account, rightly or not. */
export function isPinned(matching: Matching, employee: number): boolean {
  return matching.by[employee] === 'pin' || matching.conflicts.get(employee)?.code === 'pin-broken';
}

function compareLatestFirst(one: Link, other: Link): number {
  if (one.confirmedAtMs !== other.confirmedAtMs) return other.confirmedAtMs - one.confirmedAtMs;
  if (one.employeeId !== other.employeeId) return one.employeeId < other.employeeId ? -1 : 1;
  return one.siUserId < other.siUserId ? -1 : 1;
}
