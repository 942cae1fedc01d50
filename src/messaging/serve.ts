import * as z from 'zod/mini';
import { AppError, toErrorData } from '../shared/app-error.ts';
import { logError } from '../shared/log.ts';
import { messenger } from './messenger.ts';
import { type Command, type CommandData, type CommandReply, protocol } from './protocol.ts';
import type { Sender } from './sender.ts';

export type Handlers = { readonly [C in Command]: (data: CommandData<C>) => Promise<CommandReply<C>> };

const callSchema = z.object({ command: z.enum(Object.keys(protocol) as Command[]), data: z.unknown() });

/**
 * Answers every command of the protocol: sender checked, data parsed, any failure sent back as data.
 * Registers synchronously, so that a message that wakes the worker finds its listener.
 */
export function serve(
  services: () => Promise<{ readonly handlers: Handlers }>,
  isAllowed: (sender: Sender) => boolean,
): void {
  messenger.onMessage('command', async (message) => {
    try {
      if (!isAllowed(message.sender)) throw new AppError('message-forbidden');
      const call = callSchema.safeParse(message.data);
      if (!call.success) throw new AppError('message-invalid');
      const { handlers } = await services();
      return { ok: true, value: await run(handlers, call.data.command, call.data.data) };
    } catch (thrown) {
      logError('command', thrown);
      return { ok: false, error: toErrorData(thrown) };
    }
  });
}

async function run(handlers: Handlers, command: Command, data: unknown): Promise<unknown> {
  const parsed = protocol[command].data.safeParse(data);
  if (!parsed.success) throw new AppError('message-invalid', { operation: command }, { cause: parsed.error });
  // The schema that has just accepted the data is the one the handler's type is inferred from.
  const handler = handlers[command] as (data: unknown) => Promise<unknown>;
  return handler(parsed.data);
}
