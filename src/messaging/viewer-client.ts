import { browser } from 'wxt/browser';
import { AppError, fromErrorData } from '../shared/app-error.ts';
import { replyEnvelope } from './protocol.ts';
import { type ViewerCommand, type ViewerData, type ViewerReply, viewerProtocol } from './viewer-protocol.ts';

/** The panel's question to the worker. Errors: AppError as the worker raised it; `message-invalid` when nothing sensible came back. */
export async function askViewer<C extends ViewerCommand>(command: C, data: ViewerData<C>): Promise<ViewerReply<C>> {
  const sent = browser.runtime.sendMessage({ viewer: command, data }).catch((cause: unknown) => {
    throw new AppError('message-invalid', { operation: command }, { cause });
  });
  const answer = replyEnvelope.safeParse(await sent);
  if (!answer.success) throw new AppError('message-invalid', { operation: command });
  if (!answer.data.ok) throw fromErrorData(answer.data.error);
  const reply = viewerProtocol[command].reply.safeParse(answer.data.value ?? undefined);
  if (!reply.success) throw new AppError('message-invalid', { operation: command });
  return reply.data as ViewerReply<C>;
}
