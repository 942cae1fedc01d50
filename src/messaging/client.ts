import { callWorker } from './call-worker.ts';
import type { Command, CommandData } from './protocol.ts';
import type { CommandReply } from './replies.ts';

/** Gives the worker a command of the extension's own page. Errors: as `callWorker`. */
export async function send<C extends Command>(command: C, data: CommandData<C>): Promise<CommandReply<C>> {
  return (await callWorker({ family: 'page', command, data })) as CommandReply<C>;
}
