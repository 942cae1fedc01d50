import type { SiUserId } from '../shared/ids.ts';
import { valueOf } from './cell.ts';
import type { SiUser } from './people.ts';

/** SI's accounts by everything an employee can be matched by. Accounts are named by their position in `users`. */
export interface UserIndex {
  readonly users: readonly SiUser[];
  readonly byId: ReadonlyMap<SiUserId, number>;
  /** First account that carries the external ID. */
  readonly byExternalId: ReadonlyMap<string, number>;
  /** External IDs more than one account carries. */
  readonly externalTwins: ReadonlyMap<string, readonly number[]>;
  /** Lower-cased address → first account that holds it as login or email. */
  readonly byAddress: ReadonlyMap<string, number>;
  /** Addresses more than one account holds. */
  readonly addressTwins: ReadonlyMap<string, readonly number[]>;
}

/** Indexes the accounts; a second row with an id already seen is left out. */
export function indexUsers(users: readonly SiUser[]): UserIndex {
  const byId = new Map<SiUserId, number>();
  const byExternalId = new Map<string, number>();
  const externalTwins = new Map<string, number[]>();
  const byAddress = new Map<string, number>();
  const addressTwins = new Map<string, number[]>();
  for (let at = 0; at < users.length; at += 1) {
    const user = users[at] as SiUser;
    byId.set(user.id, at);
    if (typeof user.externalId === 'string') hold(byExternalId, externalTwins, user.externalId, at);
    const login = valueOf(user.login)?.toLowerCase();
    const email = user.email === user.login ? undefined : valueOf(user.email)?.toLowerCase();
    if (login !== undefined) hold(byAddress, addressTwins, login, at);
    if (email !== undefined && email !== login) hold(byAddress, addressTwins, email, at);
  }
  if (byId.size < users.length) return indexUsers(withoutRepeats(users));
  return { users, byId, byExternalId, externalTwins, byAddress, addressTwins };
}

/** Every account that holds the lower-cased address. */
export function holdersOf(index: UserIndex, address: string): readonly number[] {
  const first = index.byAddress.get(address);
  if (first === undefined) return [];
  return index.addressTwins.get(address) ?? [first];
}

/** Every account that carries the external ID. */
export function carriersOf(index: UserIndex, externalId: string): readonly number[] {
  const first = index.byExternalId.get(externalId);
  if (first === undefined) return [];
  return index.externalTwins.get(externalId) ?? [first];
}

function hold(first: Map<string, number>, twins: Map<string, number[]>, key: string, at: number): void {
  const holder = first.get(key);
  if (holder === undefined) {
    first.set(key, at);
    return;
  }
  const all = twins.get(key);
  if (all) all.push(at);
  else twins.set(key, [holder, at]);
}

function withoutRepeats(users: readonly SiUser[]): readonly SiUser[] {
  const seen = new Set<SiUserId>();
  return users.filter((user) => {
    const fresh = !seen.has(user.id);
    seen.add(user.id);
    return fresh;
  });
}
