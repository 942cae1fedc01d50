import { Argument, type Command } from 'commander';
import { toErrorData } from '../../../shared/app-error.ts';
import { errorFacts } from '../../../ui/format/error-text.ts';
import { RunnerError } from '../../runner-error.ts';
import { tenantOf } from '../../store/tenant.ts';
import { newWebhookSecret, sendWebhook } from '../../tell/webhook.ts';
import { createWebhooks } from '../../tell/webhooks.ts';
import { own } from '../../words/own.ts';
import { type Cli, examples, work } from '../command.ts';
import { readSecret } from '../secrets-input.ts';

/** Where a company's automatic imports tell of what an administrator has to look at. */
export function webhook(program: Command, cli: Cli): void {
  const command = program
    .command('webhook <name>')
    .description('tell a company’s administrators by a signed webhook, try it, or take it away')
    .addArgument(new Argument('<what>', 'what to do').choices(['set', 'test', 'remove']))
    .addHelpText(
      'after',
      `
An address often holds a secret, so it is no argument: it is WEBHOOK_URL or lies in WEBHOOK_URL_FILE. What signs the messages is
WEBHOOK_SECRET (or …_FILE); without it one is made, and shown this once.`,
    );
  examples(command, 'webhook acme set', 'webhook acme test');
  work(cli, command, async (desk, [name = '', what = '']) => {
    await desk.tenantAtWork(name);
    const { database, key, outside } = await desk.runner();
    const webhooks = createWebhooks(tenantOf(database, name), key);
    if (what === 'set') {
      const url = await readSecret(desk.env, 'WEBHOOK_URL');
      if (url === undefined) throw new RunnerError('secret-missing', { facts: ['WEBHOOK_URL'] });
      const given = await readSecret(desk.env, 'WEBHOOK_SECRET');
      const secret = given ?? newWebhookSecret();
      await webhooks.set({ url, secret });
      const host = (await webhooks.host()) ?? '';
      desk.say.json({ name, host, ...(given === undefined ? { secret } : {}) });
      desk.say.line(own('webhook.set', { host }));
      if (given === undefined) desk.say.line(own('webhook.secret', { secret }));
      return;
    }
    if (what === 'remove') {
      await webhooks.remove();
      desk.say.json({ name, removed: true });
      return desk.say.line(own('webhook.removed'));
    }
    const kept = await webhooks.get();
    if (!kept) throw new RunnerError('webhook-missing');
    const message = {
      id: outside.newId(),
      type: 'test' as const,
      at: new Date(outside.clock.now()).toISOString(),
      company: name,
    };
    await sendWebhook(kept, message, {
      fetch: (...args) => fetch(...args),
      clock: outside.clock,
    }).catch(refused);
    desk.say.json({ name, taken: true });
    desk.say.line(own('webhook.taken'));
  });
}

/** Whoever answers can be reached: what is wrong is the answer. Errors: `webhook-refused` naming its status; else what was thrown */
function refused(thrown: unknown): never {
  const { code, context } = toErrorData(thrown);
  if (code !== 'offline' || context.status === undefined) throw thrown;
  throw new RunnerError('webhook-refused', { facts: errorFacts({ code, context: { status: context.status } }) });
}
