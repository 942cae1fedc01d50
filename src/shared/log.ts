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
  // A stack repeats the message before its frames, and only the frames are safe to print. In Firefox there is no message.
  const head = `${cause.name}: ${cause.message}`;
  const frames = cause.stack.startsWith(head) ? cause.stack.slice(head.length) : cause.stack;
  return frames
    .split('\n')
    .filter((line) => /^\s+at |@\S*:\d+:\d+$/.test(line))
    .join('\n');
}
