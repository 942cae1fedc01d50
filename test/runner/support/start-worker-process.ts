import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
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
  /** The end of what it logged. */
  said(): string;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
}

/** Where its packages are found. */
const cache = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));
const source = fileURLToPath(new URL('worker-process.ts', import.meta.url));

export interface WorkerProgram {
  start(order: WorkerOrder): WorkerProcess;
  remove(): Promise<void>;
}

/** Workers in processes of their own, made into one file first: most of them live for seconds only. */
export async function buildWorkerProgram(): Promise<WorkerProgram> {
  await mkdir(cache, { recursive: true });
  const outDir = await mkdtemp(join(cache, 'worker-'));
  await build({ configFile: false, logLevel: 'error', build: { ssr: source, outDir, emptyOutDir: false } });
  return {
    start: (order) => startWorkerProcess(join(outDir, 'worker-process.js'), order),
    remove: () => rm(outDir, { recursive: true, force: true }),
  };
}

/** It ends with the caller's process at the latest. */
function startWorkerProcess(script: string, order: WorkerOrder): WorkerProcess {
  const child: ChildProcess = spawn(process.execPath, [script], {
    env: { ...process.env, WORKER_ORDER: JSON.stringify(order) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-4_000)));
  return {
    ready: once(child, 'message'),
    exited: once(child, 'exit').then(([code]) => code as number | null),
    said: () => said,
    kill: (signal) => void child.kill(signal),
  };
}
