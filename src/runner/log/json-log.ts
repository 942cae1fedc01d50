import { AsyncLocalStorage } from 'node:async_hooks';
import { toAppError } from '../../shared/app-error.ts';
import { logTo, stackOf } from '../../shared/log.ts';
import { RunnerError } from '../runner-error.ts';

type Level = 'info' | 'warn' | 'error';

/** What may stand in a line besides level, time and code: numbers, names of ours, ids of runs. Nobody's name or address. */
export interface LogFacts {
  readonly pair?: string | undefined;
  readonly run?: string | undefined;
  readonly where?: string | undefined;
  readonly operation?: string | undefined;
  readonly status?: number | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly retryAt?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly count?: number | undefined;
  readonly state?: string | undefined;
  readonly stack?: string | undefined;
}

export interface Log {
  info(code: string, facts?: LogFacts): void;
  /** Whatever is logged by the work, and by what it starts, says which tenant it belongs to. */
  of<T>(pair: string, work: () => Promise<T>): Promise<T>;
  /** Failures go to the console again. */
  close(): void;
}

/**
 * Writes what happens in this process as JSON, a line each; failures of the whole program as well.
 * `write`: takes a line without its end. `now`: epoch ms.
 */
export function openLog(write: (line: string) => void, now: () => number): Log {
  const tenant = new AsyncLocalStorage<string>();
  const line = (level: Level, code: string, facts: LogFacts = {}) => {
    const pair = facts.pair ?? tenant.getStore();
    // What is undefined is left out by JSON itself.
    write(JSON.stringify({ level, time: new Date(now()).toISOString(), code, ...facts, pair }));
  };
  const undo = logTo((where, thrown, run) => {
    if (thrown instanceof RunnerError) return line('error', thrown.code, { where, run });
    const { code, cause, context } = toAppError(thrown);
    const { operation, status, fields, retryAtMs, timeoutMs } = context;
    const retryAt = retryAtMs === undefined ? undefined : new Date(retryAtMs).toISOString();
    const stack = code === 'bug' ? stackOf(cause) : undefined;
    line(levelOf(code), code, { where, run, operation, status, fields, retryAt, timeoutMs, stack });
  });
  return {
    info: (code, facts) => line('info', code, facts),
    of: (pair, work) => tenant.run(pair, work),
    close: undo,
  };
}

/** Trouble of this place and of the program is an error; what a vendor or the network does is tried again. */
function levelOf(code: string): Level {
  return code === 'bug' || code.startsWith('storage-') || code === 'secret-lost' ? 'error' : 'warn';
}
