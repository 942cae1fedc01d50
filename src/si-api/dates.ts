import { type IsoDate, parseIsoDate } from '../domain/iso-date.ts';

const dayMs = 86_400_000;

/** Turns the three date formats of SI into a calendar date. */
export type ReadDate = (value: string | number) => IsoDate | undefined;

/**
 * A reader of SI's dates other than hire dates (src/si-api/hire-dates.ts): epoch milliseconds, ISO timestamps with or without milliseconds, plain dates.
 *
 * Units:   an instant is taken as the calendar day in the company's time zone, except midnight UTC, which is a day by itself
 * Source:  SI reference §2.2; the time zone is `companySettings.timeZone` (§3.5)
 */
export function dateReader(timeZone: string | undefined): ReadDate {
  const format = dayFormat(timeZone);
  return (value) => {
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return parseIsoDate(value);
    const ms = typeof value === 'number' ? value : Date.parse(value);
    if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return undefined;
    return parseIsoDate(ms % dayMs === 0 ? new Date(ms).toISOString() : format.format(ms));
  };
}

function dayFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    // This locale writes YYYY-MM-DD.
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: timeZone ?? 'UTC' });
  } catch {
    // A zone this browser does not know.
    return new Intl.DateTimeFormat('en-CA', { ...parts, timeZone: 'UTC' });
  }
}
