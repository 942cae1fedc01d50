import { AppError } from './app-error.ts';

/** Closes a switch over a union: a forgotten case is a type error, a wrong value at run time a `bug`. */
export function assertNever(value: never): never {
  throw new AppError('bug', {}, { cause: new Error(`unexpected ${typeof value}`) });
}

/** The value, or a `bug` naming the broken invariant. */
export function must<T>(value: T | undefined | null, invariant: string): T {
  if (value === undefined || value === null) throw new AppError('bug', {}, { cause: new Error(invariant) });
  return value;
}
