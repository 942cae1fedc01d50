import { formatLocale } from '../format/locale.ts';

const style = { dateStyle: 'medium', timeZone: 'UTC' } as const;

/** `2026-11-22` → "22 Nov 2026": a calendar day, the same in every time zone. */
export function dayText(day: string): string {
  return new Intl.DateTimeFormat(formatLocale(), style).format(instantOf(day));
}

/** "1 Jan – 31 Dec 2026"; one of both when the other is missing; undefined without any. */
export function periodText(from: string | undefined, to: string | undefined): string | undefined {
  if (from !== undefined && to !== undefined && from <= to)
    return new Intl.DateTimeFormat(formatLocale(), style).formatRange(instantOf(from), instantOf(to));
  const only = to ?? from;
  return only === undefined ? undefined : dayText(only);
}

function instantOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
