import type { IsoDate } from '../domain/iso-date.ts';

/** Time as a dependency, so that nothing in the product waits for a real clock in a test. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`; rejects with `aborted` when the signal fires first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The calendar day of an instant in the browser's own time zone. */
export function localDate(epochMs: number): IsoDate {
  const date = new Date(epochMs);
  const month = String(date.getMonth() + 1).padStart(2, '0');
  const day = String(date.getDate()).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${day}` as IsoDate;
}
