import { browser } from 'wxt/browser';
import { logError } from '../../src/shared/log.ts';
import { resumeAlarm } from './alarms.ts';

/** A worker is ended after 30 s without an extension event or call; each call starts the 30 s anew. */
const callEveryMs = 20_000;

/**
 * Keeps the worker alive while work is going on, and sets the alarm that revives it should it be ended all the same.
 * Returns the undo.
 */
export function keepAwake(): () => void {
  const quietly = (work: Promise<unknown>) => {
    work.catch((thrown: unknown) => logError('keep-awake', thrown));
  };
  const timer = setInterval(() => quietly(browser.runtime.getPlatformInfo()), callEveryMs);
  quietly(Promise.resolve(browser.alarms.create(resumeAlarm, { periodInMinutes: 0.5 })));
  return () => {
    clearInterval(timer);
    quietly(browser.alarms.clear(resumeAlarm));
  };
}
