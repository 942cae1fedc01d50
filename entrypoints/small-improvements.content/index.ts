import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { isChoiceNews } from '../../src/messaging/si-page.ts';
import { type Call, parseAnswer } from '../../src/messaging/wire.ts';
import { type AskWorker, createSiPages } from '../../src/overlay-si/run-si-pages.ts';

export default defineContentScript({
  // In no manifest: the worker registers it for the configured host while there is something to show.
  registration: 'runtime',
  matches: ['https://*.small-improvements.com/*'],
  runAt: 'document_idle',
  main(ctx) {
    const pages = createSiPages(ask, () => ctx.isValid, ctx.signal);
    const refresh = (anew: boolean) => {
      pages.refresh(anew).catch(() => undefined);
    };
    browser.runtime.onMessage.addListener((message: unknown, _sender: unknown, respond: (answer: unknown) => void) => {
      if (!isChoiceNews(message)) return;
      respond(true);
      refresh(message.anew);
    });
    refresh(false);
  },
});

const ask = (async (command: string, data: unknown): Promise<unknown> => {
  const call: Call = { family: 'si-page', command, data };
  const answer = parseAnswer(await browser.runtime.sendMessage(call));
  if (answer?.ok !== true) throw new Error('the worker has no answer');
  return answer.value;
}) as AskWorker;
