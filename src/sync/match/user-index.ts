import type { SiUserId } from '../../domain/ids.ts';
import { valueOf } from '../../domain/cell.ts';
import type { SiUser } from '../../domain/people.ts';
import { foldAddress } from './address.ts';
import { createTextIndex, type ReadonlyTextIndex } from './text-index.ts';

/** SI's accounts by everything an employee can be matched by. Accounts are named by their position in `users`. */
export interface UserIndex {
  readonly users: readonly SiUser[];
  readonly byId: ReadonlyTextIndex;
  /** First account that carries the external ID. */
  readonly byExternalId: ReadonlyTextIndex;
  /** External IDs more than one account carries. */
  readonly externalTwins: ReadonlyMap<string, readonly number[]>;
  /** Folded address → first account that holds it as login or email. */
  readonly byAddress: ReadonlyTextIndex;
  /** Addresses more than one account holds. */
  readonly addressTwins: ReadonlyMap<string, readonly number[]>;
}

/** Indexes the accounts; a second row with an id already seen is left out. */
export function indexUsers(users: readonly SiUser[]): UserIndex {
  const byId = createTextIndex(users.length);
  for (let at = 0; at < users.length; at += 1) byId.set((users[at] as SiUser).id, at);
  if (byId.size < users.length) return indexUsers(withoutRepeats(users));
  const addresses = makeDirectory(users, loginOf, otherEmailOf);
  // Where all people are linked already, nobody asks for an ID.
  let externals: Directory | undefined;
  const externalIds = () => (externals ??= makeDirectory(users, (user) => valueOf(user.externalId)));
  return {
    users,
    byId,
    byAddress: addresses.first,
    addressTwins: addresses.twins,
    get byExternalId() {
      return externalIds().first;
    },
    get externalTwins() {
      return externalIds().twins;
    },
  };
}

/** Every account that holds the folded address. */
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

interface Directory {
  readonly first: ReadonlyTextIndex;
  readonly twins: ReadonlyMap<string, readonly number[]>;
}

type KeyOf = (user: SiUser) => string | undefined;

const noTwins: ReadonlyMap<string, readonly number[]> = new Map();

function makeDirectory(users: readonly SiUser[], ...keys: readonly KeyOf[]): Directory {
  const first = createTextIndex(users.length);
  let entries = 0;
  for (const keyOf of keys) {
    for (let at = 0; at < users.length; at += 1) {
      const key = keyOf(users[at] as SiUser);
      if (key === undefined) continue;
      first.set(key, at);
      entries += 1;
    }
  }
  // Twins are rare: they are looked for only where the numbers say there are some.
  return first.size === entries ? { first, twins: noTwins } : findTwins(users, keys);
}

function findTwins(users: readonly SiUser[], keys: readonly KeyOf[]): Directory {
  const holders = new Map<string, number[]>();
  for (let at = 0; at < users.length; at += 1) {
    for (const keyOf of keys) {
      const key = keyOf(users[at] as SiUser);
      const all = key === undefined ? undefined : holders.get(key);
      if (all) all.push(at);
      else if (key !== undefined) holders.set(key, [at]);
    }
  }
  const first = createTextIndex(holders.size);
  const twins = new Map<string, readonly number[]>();
  for (const [key, all] of holders) {
    first.set(key, all[0] as number);
    if (all.length > 1) twins.set(key, all);
  }
  return { first, twins };
}

/** The account's login, folded. */
export function loginOf(user: SiUser): string | undefined {
  return typeof user.login === 'string' ? foldAddress(user.login) : undefined;
}

/** The email where it is another address than the login. */
function otherEmailOf(user: SiUser): string | undefined {
  if (user.email === user.login) return undefined;
  if (typeof user.email !== 'string') return undefined;
  const email = foldAddress(user.email);
  return email === loginOf(user) ? undefined : email;
}

function withoutRepeats(users: readonly SiUser[]): readonly SiUser[] {
  const seen = new Set<SiUserId>();
  return users.filter((user) => {
    const fresh = !seen.has(user.id);
    seen.add(user.id);
    return fresh;
  });
}
