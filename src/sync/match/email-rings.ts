import { addressOf, conflict, employeeAt, type Matching, NOBODY, othersOf, userAt } from './matching.ts';
import { loginOf } from './user-index.ts';

/**
 * People who would have to take each other's email at the same moment: no order of writing avoids one login twice.
 * Everybody on the ring is a conflict; a chain that ends in a free email is none.
 */
export function findEmailRings(matching: Matching): void {
  const next = new Map<number, number>();
  for (const at of matching.away) {
    const holder = otherHolder(matching, at);
    if (holder !== undefined) next.set(at, holder);
  }
  const seen = new Map<number, number>();
  for (const start of next.keys()) {
    const path: number[] = [];
    let at: number | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.set(at, start);
      path.push(at);
      at = next.get(at);
    }
    if (at === undefined || seen.get(at) !== start) continue;
    const ring = path.slice(path.indexOf(at));
    for (const member of ring) {
      conflict(matching, member, { code: 'email-ring', people: othersOf(matching, ring, member) });
    }
  }
}

/** The employee whose account holds the email this one is to get. */
function otherHolder(matching: Matching, at: number): number | undefined {
  const user = matching.userOf[at] as number;
  const employee = employeeAt(matching, at);
  if (user === NOBODY || employee.status !== 'active' || matching.strong[at] !== 1) return undefined;
  const account = userAt(matching, user);
  if (employee.workEmail === account.email || matching.conflicts.has(at) || matching.sharedEmail.has(at))
    return undefined;
  const address = addressOf(matching, at);
  if (address === undefined || loginOf(account) === address) return undefined;
  const holder = matching.users.byAddress.get(address);
  if (holder === undefined || holder === user || matching.users.addressTwins.has(address)) return undefined;
  const owner = matching.employeeOf[holder] as number;
  return owner === NOBODY ? undefined : owner;
}
