import { browser } from 'wxt/browser';
import { toErrorData } from '../shared/app-error.ts';
import { logError } from '../shared/log.ts';
import type { Sender } from './sender.ts';
import { type Answer, type Call, type Family, parseCall } from './wire.ts';

/** Answers the calls of one family. Checks the sender and parses the data before anything else; whatever it throws is sent back as data. */
export type Service = (call: Call, sender: Sender) => Promise<unknown>;

/**
 * The worker's one listener for messages: each family has its service, anything else is left to others.
 * Registers synchronously, so that a message that wakes the worker finds its listener. Returns the undo.
 */
export function serve(services: Readonly<Record<Family, Service>>): () => void {
  const listener = (message: unknown, sender: Sender, respond: (answer: Answer) => void): true | undefined => {
    const call = parseCall(message);
    if (!call) return undefined;
    void enveloped(call.family, () => services[call.family](call, sender)).then(respond);
    // Chromium keeps the way back open for this, and not for a promise.
    return true;
  };
  browser.runtime.onMessage.addListener(listener);
  return () => browser.runtime.onMessage.removeListener(listener);
}

async function enveloped(family: Family, work: () => Promise<unknown>): Promise<Answer> {
  try {
    // Messages carry JSON, and JSON has no undefined.
    return { ok: true, value: (await work()) ?? null };
  } catch (thrown) {
    logError(family, thrown);
    return { ok: false, error: toErrorData(thrown) };
  }
}
