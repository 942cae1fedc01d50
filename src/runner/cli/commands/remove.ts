import type { Command } from 'commander';
import { RunnerError } from '../../runner-error.ts';
import { createTenants } from '../../store/tenants.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';

interface Options {
  readonly yes?: boolean;
}

/** Removes a company with everything that is stored of it. */
export function remove(program: Command, cli: Cli): void {
  const command = program
    .command('remove <name>')
    .description('remove a company and everything stored of it; its two systems stay as they are')
    .option('--yes', 'that is meant');
  examples(command, 'remove acme --yes');
  work<Options>(cli, command, async (desk, [name = ''], { yes }) => {
    if (!yes) throw new RunnerError('not-confirmed');
    await createTenants(await desk.database()).remove(name);
    desk.say.json({ name, removed: true });
    desk.say.line(own('remove.done', { name }));
  });
}
