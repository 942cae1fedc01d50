import type { ReasonCode } from '../../domain/change.ts';
import { isBeforeFirstDay } from '../compare/first-day.ts';
import { wantedFirstName } from '../compare/wanted.ts';
import { employeeAt, type Matching, NOBODY, userAt } from '../match/matching.ts';
import type { Employee } from '../../domain/people.ts';
import type { Link } from '../../domain/link.ts';

/** What is to become of an employee, before fields are compared. `settled`: inactive and nothing left to do. */
export type Verdict = 'conflict' | 'ignored' | 'deactivate' | 'settled' | 'reactivate' | 'create' | 'compare';

export interface Verdicts {
  readonly of: readonly Verdict[];
  /** Why an employee is ignored. */
  readonly ignored: ReadonlyMap<number, ReasonCode>;
}

/** Judges everybody after matching; precedence as in design §3.1. */
export function judge(matching: Matching): Verdicts {
  const count = matching.strong.length;
  const verdicts = new Array<Verdict>(count);
  const ignored = new Map<number, ReasonCode>();
  const unreadable = unreadableAccounts(matching);
  for (let at = 0; at < count; at += 1) {
    const employee = employeeAt(matching, at);
    const reason = unreadable.has(employee.id) ? 'account-unreadable' : reasonToIgnore(matching, at, employee);
    // Who is excluded takes no part, so an exclusion also ends a conflict.
    if (matching.conflicts.has(at) && reason !== 'excluded') verdicts[at] = 'conflict';
    else if (reason === undefined) verdicts[at] = verdictOf(matching, at, employee);
    else {
      verdicts[at] = 'ignored';
      ignored.set(at, reason);
    }
  }
  return { of: verdicts, ignored };
}

function reasonToIgnore(matching: Matching, at: number, employee: Employee): ReasonCode | undefined {
  if (matching.excluded.size > 0 && matching.excluded.has(employee.id)) return 'excluded';
  const { status } = employee;
  if (status === 'unknown') return 'status-unknown';
  if (typeof status !== 'string') return employee.disputed?.has('status') ? 'answers-disagree' : 'status-hidden';
  if (matching.userOf[at] !== NOBODY) return undefined;
  if (isBeforeFirstDay(employee, matching.input.snapshot.today))
    return employee.disputed?.has('hireDate') ? 'answers-disagree' : 'not-started';
  if (status === 'inactive') return 'inactive-never-in-si';
  if (disputesIdentity(employee, matching)) return 'answers-disagree';
  if (typeof employee.workEmail !== 'string') return employee.workEmail === null ? 'no-work-email' : 'email-hidden';
  const hasFirst =
    typeof employee.firstName === 'string' ||
    (matching.options.usePreferredName && typeof wantedFirstName(employee, matching.options) === 'string');
  return hasFirst && typeof employee.lastName === 'string' ? undefined : 'name-missing';
}

function verdictOf(matching: Matching, at: number, employee: Employee): Verdict {
  const user = matching.userOf[at] as number;
  if (user === NOBODY) return 'create';
  const { active } = userAt(matching, user);
  if (employee.status === 'active') return active ? 'compare' : 'reactivate';
  return active && !isBeforeFirstDay(employee, matching.input.snapshot.today) ? 'deactivate' : 'settled';
}

/** Whether BambooHR's two answers leave open who a new account would be for. */
function disputesIdentity({ disputed }: Employee, { options }: Matching): boolean {
  if (!disputed) return false;
  const nickname = options.usePreferredName && disputed.has('preferredName');
  const number = options.idKind === 'employee-number' && disputed.has('employeeNumber');
  return nickname || number || disputed.has('firstName') || disputed.has('lastName') || disputed.has('workEmail');
}

/** Employees linked to an account whose row SI sent broken: nobody may be created in its place. */
function unreadableAccounts(matching: Matching): ReadonlySet<string> {
  const broken = new Set<string>();
  for (const issue of matching.input.snapshot.si.issues) if (issue.id !== undefined) broken.add(issue.id);
  if (broken.size === 0) return broken;
  const isBroken = (link: Link) => broken.has(link.siUserId) && !matching.users.byId.has(link.siUserId);
  return new Set(matching.input.links.filter(isBroken).map((link) => link.employeeId));
}
