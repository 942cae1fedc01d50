import { Argument, type Command } from 'commander';
import { answerFirstCreation } from '../../../admin/first-creation.ts';
import { answerTakeOver } from '../../../admin/take-over.ts';
import { AppError } from '../../../shared/app-error.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { commandText } from '../print/printer.ts';

const answers = ['mailed', 'not-mailed', 'same-company', 'other-company'] as const;

/** Answers what an administrator is asked: after the first new account, and when a company changed its address. */
export function answer(program: Command, cli: Cli): void {
  const command = program
    .command('answer <name>')
    .description('answer whether Small Improvements mailed the first new person, or whether it is the same company')
    .addArgument(new Argument('<answer>', 'the answer').choices(answers));
  examples(command, 'answer acme not-mailed');
  work(cli, command, async (desk, [name = '', given = '']) => {
    const { deps } = await desk.tenant(name);
    if (given === 'mailed' || given === 'not-mailed') await answerFirstCreation(deps, { mailed: given === 'mailed' });
    else {
      const offer = await deps.state.get('take-over');
      if (!offer) throw new AppError('plan-missing');
      await answerTakeOver(deps, { from: offer.from, same: given === 'same-company' });
    }
    desk.say.json({ name, answer: given });
    desk.say.line(own('answer.done', { command: commandText('preview', name) }));
  });
}
