import { type Command, InvalidArgumentError } from 'commander';
import { saveSettings } from '../../../admin/save-settings.ts';
import { isSuspensionDate } from '../../../config/suspension-date.ts';
import { AppError } from '../../../shared/app-error.ts';
import { fromDateInput } from '../../../ui/format/dates.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { commandText } from '../print/printer.ts';

interface Options {
  readonly until?: number;
  readonly reason?: string;
  readonly end?: boolean;
}

/** Suspends automatic imports, as Configuration does. */
export function pause(program: Command, cli: Cli): void {
  const command = program
    .command('pause <name>')
    .description('suspend the automatic imports of a company, or end the suspension')
    .option('--until <date>', 'until the beginning of this day, such as 2026-12-24; else until it is ended', readDate)
    .option('--reason <text>', 'why, for others who look at it')
    .option('--end', 'end the suspension');
  examples(command, "pause acme --until 2027-01-04 --reason 'reorganisation'", 'pause acme --end');
  work<Options>(cli, command, async (desk, [name = ''], { until, reason = '', end }) => {
    const { deps } = await desk.tenant(name);
    // Saving lets pass what is as it was, also a day that is past by now: this command says that it suspends.
    if (!isSuspensionDate({ suspendedUntilMs: until }, deps.clock.now()))
      throw new AppError('settings-invalid', { fields: ['suspendedUntilMs'] });
    await saveSettings(
      deps,
      end ? { suspendedUntilMs: null, suspendReason: '' } : { suspendedUntilMs: until ?? 0, suspendReason: reason },
    );
    desk.say.json({ name, suspendedUntilMs: end ? null : (until ?? 0) });
    if (end) desk.say.line(own('pause.ended', { name, command: commandText('preview', name) }));
    else desk.say.line(own('pause.done', { name }));
  });
}

function readDate(given: string): number {
  const atMs = fromDateInput(given);
  if (atMs === undefined) throw new InvalidArgumentError('Write a day as 2026-12-24.');
  return atMs;
}
