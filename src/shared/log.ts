import { toAppError } from './app-error.ts';

/** Takes an unexpected failure: where it was met, what was thrown, and the run it belongs to, if any. */
export type LogSink = (where: string, thrown: unknown, runId?: string) => void;

let sink: LogSink = toConsole;

/** Has failures of this process written by somebody else than the console. Returns the undo. */
export function logTo(next: LogSink): () => void {
  sink = next;
  return () => {
    sink = toConsole;
  };
}

/**
 * Writes an unexpected failure to the log of the context: code and safe facts, plus the stack of a `bug`.
 * Never a message of a cause from outside: those can quote addresses or values.
 */
export function logError(where: string, thrown: unknown, runId?: string): void {
  sink(where, thrown, runId);
}

function toConsole(where: string, thrown: unknown): void {
  const error = toAppError(thrown);
  console.error(where, error.code, error.context, error.code === 'bug' ? stackOf(error.cause) : '');
}

/** Where something was thrown, without what was said there. */
export function stackOf(cause: unknown): string {
  if (!(cause instanceof Error) || cause.stack === undefined) return '';
  // A stack repeats the message before its frames, and only the frames are safe to print. In Firefox there is no message.
  const head = `${cause.name}: ${cause.message}`;
  const frames = cause.stack.startsWith(head) ? cause.stack.slice(head.length) : cause.stack;
  return frames
    .split('\n')
    .filter((line) => /^\s+at |@\S*:\d+:\d+$/.test(line))
    .join('\n');
}
