import { type Matching, NOBODY } from './matching.ts';

/** Inactive and excluded people without account, by what they are to be matched by: of several with one key none can be preferred. */
export function leaversBy(
  matching: Matching,
  keyOf: (at: number) => string | undefined,
): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (let at = 0; at < matching.strong.length; at += 1) {
    if (matching.strong[at] !== 0 || matching.userOf[at] !== NOBODY || matching.conflicts.has(at)) continue;
    const key = keyOf(at);
    const group = key === undefined ? undefined : groups.get(key);
    if (group) group.push(at);
    else if (key !== undefined) groups.set(key, [at]);
  }
  return groups;
}
