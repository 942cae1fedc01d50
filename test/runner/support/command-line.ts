import { speakWith } from '../../../src/runner/words/stand-in.ts';
import { run } from '../../../src/runner/cli/program.ts';

/** What a command line said and ended with. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

// Until a command says in which language.
speakWith({});

/** Carries out a command line in this process. `env` is all it finds in its environment. */
export async function lineOf(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> {
  let [out, err] = ['', ''];
  const code = await run(args, {
    env,
    out: { write: (text) => (out += text) },
    err: { write: (text) => (err += text) },
    signals: { once: () => undefined },
    exit: (ended) => {
      throw new Error(`the process is to end with ${ended}`);
    },
  });
  return { code, out, err };
}
