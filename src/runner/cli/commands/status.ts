import type { Command } from 'commander';
import { countDeliveries } from '../../tell/deliveries.ts';
import { countLooks } from '../../work/queues.ts';
import { createTenants } from '../../store/tenants.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { questionLines } from '../print/question-lines.ts';
import { statusLines } from '../print/status-lines.ts';
import { tenantState } from '../tenant-state.ts';

/** How companies and queue are. */
export function status(program: Command, cli: Cli): void {
  const command = program
    .command('status [name]')
    .description('show how a company is, or all of them, and the queue of the workers');
  examples(command, 'status', 'status acme --json');
  work(cli, command, async (desk, [name]) => {
    const database = await desk.database();
    const names = name === undefined ? await createTenants(database).list() : [name];
    const states = [];
    for (const each of names) {
      const { deps } = await desk.tenant(each);
      const state = await tenantState(each, deps);
      const { said: _, ...facts } = state;
      states.push(facts);
      for (const line of [...statusLines(state), ...(await questionLines(deps, each)), '']) desk.say.line(line);
    }
    const [queue, webhooks] = await Promise.all([countLooks(database), countDeliveries(database)]);
    desk.say.json({ companies: states, queue, webhooks });
    desk.say.line(own('status.queue', { waiting: queue.waiting + queue.underWay, failed: queue.failed }));
    if (webhooks.waiting + webhooks.failed > 0) desk.say.line(own('status.webhooks', webhooks));
  });
}
