import type { Command } from 'commander';
import { formatDateTime } from '../../../ui/format/dates.ts';
import { text } from '../../../ui/format/text.ts';
import { createTenants } from '../../store/tenants.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { commandText } from '../print/printer.ts';
import { tableLines } from '../print/table.ts';
import { glance } from '../tenant-state.ts';

/** Every company, a line each. */
export function list(program: Command, cli: Cli): void {
  const command = program.command('list').description('list the companies, with when each was last imported');
  examples(command, 'list --json');
  work(cli, command, async (desk) => {
    const names = await createTenants(await desk.database()).list();
    const companies = await Promise.all(names.map(async (name) => glance(name, await desk.tenant(name))));
    desk.say.json(companies);
    if (names.length === 0)
      desk.say.line(own('list.none', { command: commandText('add', 'acme', '--settings', 'acme.json') }));
    const rows = companies.map(({ name, bambooSubdomain, siAddress, automatic, lastSuccessMs }) => [
      name,
      bambooSubdomain,
      siAddress.replace('https://', ''),
      own(`status.${automatic}`),
      lastSuccessMs === undefined ? text('health.never') : formatDateTime(lastSuccessMs),
    ]);
    const heads = [own('list.name'), 'BambooHR', 'Small Improvements', own('list.automatic'), own('list.success')];
    if (rows.length > 0) for (const line of tableLines([heads, ...rows])) desk.say.line(line);
  });
}
