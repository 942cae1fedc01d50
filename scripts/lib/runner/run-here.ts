// Before everything that speaks.
import '../../../src/runner/words/stand-in.ts';
import { run } from '../../../src/runner/cli/program.ts';
import type { RunnerEnd } from './start-runner.ts';

/**
 * Carries out a command line in this process, which is much faster. `env` is all it finds in its environment. `onSignal`:
 * handed what is to be called when somebody presses Ctrl-C.
 */
export async function runHere(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onSignal: (heard: () => void) => void = () => undefined,
): Promise<RunnerEnd> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    env,
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    signals: { once: (_signal, heard) => onSignal(heard) },
    exit: (ended) => {
      throw new Error(`the process is to end with ${ended}`);
    },
  });
  return { code, out, err };
}

/** A command that is to be done, and what it says to programs. Errors: an Error with what it said instead */
export async function resultHere<Result>(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const { code, out, err } = await runHere([...args, '--json'], env);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${out}${err}`);
  return JSON.parse(out) as Result;
}

/** Leads the requests of this process to sandboxes from now on: host → port. */
export async function reachSandboxes(ports: Readonly<Record<string, number>>): Promise<void> {
  process.env['SANDBOX_PORTS'] = JSON.stringify(ports);
  // Reads it when it is loaded.
  await import(new URL('reach-sandbox.mjs', import.meta.url).href);
}
