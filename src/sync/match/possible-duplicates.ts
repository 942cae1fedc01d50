import type { EmployeeId } from '../../domain/ids.ts';
import { valueOf } from '../../domain/cell.ts';
import type { Verdicts } from '../judge/judge.ts';
import { employeeAt, type Matching, NOBODY, refOfEmployee, refOfUser, userAt } from './matching.ts';
import { nameKey } from './name-key.ts';
import type { PersonRef } from '../../domain/change.ts';

/** New people whose name an account without employee has already, and the other way round. */
export interface PossibleDuplicates {
  readonly ofEmployee: ReadonlyMap<number, readonly PersonRef[]>;
  readonly ofUser: ReadonlyMap<number, readonly PersonRef[]>;
}

/** Compares names only where somebody is to be created: "two John Smiths" (integration guide, "Rolling out"). */
export function findPossibleDuplicates(matching: Matching, verdicts: Verdicts): PossibleDuplicates {
  const ofEmployee = new Map<number, readonly PersonRef[]>();
  const ofUser = new Map<number, PersonRef[]>();
  const decided = new Set<EmployeeId>();
  for (const decision of matching.input.decisions)
    if (decision.kind === 'create-anyway') decided.add(decision.employeeId);
  const byName = verdicts.of.includes('create') ? namesOfTheUnmatched(matching) : new Map<string, number[]>();
  if (byName.size === 0) return { ofEmployee, ofUser };
  for (let at = 0; at < verdicts.of.length; at += 1) {
    if (verdicts.of[at] !== 'create' || decided.has(employeeAt(matching, at).id)) continue;
    const namesakes = namesakesOf(matching, at, byName);
    if (namesakes.length === 0) continue;
    ofEmployee.set(
      at,
      namesakes.slice(0, mostNamed).map((user) => refOfUser(matching, user)),
    );
    for (const user of namesakes) {
      const people = ofUser.get(user);
      if (!people) ofUser.set(user, [refOfEmployee(matching, at)]);
      else if (people.length < mostNamed) people.push(refOfEmployee(matching, at));
    }
  }
  return { ofEmployee, ofUser };
}

const mostNamed = 12;

function namesOfTheUnmatched(matching: Matching): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  for (let at = 0; at < matching.employeeOf.length; at += 1) {
    if (matching.employeeOf[at] !== NOBODY) continue;
    const user = userAt(matching, at);
    const key = nameKey(valueOf(user.firstName), valueOf(user.lastName));
    if (key === '') continue;
    const users = byName.get(key);
    if (users) users.push(at);
    else byName.set(key, [at]);
  }
  return byName;
}

function namesakesOf(
  matching: Matching,
  at: number,
  byName: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const employee = employeeAt(matching, at);
  const last = valueOf(employee.lastName);
  const legal = byName.get(nameKey(valueOf(employee.firstName), last)) ?? [];
  const nickname = valueOf(employee.preferredName);
  if (nickname === undefined) return legal;
  const familiar = byName.get(nameKey(nickname, last)) ?? [];
  return legal.length === 0 ? familiar : [...new Set([...legal, ...familiar])];
}
