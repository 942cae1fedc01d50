import * as z from 'zod/mini';

/**
 * An object by free keys, and no list, which is one by its numbers. The library's own record type would be a two-hundredth of
 * the worker (ADR 24).
 */
export function dictionary<T extends z.ZodMiniType>(value: T) {
  const isNoList = z.unknown().check(z.refine((given) => !Array.isArray(given), { abort: true }));
  return z.pipe(isNoList, z.catchall(z.object({}), value));
}

/** An object that may have each of these keys and no other. */
export function partialOf<K extends string, V>(keys: readonly K[], value: z.ZodMiniType<V>) {
  const shape = Object.fromEntries(keys.map((key) => [key, z.exactOptional(value)]));
  return z.strictObject(shape as Record<K, z.ZodMiniExactOptional<z.ZodMiniType<V>>>);
}
