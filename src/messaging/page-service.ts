import { AppError } from '../shared/app-error.ts';
import { type Command, type CommandData, protocol } from './protocol.ts';
import type { CommandReply } from './replies.ts';
import type { Sender } from './sender.ts';
import type { Service } from './serve.ts';

export type Handlers = { readonly [C in Command]: (data: CommandData<C>) => Promise<CommandReply<C>> };

/** Answers the commands of the extension's own page: sender checked first, then the data parsed. */
export function createPageService(
  services: () => Promise<{ readonly handlers: Handlers }>,
  isAllowed: (sender: Sender) => boolean,
): Service {
  return async ({ command, data }, sender) => {
    if (!isAllowed(sender)) throw new AppError('message-forbidden');
    if (!isCommand(command)) throw new AppError('message-invalid');
    const parsed = protocol[command].safeParse(data);
    if (!parsed.success) throw new AppError('message-invalid', { operation: command }, { cause: parsed.error });
    const { handlers } = await services();
    // The schema that has just accepted the data is the one the handler's type is inferred from.
    const handler = handlers[command] as (data: unknown) => Promise<unknown>;
    return handler(parsed.data);
  };
}

function isCommand(command: string): command is Command {
  return Object.hasOwn(protocol, command);
}
