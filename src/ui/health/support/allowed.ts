/**
 * The only ways by which anything gets into a support bundle: a word that is on a list of our own, a number, a yes or no,
 * a time, or a version of digits and dots. Free text has no way in, so nobody's name, email or ID has one.
 */
declare const allowed: unique symbol;
export type Allowed<T> = T & { readonly [allowed]?: true };

export type Leaf = Allowed<string> | number | boolean | null;
export type Tree = Leaf | readonly Tree[] | { readonly [key: string]: Tree };

/** The word as the list has it; what is not on it is only said to be something else. */
export function oneOf(list: readonly string[], value: unknown): Allowed<string> {
  return list.find((word) => word === value) ?? 'other';
}

/** A whole or broken number; null where there is none. */
export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function yes(value: unknown): boolean {
  return value === true;
}

/** An instant (epoch ms) as `2026-11-25T13:43:50.000Z`. */
export function time(atMs: unknown): Allowed<string> | null {
  const ms = number(atMs);
  return ms === null || Math.abs(ms) > 8.64e15 ? null : new Date(ms).toISOString();
}

/** `0.1.0`, at most four numbers. */
export function version(value: unknown): Allowed<string> | null {
  return typeof value === 'string' && /^\d{1,5}(?:\.\d{1,5}){0,3}$/.test(value) ? value : null;
}

/** Words of the list that occur among the values. */
export function someOf(list: readonly string[], values: readonly unknown[] | undefined): readonly Allowed<string>[] {
  return list.filter((word) => values?.includes(word) === true);
}

/** A number for each word of the list, whatever else the record holds. */
export function numbers(list: readonly string[], record: Readonly<Record<string, unknown>>): Tree {
  return Object.fromEntries(list.map((word) => [word, number(record[word])]));
}
