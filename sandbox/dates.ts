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

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** `2026-03-03T00:00:00`, what the clocks of an IANA zone show at a moment. */
export function localTime(epochMs: number, zone: string): string {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, value]),
  );
  const { year, month, day, hour, minute, second } = parts;
  return `${year?.padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** Epoch milliseconds of the moment an IANA zone begins a `YYYY-MM-DD`. */
export function zoneMidnight(day: string, zone: string): number {
  const utc = dayToEpoch(day);
  const offset = (at: number): number => Date.parse(`${localTime(at, zone)}Z`) - at;
  const guess = utc - offset(utc);
  // The offset may change between midnight in Greenwich and midnight here.
  return utc - offset(guess);
}
