import type { Command } from 'commander';
import type { RunId } from '../../../domain/ids.ts';
import { createPairRuns } from '../../../history/pair-runs.ts';
import { RunnerError } from '../../runner-error.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { wholeNumber } from '../options.ts';
import { questionLines } from '../print/question-lines.ts';
import { personLines, runLines } from '../print/run-lines.ts';

interface Options {
  readonly run?: string;
  readonly limit: number;
}

/** What was written, by whom or what, and what Small Improvements confirmed. */
export function history(program: Command, cli: Cli): void {
  const command = program
    .command('history <name>')
    .description('list the runs of a company, or one run with everybody it touched')
    .option('--run <id>', 'this run, person by person and field by field')
    .option('--limit <n>', 'so many runs, the newest', wholeNumber, 20);
  examples(command, 'history acme', 'history acme --run 5e0b… --json');
  work<Options>(cli, command, async (desk, [name = ''], { run: id, limit }) => {
    const { deps } = await desk.tenant(name);
    const pairRuns = createPairRuns(deps);
    if (id === undefined) {
      const runs = await pairRuns.list(limit);
      desk.say.json(runs);
      if (desk.say.isJson) return;
      if (runs.length === 0) desk.say.line(own('history.none'));
      for (const line of runs.flatMap(runLines)) desk.say.line(line);
      const others = await pairRuns.countOthers();
      if (others > 0) desk.say.line(own('history.others', { n: others }));
      for (const line of await questionLines(deps, name)) desk.say.line(line);
      return;
    }
    const run = await pairRuns.get(id as RunId);
    if (!run) throw new RunnerError('run-unknown');
    const people = await deps.runs.people(run.id);
    desk.say.json({ run, people });
    for (const line of [...runLines(run), '', ...people.flatMap((each) => personLines(run, each))]) desk.say.line(line);
  });
}
