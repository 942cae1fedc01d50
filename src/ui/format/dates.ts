import { formatLocale } from './locale.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** 22 Nov 2026, 09:41 */
export function formatDateTime(atMs: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium', timeStyle: 'short' }).format(atMs);
}

/** 22 Nov 2026 */
export function formatDate(atMs: number): string {
  return new Intl.DateTimeFormat(formatLocale(), { dateStyle: 'medium' }).format(atMs);
}

/** "Today", "Yesterday", else "Thursday, 19 November 2026". */
export function formatDay(atMs: number, nowMs: number): string {
  const locale = formatLocale();
  const days = Math.round((startOfDay(atMs) - startOfDay(nowMs)) / dayMs);
  if (days !== 0 && days !== -1) return new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(atMs);
  const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}

function startOfDay(atMs: number): number {
  return new Date(atMs).setHours(0, 0, 0, 0);
}

/** "3 minutes ago", "in 2 hours"; within half a minute "now". */
export function formatRelative(atMs: number, nowMs: number): string {
  const format = new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto' });
  const delta = atMs - nowMs;
  const size = Math.abs(delta);
  if (size < minuteMs / 2) return format.format(0, 'second');
  if (size < hourMs) return format.format(Math.round(delta / minuteMs) || Math.sign(delta), 'minute');
  if (size < dayMs) return format.format(Math.round(delta / hourMs), 'hour');
  return format.format(Math.round(delta / dayMs), 'day');
}

/** "8 seconds", "2 minutes", "1 hour 5 minutes". */
export function formatDuration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 90) return unit(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return unit(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? unit(hours, 'hour') : `${unit(hours, 'hour')} ${unit(minutes % 60, 'minute')}`;
}

function unit(n: number, name: string): string {
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit: name, unitDisplay: 'long' }).format(n);
}

/** Epoch ms → `2026-11-22` in local time, for date inputs. */
export function toDateInput(atMs: number): string {
  const date = new Date(atMs);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** `2026-11-22` → the start of that day, local time; undefined when it is no date. */
export function fromDateInput(value: string): number | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return undefined;
  const atMs = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime();
  // A day no calendar has, such as 31 February, comes out as another one.
  return toDateInput(atMs) === value ? atMs : undefined;
}
