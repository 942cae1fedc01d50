import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LooksOptions } from '../../../src/runner/work/looks.ts';
import type { FastTime } from './fast-time.ts';

export interface WorkerOrder {
  readonly url: string;
  /** Of the secrets, as hex. */
  readonly key: string;
  /** Of the sandbox. */
  readonly port: number;
  /** How many companies at a time. */
  readonly atOnce: number;
  /** The machine's own time without it. */
  readonly time?: FastTime;
  readonly jobs?: Omit<LooksOptions, 'url'>;
}

export interface WorkerProcess {
  /** Resolves when it is at work. */
  readonly ready: Promise<unknown>;
  /** What it exited with; null after a signal. */
  readonly exited: Promise<number | null>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
}

const script = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** A worker in a process of its own; it ends with the caller's process at the latest. */
export function startWorkerProcess(order: WorkerOrder): WorkerProcess {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...process.env, WORKER_ORDER: JSON.stringify(order) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  // What it logs of faults that were made on purpose is of no interest.
  child.stderr?.resume();
  return {
    ready: once(child, 'message'),
    exited: once(child, 'exit').then(([code]) => code as number | null),
    kill: (signal) => void child.kill(signal),
  };
}
