import type { Command } from 'commander';
import { migrate, migrations } from '../../store/migrate.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { writeNewFile } from '../new-file.ts';

interface Options {
  readonly makeKey?: string;
}

/** Sets the database up, or brings it to this program's version. */
export function init(program: Command, cli: Cli): void {
  const command = program
    .command('init')
    .description('set up the database named by DATABASE_URL, or bring it to the version of this program')
    .option('--make-key <file>', 'also make a key that seals secrets, in a new file only you can read');
  examples(command, '# once, and after each update of the program:', 'init --make-key ./runner.key');
  work<Options>(cli, command, async ({ connect, say }, _args, { makeKey }) => {
    const before = await migrate(await connect());
    const version = migrations.length;
    if (makeKey !== undefined) await writeKey(makeKey);
    say.json({ before, version, ...(makeKey === undefined ? {} : { keyFile: makeKey }) });
    if (before === 0) say.line(own('init.made', { version }));
    else say.line(own(before === version ? 'init.same' : 'init.brought-up', { before, version }));
    if (makeKey !== undefined) say.line(own('init.key', { file: makeKey }));
  });
}

async function writeKey(file: string): Promise<void> {
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
  await writeNewFile(file, `${key}\n`);
}
