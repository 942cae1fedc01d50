/**
 * Keys that held a value before, were not asked to change, and are empty where they are still shown: what a write has
 * emptied besides. A key that is not shown any more proves nothing.
 */
export function lostKeys<Key extends string>(
  before: Readonly<Partial<Record<Key, unknown>>>,
  after: Readonly<Partial<Record<Key, unknown>>>,
  isAsked: (key: Key) => boolean,
): Key[] {
  return (Object.keys(before) as Key[]).filter(
    (key) => !isAsked(key) && !isBlank(before[key]) && key in after && isBlank(after[key]),
  );
}

/** An unspecified gender is as good as none. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === 'unspecified';
}
