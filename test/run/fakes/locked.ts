import { AppError } from '../../../src/shared/app-error.ts';

/** The same object behind a door: a call that `closed` has an error or an answer for gets that, and never inside. */
export function locked<T extends object>(
  inside: T,
  closed: (method: keyof T) => AppError | { readonly answer: unknown } | undefined,
): T {
  return new Proxy(inside, {
    get(target, key) {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]): Promise<unknown> => {
        const instead = closed(key as keyof T);
        if (instead instanceof AppError) throw instead;
        return instead ? instead.answer : Reflect.apply(member, target, args);
      };
    },
  });
}
