import type { Command } from 'commander';
import { observe } from '../../observe.ts';
import { createOutside } from '../../outside.ts';
import { createHalt } from '../../work/halt.ts';
import { openLooks } from '../../work/looks.ts';
import { createReach } from '../../work/reach.ts';
import { serve } from '../../work/serve.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { portOption, wholeNumber } from '../options.ts';

interface Options {
  readonly atOnce: number;
  readonly metricsPort?: number;
}

/** Works for all companies until it is told to end. */
export function workCommand(program: Command, cli: Cli): void {
  const command = program
    .command('work')
    .description('work for all companies until told to end; run as many as you like, on any machines')
    .option('--at-once <n>', 'for so many companies at a time', wholeNumber, 4)
    .option('--metrics-port <n>', 'offer metrics (OpenMetrics) on this port of this machine, at /metrics', portOption)
    .addHelpText(
      'after',
      `
A worker that dies is replaced by the others, which go on from the journal. SIGTERM settles what is on its way and gives back
the rest; allow it 30 seconds. The log is on standard error, a JSON object a line, and names nobody.`,
    );
  examples(command, 'work --at-once 8');
  work<Options>(cli, command, async (desk, _args, { atOnce, metricsPort }) => {
    const runner = await desk.runner();
    const url = desk.url();
    const { clock } = runner.outside;
    const reach = createReach();
    const observed = await observe(runner, await openLooks({ url, reach }), {
      url,
      reach,
      fetch: (...args) => fetch(...args),
      outside: (request) => createOutside(clock, request),
      write: (line) => desk.err.write(`${line}\n`),
      metrics: metricsPort === undefined ? undefined : { port: metricsPort },
    });
    const looking = { ...runner, outside: observed.outside, halt: createHalt(clock) };
    const served = serve(looking, { looks: observed.looks, atOnce, signals: desk.signals });
    desk.say.json({ working: true, atOnce });
    desk.say.line(own('work.ready', { n: atOnce }));
    const isClean = await served;
    desk.say.note(own(isClean ? 'work.ended' : 'work.left'));
    // What did not end in time is not waited for.
    if (!isClean) desk.exit(exitCode.fault);
  });
}
