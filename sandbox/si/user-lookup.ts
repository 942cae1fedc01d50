import type { SiUser } from '../state/si-state.ts';

/** Users by id. */
export interface UserLookup {
  get(id: string): SiUser | undefined;
}

const known = new WeakMap<SiUser[], Map<string, number>>();

/**
 * A lookup over a list that anybody may change at any time: remembered places are checked before use,
 * so that nothing stale is ever returned.
 */
export function lookupUsers(users: SiUser[]): UserLookup {
  let places = known.get(users);
  if (!places) {
    places = new Map(users.map((user, index) => [user.id, index]));
    known.set(users, places);
  }
  const byId = places;
  return {
    get: (id) => {
      const place = byId.get(id);
      const remembered = place === undefined ? undefined : users[place];
      if (remembered?.id === id) return remembered;
      const index = users.findIndex((user) => user.id === id);
      if (index < 0) return undefined;
      byId.set(id, index);
      return users[index];
    },
  };
}
