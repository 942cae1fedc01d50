import { AppError, fromErrorData } from '../shared/app-error.ts';
import { messenger } from './messenger.ts';
import { type Command, type CommandData, type CommandReply, protocol, replyEnvelope } from './protocol.ts';

/**
 * Gives the worker a command. Errors: AppError as the worker raised it; `message-invalid` when the answer makes no sense, or
 * there is none because the worker did not start.
 */
export async function send<C extends Command>(command: C, data: CommandData<C>): Promise<CommandReply<C>> {
  const sent = messenger.sendMessage('command', { command, data }).catch((cause: unknown) => {
    throw new AppError('message-invalid', { operation: command }, { cause });
  });
  const answer = replyEnvelope.safeParse(await sent);
  if (!answer.success) throw new AppError('message-invalid', { operation: command });
  if (!answer.data.ok) throw fromErrorData(answer.data.error);
  const reply = protocol[command].reply.safeParse(answer.data.value);
  if (!reply.success) throw new AppError('message-invalid', { operation: command });
  return reply.data as CommandReply<C>;
}
