import { vi } from 'vitest';
import { browser } from 'wxt/browser';

type Listener = (message: unknown, sender: object, respond: (answer: unknown) => void) => unknown;

/** What a listener for messages answers, as a browser hears it; undefined where it leaves the message to others. */
export async function answerOf(listener: unknown, message: unknown, sender: object): Promise<unknown> {
  return new Promise((resolve) => {
    const taken = (listener as Listener)(message, sender, resolve);
    if (taken !== true) resolve(taken);
  });
}

/** Lets messages reach the listeners of the same page, with ways back as browsers have them. Effects: undone by `vi.restoreAllMocks` */
export function connectMessages(): void {
  const listeners = new Set<unknown>();
  const { onMessage } = browser.runtime;
  vi.spyOn(onMessage, 'addListener').mockImplementation((listener) => void listeners.add(listener));
  vi.spyOn(onMessage, 'removeListener').mockImplementation((listener) => void listeners.delete(listener));
  const send = async (message: unknown): Promise<unknown> => {
    for (const listener of listeners) {
      const answer = await answerOf(listener, message, {});
      if (answer !== undefined) return answer;
    }
    if (listeners.size === 0) throw new Error('nobody listens');
    return undefined;
  };
  const runtime: { sendMessage(message: unknown): Promise<unknown> } = browser.runtime;
  vi.spyOn(runtime, 'sendMessage').mockImplementation(send);
}
