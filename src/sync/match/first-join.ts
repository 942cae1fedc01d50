import { mostNamed, type PersonRef, type Reason } from '../../domain/change.ts';
import { valueOf } from '../../domain/cell.ts';
import { claimedAddresses, foldAddress } from './address.ts';
import { employeeName } from '../compare/wanted.ts';
import { addressesOf, evidenceOf, type HasMoved, isSameName, isSamePerson, isSurelySame } from './evidence.ts';
import { employeeAt, idOf, inIdOrder, type Matching, NOBODY, refOfUser, userAt } from './matching.ts';

/**
 * Why an employee and the account found by ID or by email are not joined; undefined where they may be.
 * An ID or an email alone is not a person (design §3.2). Pins and links were decided before and are not asked about.
 */
export function doubtOfJoin(matching: Matching, at: number, user: number, by: 'id' | 'email'): Reason | undefined {
  const [employee, account] = [employeeAt(matching, at), userAt(matching, user)];
  const isSame = isSameName(employee, account);
  const isAddressOwn = employee.workEmail === account.email && account.login === account.email;
  if (isSame && (by === 'email' || isAddressOwn)) return undefined;
  const people = [refOfUser(matching, user)];
  if (!isSame && !isSamePerson(evidenceOf(employee, account, movesOf(matching))))
    return { code: by === 'id' ? 'recycled-id' : 'recycled-email', people };
  if (by === 'email') return undefined;
  const others = otherOwners(matching, at, user);
  if (others.length === 0) return undefined;
  const areGone = others.every((other) => employeeAt(matching, other).status === 'inactive');
  return {
    code: 'user-claimed-twice',
    people: [...people, ...others.map((other) => withoutAccount(matching, other))],
    relink: areGone ? true : undefined,
  };
}

/** An employee without any account: of people named this way only the account beside them is offered. */
export function withoutAccount(matching: Matching, at: number): PersonRef {
  const employee = employeeAt(matching, at);
  return { name: employeeName(employee), employeeId: employee.id };
}

/**
 * Whoever else may have an address of the account as work email, one that is not the employee's own. Somebody with an account of their own, or excluded by an admin,
 * does not count where the two records are surely one person's; where they only tie, the email may be the one that is right.
 */
function otherOwners(matching: Matching, at: number, user: number): readonly number[] {
  const owners = ownersOf(matching);
  const [employee, account] = [employeeAt(matching, at), userAt(matching, user)];
  const others = new Set<number>();
  const own = foldAddress(valueOf(employee.workEmail) ?? '');
  for (const address of addressesOf(account)) {
    if (address === own) continue;
    for (const other of owners.get(address) ?? []) if (other !== at) others.add(other);
  }
  if (others.size === 0) return [];
  const isSure = isSurelySame(evidenceOf(employee, account, movesOf(matching)));
  const open = [...others].filter((other) => !(isSure && hasNoSay(matching, other, user)));
  return inIdOrder(matching, open).slice(0, mostNamed);
}

function hasNoSay(matching: Matching, at: number, elsewhere: number): boolean {
  return matching.excluded.has(employeeAt(matching, at).id) || isAtHome(matching, at, elsewhere);
}

/**
 * Whether an employee is certain of another account: only the email is on its way from one person to the next.
 * Asked of the records alone, so that the order of the rows is without effect.
 */
function isAtHome(matching: Matching, at: number, elsewhere: number): boolean {
  const by = matching.by[at];
  if (by === 'pin' || by === 'link') return true;
  const id = idOf(matching, at);
  const user = id === undefined ? undefined : matching.users.byExternalId.get(id);
  if (id === undefined || user === undefined || user === elsewhere) return false;
  if (matching.users.externalTwins.has(id) || matching.sharedId.has(at)) return false;
  const holder = matching.employeeOf[user] as number;
  if (holder !== NOBODY && holder !== at) return false;
  return isSamePerson(evidenceOf(employeeAt(matching, at), userAt(matching, user), movesOf(matching)));
}

const owners = new WeakMap<Matching, ReadonlyMap<string, readonly number[]>>();

/** Employees by every address that may be theirs; made when the first account turns up with another email than its employee. */
function ownersOf(matching: Matching): ReadonlyMap<string, readonly number[]> {
  const known = owners.get(matching);
  if (known) return known;
  const made = new Map<string, number[]>();
  for (let at = 0; at < matching.strong.length; at += 1) {
    for (const address of claimedAddresses(employeeAt(matching, at))) {
      const all = made.get(address);
      if (all) all.push(at);
      else made.set(address, [at]);
    }
  }
  owners.set(matching, made);
  return made;
}

/** So many people whose address kept its name under another domain are a company that moved. */
const leastMoved = 3;
const moves = new WeakMap<Matching, HasMoved>();

/** Whether two addresses differ by a move of the whole company: the same name, and others found by ID moved the same way. */
function movesOf(matching: Matching): HasMoved {
  let counts: ReadonlyMap<string, number> | undefined;
  const known = moves.get(matching);
  if (known) return known;
  const hasMoved: HasMoved = (workEmail, before) => {
    const move = moveOf(workEmail, before);
    return move !== undefined && ((counts ??= countMoves(matching)).get(move) ?? 0) >= leastMoved;
  };
  moves.set(matching, hasMoved);
  return hasMoved;
}

function countMoves(matching: Matching): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < matching.strong.length; at += 1) {
    const id = idOf(matching, at);
    const linked = matching.userOf[at] as number;
    const user = linked === NOBODY && id !== undefined ? (matching.users.byExternalId.get(id) ?? NOBODY) : linked;
    const workEmail = valueOf(employeeAt(matching, at).workEmail);
    if (user === NOBODY || workEmail === undefined) continue;
    const found = new Set(
      addressesOf(userAt(matching, user)).flatMap((address) => moveOf(foldAddress(workEmail), address) ?? []),
    );
    for (const move of found) counts.set(move, (counts.get(move) ?? 0) + 1);
  }
  return counts;
}

/** `old.example>new.example` where only the domains differ. */
function moveOf(workEmail: string, before: string): string | undefined {
  const [at, was] = [workEmail.lastIndexOf('@'), before.lastIndexOf('@')];
  if (at < 1 || at !== was || workEmail === before || workEmail.slice(0, at) !== before.slice(0, was)) return undefined;
  return `${before.slice(was + 1)}>${workEmail.slice(at + 1)}`;
}
