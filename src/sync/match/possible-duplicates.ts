import type { EmployeeId } from '../../domain/ids.ts';
import { valueOf } from '../../domain/cell.ts';
import type { Verdicts } from '../judge/judge.ts';
import { fullName } from '../compare/wanted.ts';
import { employeeAt, idOf, type Matching, NOBODY, refOfEmployee, refOfUser, userAt } from './matching.ts';
import { isCarriedOver, reachOf } from './latin.ts';
import { nameKeys, soundKey } from './name-key.ts';
import { leftOutOf, spare, unmatchedHolders } from './spared.ts';
import { mostNamed, type PersonRef } from '../../domain/change.ts';
import { visibleText } from '../../shared/work-email.ts';

/** New people whose name an account without employee has already, and the other way round, with all others without account. */
export interface PossibleDuplicates {
  readonly ofEmployee: ReadonlyMap<number, readonly PersonRef[]>;
  readonly ofUser: ReadonlyMap<number, readonly PersonRef[]>;
}

/**
 * Compares names and IDs only where somebody is to be created: "two John Smiths" (integration guide, "Rolling out"),
 * Müller and Mueller, and an ID that lost its leading zeros on the way. Where accounts not imported are deactivated, also
 * those of people who are left out, by every address that may be theirs as well.
 *
 * Effects: spares accounts in `matching` for people in conflict
 */
export function findPossibleDuplicates(matching: Matching, verdicts: Verdicts): PossibleDuplicates {
  const ofEmployee = new Map<number, readonly PersonRef[]>();
  const ofUser = new Map<number, PersonRef[]>();
  const decided = new Set<EmployeeId>();
  for (const decision of matching.input.decisions)
    if (decision.kind === 'create-anyway') decided.add(decision.employeeId);
  const leftOut = leftOutOf(matching, verdicts);
  if (leftOut.length === 0 && !verdicts.of.includes('create')) return { ofEmployee, ofUser };
  const byKey = indexUnmatched(matching);
  for (let at = 0; at < verdicts.of.length; at += 1) {
    if (verdicts.of[at] !== 'create' || decided.has(employeeAt(matching, at).id)) continue;
    const namesakes = namesakesOf(matching, at, byKey);
    if (namesakes.length === 0) continue;
    ofEmployee.set(
      at,
      namesakes.slice(0, mostNamed).map((user) => refOfUser(matching, user)),
    );
    addTo(ofUser, namesakes, refOfEmployee(matching, at));
  }
  for (const at of leftOut) {
    const conflict = matching.conflicts.get(at);
    const person = refOfEmployee(matching, at);
    const users = [...namesakesOf(matching, at, byKey), ...unmatchedHolders(matching, at)];
    if (conflict) spare(matching, users, { code: conflict.code, people: [person] });
    else addTo(ofUser, users, person);
  }
  return { ofEmployee, ofUser };
}

function addTo(ofUser: Map<number, PersonRef[]>, users: readonly number[], person: PersonRef): void {
  for (const user of new Set(users)) {
    const people = ofUser.get(user);
    if (!people) ofUser.set(user, [person]);
    else if (people.length < mostNamed) people.push(person);
  }
}

/** Under this key are the accounts whose name is in another alphabet; no name has the sign. */
const carriedOver = '~';

/** Accounts without employee by everything they may be found by. */
function indexUnmatched(matching: Matching): ReadonlyMap<string, readonly number[]> {
  const byKey = new Map<string, number[]>();
  for (let at = 0; at < matching.employeeOf.length; at += 1) {
    if (matching.employeeOf[at] !== NOBODY) continue;
    const user = userAt(matching, at);
    const [first, last] = [valueOf(user.firstName), valueOf(user.lastName)];
    const keys = [...nameKeys(first, last), ...idKeys(valueOf(user.externalId))];
    if (isCarriedOver(`${first} ${last}`)) keys.push(carriedOver);
    for (const key of keys) {
      const users = byKey.get(key);
      if (users) users.push(at);
      else byKey.set(key, [at]);
    }
  }
  return byKey;
}

function namesakesOf(matching: Matching, at: number, byKey: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const { firstName, preferredName, lastName } = employeeAt(matching, at);
  const last = valueOf(lastName);
  const nickname = valueOf(preferredName);
  const keys = [
    ...nameKeys(valueOf(firstName), last),
    ...(nickname === undefined ? [] : nameKeys(nickname, last)),
    ...idKeys(idOf(matching, at)),
  ];
  const users = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
  for (const given of nickname === undefined ? [valueOf(firstName)] : [valueOf(firstName), nickname])
    if (byKey.has(carriedOver) || isCarriedOver(`${given} ${last}`))
      for (const user of soundalikesOf(matching, given, last)) users.add(user);
  return users.size < 2
    ? [...users]
    : [...users].sort((one, other) => (idAt(matching, one) < idAt(matching, other) ? -1 : 1));
}

/** Accounts without employee whose name is this one, carried over from or to another alphabet. */
function soundalikesOf(matching: Matching, first: string | undefined, last: string | undefined): readonly number[] {
  return (soundsOf(matching).get(soundKey(first, last)) ?? []).filter((at) => {
    const user = userAt(matching, at);
    return reachOf(`${first ?? ''} ${last ?? ''}`, fullName(user.firstName, user.lastName)) === 'sound';
  });
}

const sounds = new WeakMap<Matching, ReadonlyMap<string, readonly number[]>>();

/** Accounts without employee by the sound of their name; made when the first name in another alphabet turns up. */
function soundsOf(matching: Matching): ReadonlyMap<string, readonly number[]> {
  const known = sounds.get(matching);
  if (known) return known;
  const made = new Map<string, number[]>();
  for (let at = 0; at < matching.employeeOf.length; at += 1) {
    if (matching.employeeOf[at] !== NOBODY) continue;
    const user = userAt(matching, at);
    const key = soundKey(valueOf(user.firstName), valueOf(user.lastName));
    const users = made.get(key);
    if (users) users.push(at);
    else if (key !== '') made.set(key, [at]);
  }
  sounds.set(matching, made);
  return made;
}

/** An ID without the zeros in front and without what nobody sees; no name has the sign. */
function idKeys(id: string | undefined): readonly string[] {
  if (id === undefined) return [];
  const digits = visibleText(id).replace(/^0+(?=.)/, '');
  return [`#${digits.toLowerCase()}`];
}

function idAt(matching: Matching, user: number): string {
  return userAt(matching, user).id;
}
