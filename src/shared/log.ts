import { toAppError } from './app-error.ts';

/**
 * Writes an unexpected failure to the console of the context: code and safe facts, plus the stack of a `bug`.
 * Never a message of a cause from outside: those can quote addresses or values.
 */
export function logError(where: string, thrown: unknown): void {
  const error = toAppError(thrown);
  console.error(where, error.code, error.context, error.code === 'bug' ? stackOf(error.cause) : '');
}

function stackOf(cause: unknown): string {
  if (!(cause instanceof Error) || cause.stack === undefined) return '';
  // The first line of a stack repeats the message; only the frames are safe to print.
  return cause.stack.split('\n').filter((line) => line.trimStart().startsWith('at ')).join('\n');
}
