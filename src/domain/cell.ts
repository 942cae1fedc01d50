/** The key may not see this value here. Never written, never compared. */
export const HIDDEN: unique symbol = Symbol('hidden');
/** The source has no such field at all. Never written, never compared. */
export const NOT_OFFERED: unique symbol = Symbol('not offered');

/**
 * One value of either system: a value (non-empty string), empty (`null`), hidden, or not offered.
 * The four are never mixed up; only a value and an empty can lead to a write (design §3).
 */
export type Cell<T extends string = string> = T | null | typeof HIDDEN | typeof NOT_OFFERED;

/** The value or null where it is known, undefined where it is hidden or not offered. */
export function known<T extends string>(cell: Cell<T>): T | null | undefined {
  return typeof cell === 'symbol' ? undefined : cell;
}

/** The value, or undefined where there is none to use. */
export function valueOf<T extends string>(cell: Cell<T>): T | undefined {
  return typeof cell === 'string' ? cell : undefined;
}
