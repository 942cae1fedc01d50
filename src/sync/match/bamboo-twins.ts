import { isPinned } from './match-known.ts';
import { addressOf, conflict, employeeAt, idOf, type Matching, NOBODY, othersOf, userAt } from './matching.ts';

/** Makes a conflict of every employee who shares an Employee # with another one; BambooHR's own ids are unique (BambooHR reference §7). */
export function findTwinIds(matching: Matching): void {
  if (matching.options.idKind === 'bamboo-id') return;
  for (const group of groupsOf(matching, (at) => idOf(matching, at))) {
    for (const at of group) {
      matching.sharedId.add(at);
      if (!isPinned(matching, at))
        conflict(matching, at, { code: 'duplicate-id-bamboo', people: othersOf(matching, group, at) });
    }
  }
}

/**
 * Makes a conflict of every employee who shares a work email with another one. The account of a pinned person is certain, so
 * there only the email is held back. Inactive and excluded employees do not count: their email is never written.
 */
export function findTwinEmails(matching: Matching): void {
  for (const group of emailGroupsOf(matching)) {
    for (const at of group) {
      matching.sharedEmail.add(at);
      if (!isPinned(matching, at))
        conflict(matching, at, { code: 'duplicate-email-bamboo', people: othersOf(matching, group, at) });
    }
  }
}

function groupsOf(matching: Matching, keyOf: (at: number) => string | undefined): readonly (readonly number[])[] {
  const first = new Map<string, number>();
  const groups = new Map<string, number[]>();
  for (let at = 0; at < matching.strong.length; at += 1) {
    const key = matching.strong[at] === 1 ? keyOf(at) : undefined;
    if (key !== undefined) group(first, groups, key, at);
  }
  return [...groups.values()];
}

/**
 * Groups of employees with the same work email. An employee whose email is that of the own matched account cannot clash with
 * another such employee, because logins are unique in SI; so only employees whose email differs from their account's are grouped.
 */
function emailGroupsOf(matching: Matching): readonly (readonly number[])[] {
  const first = new Map<string, number>();
  const groups = new Map<string, number[]>();
  for (let at = 0; at < matching.strong.length; at += 1) {
    if (matching.strong[at] !== 1 || isHome(matching, at)) continue;
    matching.away.push(at);
    const address = addressOf(matching, at);
    if (address !== undefined) group(first, groups, address, at);
  }
  for (const address of first.keys()) {
    const holder = matching.users.byAddress.get(address);
    const owner = holder === undefined ? NOBODY : (matching.employeeOf[holder] as number);
    if (owner === NOBODY || matching.strong[owner] !== 1 || !isHome(matching, owner)) continue;
    if (addressOf(matching, owner) === address) group(first, groups, address, owner);
  }
  return [...groups.values()];
}

function isHome(matching: Matching, at: number): boolean {
  const user = matching.userOf[at] as number;
  if (user === NOBODY || matching.users.addressTwins.size > 0) return false;
  return userAt(matching, user).email === employeeAt(matching, at).workEmail;
}

function group(first: Map<string, number>, groups: Map<string, number[]>, key: string, at: number): void {
  const holder = first.get(key);
  if (holder === undefined) {
    first.set(key, at);
    return;
  }
  const all = groups.get(key);
  if (all) all.push(at);
  else groups.set(key, [holder, at]);
}
