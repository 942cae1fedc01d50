import type { Settings } from '../../config/settings.ts';
import type { NamedState } from '../../domain/state.ts';
import type { ErrorCode } from '../../shared/app-error.ts';
import { timeLeft } from '../../shared/stored-time.ts';

type Schedule = NamedState['schedule'];

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Chance takes at most this off a wait, so that a company's browsers come apart; the interval stays the longest wait. */
const jitter = { share: 0.1, mostMs: 10 * minuteMs };

/** The vendor does not take the key, and answers a hundred tries as it answers one. */
const refusals: readonly ErrorCode[] = ['bamboo-wrong-key', 'si-wrong-token'];

export function isRefusal(code: ErrorCode | undefined): boolean {
  return code !== undefined && refusals.includes(code);
}

/** Whether automatic imports are on but for a suspension. */
export function isOn(settings: Settings): boolean {
  return settings.mode === 'sync' && settings.automaticImports;
}

/** Whether a suspension is going on, with an end or without. */
export function isSuspended({ suspendedUntilMs }: Pick<Settings, 'suspendedUntilMs'>, nowMs: number): boolean {
  return suspendedUntilMs !== undefined && (suspendedUntilMs === 0 || suspendedUntilMs > nowMs);
}

/** When the next automatic import is due (epoch ms); undefined while they are off or suspended without an end. */
export function nextDueMs(settings: Settings, schedule: Schedule | undefined, nowMs: number): number | undefined {
  if (!isOn(settings) || settings.suspendedUntilMs === 0) return undefined;
  const storedMs = schedule?.nextDueMs ?? nowMs;
  // Further ahead than the wait can be: noted under a clock that was wrong.
  const dueMs = storedMs > nowMs + waitMs(settings, schedule?.refused) ? nowMs : storedMs;
  const askedMs = schedule?.retryAtMs ?? 0;
  return Math.max(dueMs, timeLeft(askedMs, nowMs, dayMs) > 0 ? askedMs : 0, settings.suspendedUntilMs ?? 0);
}

export function isDue(settings: Settings, schedule: Schedule | undefined, nowMs: number): boolean {
  const dueMs = nextDueMs(settings, schedule, nowMs);
  return dueMs !== undefined && nowMs >= dueMs;
}

/**
 * The schedule with an attempt begun now. The next one is counted from here and stored before the work starts, so that a
 * worker that dies in it does not try again at every tick; however many were missed, one is made up for.
 *
 * Shape:  `chance` from 0 up to 1
 */
export function afterAttempt(settings: Settings, schedule: Schedule | undefined, nowMs: number, chance = 0): Schedule {
  return {
    ...schedule,
    retryAtMs: undefined,
    lastAttemptMs: nowMs,
    nextDueMs: nowMs + shortened(waitMs(settings), chance),
  };
}

/** The schedule after a vendor has asked to be left alone until the instant (epoch ms): a day at most. */
export function afterAsking(schedule: Schedule, untilMs: number, nowMs: number): Schedule {
  return { ...schedule, retryAtMs: Math.min(untilMs, nowMs + dayMs) };
}

/** The schedule after a vendor has refused a key: one try a day until the key is another, or is accepted by hand. */
export function afterRefusal(
  settings: Settings,
  schedule: Schedule | undefined,
  nowMs: number,
  chance: number,
): Schedule {
  return { ...schedule, refused: true, nextDueMs: nowMs + shortened(waitMs(settings, true), chance) };
}

/** The schedule once a key is another, or has been accepted: what waited for that is due. */
export function afterAcceptance(schedule: Schedule, nowMs: number): Schedule {
  return { ...schedule, refused: undefined, nextDueMs: nowMs };
}

/** The schedule after automatic imports were switched on, or given another interval: that counts from the last attempt. */
export function rescheduled(settings: Settings, schedule: Schedule | undefined, nowMs: number): Schedule {
  const lastMs = schedule?.lastAttemptMs;
  // An attempt made under a clock that was ahead counts as made now.
  const dueMs = lastMs === undefined ? nowMs : Math.min(lastMs, nowMs) + waitMs(settings, schedule?.refused);
  return { ...schedule, nextDueMs: Math.max(nowMs, dueMs) };
}

function waitMs({ intervalMinutes }: Settings, refused?: true): number {
  const intervalMs = intervalMinutes * minuteMs;
  return refused ? Math.max(intervalMs, dayMs) : intervalMs;
}

function shortened(ms: number, chance: number): number {
  return ms - Math.floor(chance * Math.min(ms * jitter.share, jitter.mostMs));
}
