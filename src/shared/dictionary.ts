import * as z from 'zod/mini';

/** An object by free keys. The library's own record type would be a hundredth of the worker (ADR 24). */
export function dictionary<T extends z.ZodMiniType>(value: T) {
  return z.catchall(z.object({}), value);
}

/** An object that may have each of these keys and no other. */
export function partialOf<K extends string, V>(keys: readonly K[], value: z.ZodMiniType<V>) {
  const shape = Object.fromEntries(keys.map((key) => [key, z.exactOptional(value)]));
  return z.strictObject(shape as Record<K, z.ZodMiniExactOptional<z.ZodMiniType<V>>>);
}
