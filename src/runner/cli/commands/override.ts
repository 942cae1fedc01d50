import type { Command } from 'commander';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { countOption } from '../options.ts';
import { commandText } from '../print/printer.ts';
import { savedPlan } from '../saved-plan.ts';

interface Options {
  readonly plan: string;
  readonly count: number;
  readonly reason: string;
}

/** Releases exactly one preview from the rules that block it. */
export function override(program: Command, cli: Cli): void {
  const command = program
    .command('override <name>')
    .description('release exactly one preview, once, from the safety rules that block it; history keeps it')
    .requiredOption('--plan <fingerprint>', 'which preview')
    .requiredOption('--count <n>', 'the number of people concerned, as the preview names it', countOption)
    .requiredOption('--reason <text>', 'why, for history');
  examples(command, "override acme --plan 3f9c… --count 31 --reason 'the Berlin office closed'");
  work<Options>(cli, command, async (desk, [name = ''], { plan: fingerprint, count, reason }) => {
    const { deps, coordinator } = await desk.tenant(name);
    const { header } = await savedPlan(deps);
    await coordinator.overrideGuards({ planId: header.id, fingerprint, typedCount: count, reason });
    desk.say.json({ name, fingerprint });
    desk.say.line(own('override.done', { command: commandText('import', name, '--plan', fingerprint) }));
  });
}
