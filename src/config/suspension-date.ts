import type { Settings } from './settings.ts';

/** A suspension is no longer than a year and a day: a later date is a slip of the keyboard. */
const longestSuspensionMs = 367 * 86_400_000;

/** Whether automatic imports can be suspended until then: no date, no end (0), or a date after now and within a year. */
export function isSuspensionDate({ suspendedUntilMs }: Pick<Settings, 'suspendedUntilMs'>, nowMs: number): boolean {
  if (suspendedUntilMs === undefined || suspendedUntilMs === 0) return true;
  return suspendedUntilMs > nowMs && suspendedUntilMs <= nowMs + longestSuspensionMs;
}
