import type { Command } from 'commander';
import type { Language } from '../words/messages.ts';
import { languageOf, own, speak } from '../words/own.ts';
import { type Desk, openDesk, type Surroundings } from './desk.ts';
import { asOurs } from '../store/database.ts';
import { type ExitCode, exitCode, exitCodeFor } from './exit-code.ts';
import { errorLines, sayError } from './print/error-lines.ts';

/** A command line as its commands see it; `end` takes what a command ended with. */
export interface Cli extends Surroundings {
  end(code: ExitCode): void;
}

/** What every command can be told. */
interface CommonOptions {
  readonly json?: boolean;
  readonly language?: Language;
}

/**
 * Gives a command its work: with its arguments and options, at a desk that is closed afterwards. What is thrown is said,
 * and decides the exit code; without a code of its own the command is done.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what a command declares, its parser's types do not say
export function work<Options extends object>(
  cli: Cli,
  command: Command,
  perform: (desk: Desk, args: readonly string[], options: Options) => Promise<ExitCode | void>,
): void {
  command.action(async () => {
    const options = command.optsWithGlobals<Options & CommonOptions>();
    speak(languageOf(options.language, cli.env));
    const desk = openDesk(cli, { isJson: options.json === true });
    try {
      cli.end((await perform(desk, command.args, options)) ?? exitCode.done);
    } catch (found) {
      desk.progress.stop();
      const thrown = asOurs(found);
      tell(desk, thrown);
      cli.end(exitCodeFor(thrown));
    } finally {
      await desk.close();
    }
  });
}

/** An error is the result for a program, and told beside the result to people. */
function tell({ say }: Desk, thrown: unknown): void {
  const said = sayError(thrown);
  if (said.code === 'plan-empty' && !say.isJson) say.line(own('error.plan-empty'));
  else if (say.isJson && !say.isResultOut) say.json({ error: said });
  else for (const line of errorLines(said)) say.note(line);
}

/** The help of a command ends with how it is used. */
export function examples(command: Command, ...lines: readonly string[]): void {
  const used = lines.map((line) => (line.startsWith('#') ? `  ${line}` : `  npm run -s runner -- ${line}`));
  command.addHelpText('after', `\nExample:\n${used.join('\n')}`);
}
