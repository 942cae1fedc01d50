import type { Settings } from '../../config/settings.ts';
import type { NamedState } from '../../domain/state.ts';

type Schedule = NamedState['schedule'];

const minuteMs = 60_000;

/** Whether automatic imports are on, now or after a suspension that has an end. */
function isOn(settings: Settings): boolean {
  return settings.mode === 'sync' && settings.automaticImports && settings.suspendedUntilMs !== 0;
}

/** When the next automatic import is due (epoch ms); undefined while they are off or suspended without an end. */
export function nextDueMs(settings: Settings, schedule: Schedule | undefined, nowMs: number): number | undefined {
  if (!isOn(settings)) return undefined;
  const storedMs = schedule?.nextDueMs ?? nowMs;
  // Further ahead than one interval: noted under a clock that was wrong.
  const dueMs = storedMs > nowMs + settings.intervalMinutes * minuteMs ? nowMs : storedMs;
  return Math.max(dueMs, settings.suspendedUntilMs ?? 0);
}

export function isDue(settings: Settings, schedule: Schedule | undefined, nowMs: number): boolean {
  const dueMs = nextDueMs(settings, schedule, nowMs);
  return dueMs !== undefined && nowMs >= dueMs;
}

/**
 * The schedule with an attempt begun now. The next one is counted from here and stored before the work starts, so that a
 * worker that dies in it does not try again at every tick; however many were missed, one is made up for.
 */
export function afterAttempt(settings: Settings, schedule: Schedule | undefined, nowMs: number): Schedule {
  return { ...schedule, lastAttemptMs: nowMs, nextDueMs: nowMs + settings.intervalMinutes * minuteMs };
}
