import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Of programs that are to reach sandboxes; a program's own environment is laid over it. */
export interface RunnerWorld {
  readonly databaseUrl: string;
  /** Host → port of the sandbox that is there instead. */
  readonly ports: Readonly<Record<string, number>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface RunnerEnd {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const main = here('../../../src/runner/main.ts');
const reachSandbox = here('reach-sandbox.mjs');

/** Starts the program as its user does, in a process of its own. */
export function startRunner(
  { databaseUrl, ports, env = {} }: RunnerWorld,
  args: readonly string[],
  own: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', '--import', reachSandbox, main, ...args], {
    cwd: here('../../..'),
    env: {
      ...process.env,
      LC_ALL: 'C',
      DATABASE_URL: databaseUrl,
      SANDBOX_PORTS: JSON.stringify(ports),
      ...env,
      ...own,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs one command to its end. */
export async function runRunner(...given: Parameters<typeof startRunner>): Promise<RunnerEnd> {
  return endOf(startRunner(...given));
}

/** Waits until a started command has ended. */
export async function endOf(child: ChildProcess): Promise<RunnerEnd> {
  let [out, err] = ['', ''];
  child.stdout?.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (err += text.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
