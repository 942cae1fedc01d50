const DAY_MS = 86_400_000;

/** `YYYY-MM-DD` that lies `days` after (negative: before) the given `YYYY-MM-DD`. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Epoch milliseconds of UTC midnight of a `YYYY-MM-DD`. */
export function dayToEpoch(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** `2026-11-20T09:12:33+00:00`, the time format of BambooHR (reference §2.5). */
export function bambooTime(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}+00:00`;
}
