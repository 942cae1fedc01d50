import { browser } from 'wxt/browser';
import { tickMs } from '../../src/domain/tick.ts';
import { logError } from '../../src/shared/log.ts';

/** Looks whether something is due; the due time itself is stored, so this only sets how late it can get. */
const tickAlarm = 'tick';
const tickMinutes = tickMs / 60_000;
/** Set while a run is open: wakes the worker again should the browser end it. */
export const resumeAlarm = 'resume';
/** Set while a run rests because Small Improvements asked to be left alone. */
const restAlarm = 'rest';

/** At each start the worker looks by itself once what it was woken for has been answered. */
const startLookMs = 5_000;

/**
 * Must run in the worker's first tick: an alarm that wakes the worker is delivered only to listeners registered by then.
 * `restore`: what browsers may forget beside alarms.
 */
export function registerAlarms(tick: () => void, restore: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if ([tickAlarm, resumeAlarm, restAlarm].includes(alarm.name)) tick();
  });
  // Browsers may drop alarms: at a restart, an update, or when an extension is switched off and on again.
  const ensure = () => {
    for (const work of [ensureTick, restore]) work().catch((thrown: unknown) => logError('start', thrown));
  };
  // Whatever has woken the worker: an alarm may have been lost, or have rung while the machine slept.
  const look = () => {
    ensure();
    tick();
  };
  setTimeout(look, startLookMs);
  browser.runtime.onInstalled.addListener(ensure);
  browser.runtime.onStartup.addListener(look);
}

/** Wakes the worker at the instant (epoch ms); a later call takes the place of an earlier one. */
export function wakeAt(atMs: number): void {
  const set = async () => browser.alarms.create(restAlarm, { when: atMs });
  set().catch((thrown: unknown) => logError('alarms', thrown));
}

/** One set further ahead than it ever is, under a clock that was wrong, counts as none. */
async function ensureTick(): Promise<void> {
  const present = await browser.alarms.get(tickAlarm);
  if (present && present.scheduledTime <= Date.now() + 2 * tickMs) return;
  await browser.alarms.create(tickAlarm, { periodInMinutes: tickMinutes, delayInMinutes: 1 });
}
