import { Command, CommanderError, Option } from 'commander';
import { languages } from '../words/messages.ts';
import type { Cli } from './command.ts';
import { add } from './commands/add.ts';
import { answer } from './commands/answer.ts';
import { choose } from './commands/choose.ts';
import { decide } from './commands/decide.ts';
import { history } from './commands/history.ts';
import { importPlan } from './commands/import.ts';
import { init } from './commands/init.ts';
import { list } from './commands/list.ts';
import { mail } from './commands/mail.ts';
import { override } from './commands/override.ts';
import { pause } from './commands/pause.ts';
import { preview } from './commands/preview.ts';
import { remove } from './commands/remove.ts';
import { revert } from './commands/revert.ts';
import { status } from './commands/status.ts';
import { storeIds } from './commands/store-ids.ts';
import { test } from './commands/test.ts';
import { transfer } from './commands/transfer.ts';
import { webhook } from './commands/webhook.ts';
import { workCommand } from './commands/work.ts';
import type { Surroundings } from './desk.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import type { SaidError } from './print/error-lines.ts';
import { createPrinter } from './print/printer.ts';

/** In the order somebody meets them. */
const commands = [
  init,
  add,
  test,
  preview,
  choose,
  importPlan,
  answer,
  override,
  decide,
  storeIds,
  mail,
  history,
  revert,
  list,
  status,
  pause,
  remove,
  transfer,
  webhook,
  workCommand,
] as const;

/** Carries out one command line, without the names of program and script. What to end the process with. */
export async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  let ended: ExitCode = exitCode.done;
  const cli: Cli = { ...around, end: (code) => (ended = code) };
  // Of what cannot be read as a command no more is known.
  const isJson = args.includes('--json');
  try {
    await makeProgram(cli, isJson).parseAsync([...args], { from: 'user' });
    return ended;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    // Help was asked for; of everything else people were told by the parser.
    if (thrown.exitCode === 0) return exitCode.done;
    createPrinter({ ...around, isJson }).json({ error: saidUse(thrown) });
    return exitCode.wrongUse;
  }
}

const seeHelp = 'Add --help to see how it is used.';

/** Wrong use in the shape of every other error. */
function saidUse({ code, message }: CommanderError): SaidError {
  const said = message.replace(/^error: /, '').replaceAll(/\s+/g, ' ');
  // Without any word the help is shown, as an error.
  return { code: 'usage', what: code === 'commander.help' ? 'missing command' : said, fix: seeHelp, facts: [] };
}

function makeProgram(cli: Cli, isJson: boolean): Command {
  const program = new Command('runner')
    .description('Keeps Small Improvements in step with BambooHR for any number of companies, without a browser.')
    .option('--json', 'the result as JSON on standard output, errors too')
    .addOption(new Option('--language <language>', 'of what is said; else that of the environment').choices(languages))
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', overview)
    .showHelpAfterError(`(${seeHelp})`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.out.write(text),
      writeErr: (text) => {
        if (!isJson) cli.err.write(text);
      },
    });
  for (const command of commands) command(program, cli);
  return program;
}

const overview = `
Environment:
  DATABASE_URL                     postgres://user@host/database
  RUNNER_KEY, RUNNER_KEY_FILE      32 bytes in Base64 that seal the keys of the companies
  BAMBOO_API_KEY, SI_TOKEN         the keys of the company that is added (or …_FILE)

Exit codes:
  0 done   1 done, but not for everybody   2 wrong use   3 blocked by a safety rule   4 refused key   5 unavailable

Example:
  npm run -s runner -- init --make-key ./runner.key
  npm run -s runner -- add acme --settings acme.json
  npm run -s runner -- preview acme
  npm run -s runner -- import acme --plan 3f9c…
  npm run -s runner -- work

Each command has an example of its own: npm run -s runner -- import --help`;
