import type { Command } from 'commander';
import { createHalt } from '../../work/halt.ts';
import { openLooks } from '../../work/looks.ts';
import { serve } from '../../work/serve.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { wholeNumber } from '../options.ts';

interface Options {
  readonly atOnce: number;
}

/** Works for all companies until it is told to end. */
export function workCommand(program: Command, cli: Cli): void {
  const command = program
    .command('work')
    .description('work for all companies until told to end; run as many as you like, on any machines')
    .option('--at-once <n>', 'for so many companies at a time', wholeNumber, 4)
    .addHelpText(
      'after',
      `
A worker that dies is replaced by the others, which go on from the journal. SIGTERM settles what is on its way and gives back
the rest; allow it 30 seconds.`,
    );
  examples(command, 'work --at-once 8');
  work<Options>(cli, command, async (desk, _args, { atOnce }) => {
    const runner = await desk.runner();
    const looks = await openLooks({ url: desk.url() });
    const halt = createHalt(runner.outside.clock);
    // Whoever is told is told through what is stored; `status` shows it.
    const looking = { ...runner, outside: { ...runner.outside, told: () => undefined }, halt };
    const served = serve(looking, { looks, atOnce, signals: desk.signals });
    desk.say.json({ working: true, atOnce });
    desk.say.line(own('work.ready', { n: atOnce }));
    const isClean = await served;
    desk.say.note(own(isClean ? 'work.ended' : 'work.left'));
    // What did not end in time is not waited for.
    if (!isClean) desk.exit(exitCode.fault);
  });
}
