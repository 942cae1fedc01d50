import { Argument, type Command } from 'commander';
import type { TransferReport } from '../../../messaging/replies.ts';
import { exportTransfer, importTransfer, inspectTransfer } from '../../../transfer/transfer.ts';
import { text } from '../../../ui/format/text.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { writeNewFile } from '../new-file.ts';
import { commandText } from '../print/printer.ts';
import { tableLines } from '../print/table.ts';
import { readText } from '../secrets-input.ts';

interface Options {
  readonly yes?: boolean;
}

/** Moves what is remembered of a company between a browser and the runner. */
export function transfer(program: Command, cli: Cli): void {
  const command = program
    .command('transfer <name>')
    .description('move what is remembered of a company to a file, or from the file of an extension or another runner')
    .addArgument(new Argument('<way>', 'out: to the file; in: from it').choices(['out', 'in']))
    .argument('<file>', 'it names people and holds no keys')
    .option('--yes', 'in: put what the file holds in the place of what is remembered here')
    .addHelpText(
      'after',
      `
Links, decisions, what was reverted and the answer about the first new person move; keys, settings and history do not. A company
has one home at a time: switch its automatic imports off in the other one first.`,
    );
  examples(
    command,
    '# shows what would change, then does it:',
    'transfer acme in acme.json',
    'transfer acme in acme.json --yes',
  );
  work<Options>(cli, command, async (desk, [name = '', way = '', file = ''], { yes }) => {
    const { deps } = await desk.tenant(name);
    if (way === 'out') {
      await writeNewFile(file, await exportTransfer(deps));
      desk.say.json({ name, file });
      return desk.say.line(own('transfer.out', { file }));
    }
    const content = await readText(file, 'file');
    const report = await (yes ? importTransfer(deps, content) : inspectTransfer(deps, content));
    desk.say.json({ name, done: yes === true && report.changes, ...report });
    for (const line of countLines(report)) desk.say.line(line);
    if (!report.changes) return desk.say.line(text('transfer.same'));
    if (yes) return desk.say.line(own('transfer.in', { command: commandText('preview', name) }));
    return desk.say.line(own('transfer.go', { command: commandText('transfer', name, 'in', 'FILE', '--yes') }));
  });
}

function countLines({ here, file }: TransferReport): readonly string[] {
  const names = ['links', 'decisions', 'reverted', 'uninformed'] as const;
  const rows = names.map((name) => [text(`transfer.${name}`), String(here[name]), String(file[name])]);
  return tableLines([['', text('transfer.here'), text('transfer.inFile')], ...rows]);
}
