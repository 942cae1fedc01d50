import { browser } from 'wxt/browser';
import { AppError, errorCodes, fromErrorData } from '../shared/app-error.ts';
import { type Call, parseAnswer } from './wire.ts';

/**
 * Gives the worker a call and brings back what it answers, as the worker's own types promise it.
 * Errors: AppError as the worker raised it; `message-invalid` when the answer is none, or there is none because the worker
 * did not start.
 */
export async function callWorker(call: Call): Promise<unknown> {
  const operation = call.command;
  const sent: Promise<unknown> = browser.runtime.sendMessage(call).catch((cause: unknown) => {
    throw new AppError('message-invalid', { operation }, { cause });
  });
  const answer = parseAnswer(await sent);
  if (!answer) throw new AppError('message-invalid', { operation });
  if (answer.ok) return answer.value;
  if (!errorCodes.includes(answer.error.code)) throw new AppError('message-invalid', { operation });
  throw fromErrorData(answer.error);
}
