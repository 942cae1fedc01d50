import { type IsoDate, parseIsoDate } from '../domain/iso-date.ts';
import { type ZoneTime, zoneTime } from './zone-time.ts';

const dayMs = 86_400_000;
/** A time of day from here on is a midnight that was moved backwards: it belongs to the day after. */
const lateMs = 18 * 3_600_000;
/** Accounts looked at to learn how a company's dates are kept. */
const mostShown = 400;

/** Reads and writes hire dates as the accounts of one company show them. */
export interface HireDates {
  /** The calendar date of a shown value; undefined for what is no date. */
  readonly read: (value: string | number) => IsoDate | undefined;
  /** A calendar date in the form this account showed it before, else in the form the others show. */
  write(date: string | null, before: unknown): string | number | null;
}

type Format = 'epoch' | 'iso' | 'local' | 'day';

/** One shown value. `at`: epoch ms, or for `local` and `day` the digits as if in UTC. */
interface Shown {
  readonly format: Format;
  readonly at: number;
}

/**
 * Learns from what the accounts show: the format, and the time of day at which a date stands, in the company's zone or
 * in UTC. Without any, a date stands at midnight in the zone.
 *
 * Units:   values are epoch ms, ISO timestamps with or without a zone, or plain dates
 * Source:  corrections §9 (no hire date was ever captured; due dates stand at midnight in the company's zone), SI reference §2.2
 */
export function createHireDates(timeZone: string | undefined, values: readonly unknown[]): HireDates {
  const zone = zoneTime(timeZone);
  const shown = everySo(values).flatMap((value) => shownAs(value) ?? []);
  const instants = shown.filter(({ format }) => format === 'epoch' || format === 'iso').map(({ at }) => at);
  const usual = mostFrequent(shown.map(({ format }) => format))?.value ?? 'epoch';
  const standing = timeOfInstants(instants, zone);
  const localTime =
    mostFrequent(shown.filter(({ format }) => format === 'local').map(({ at }) => timeOf(at)))?.value ?? 0;

  return {
    read(value) {
      const { format, at } = shownAs(value) ?? {};
      if (format === undefined || at === undefined || Math.abs(at) > mostMs) return undefined;
      if (format === 'day') return parseIsoDate(String(value));
      if (format === 'local') return dateOf(at + shiftOf(localTime));
      if (standing === 'utc') return dateOf(timeOf(at) === 0 ? at : zone.wallOf(at));
      return dateOf(zone.wallOf(at) + shiftOf(standing));
    },
    write(date, before) {
      if (date === null) return null;
      const own = shownAs(before);
      const format = own?.format ?? usual;
      const midnight = Date.parse(`${date}T00:00:00Z`);
      if (format === 'day') return date;
      if (format === 'local') return new Date(standingAt(midnight, localTime)).toISOString().slice(0, 19);
      const at = standing === 'utc' ? midnight : zone.instantOf(standingAt(midnight, standing));
      if (format === 'epoch') return at;
      const text = new Date(at).toISOString();
      return /\.\d/.test(String(before)) ? text : text.replace('.000', '');
    },
  };
}

/** The time of day of most instants in the zone, or `utc` where more of them stand at midnight UTC. */
function timeOfInstants(instants: readonly number[], zone: ZoneTime): number | 'utc' {
  const local = mostFrequent(instants.map((at) => timeOf(zone.wallOf(at))));
  if (!local) return 0;
  const utc = instants.filter((at) => timeOf(at) === 0).length;
  // In winter London's midnight is both: then it is the zone's.
  return utc > local.count || (utc === local.count && local.value !== 0) ? 'utc' : local.value;
}

function standingAt(midnight: number, time: number): number {
  return midnight + time - (time >= lateMs ? dayMs : 0);
}

/** What brings a moved midnight back onto its day. */
function shiftOf(time: number): number {
  return time >= lateMs ? dayMs - time : 0;
}

function timeOf(at: number): number {
  return ((at % dayMs) + dayMs) % dayMs;
}

function dateOf(wall: number): IsoDate | undefined {
  return Number.isFinite(wall) && Math.abs(wall) <= mostMs ? parseIsoDate(new Date(wall).toISOString()) : undefined;
}

/** What a date can be, in ms since 1970. */
const mostMs = 8.64e15;
/** A plain date or an ISO timestamp. Anything else would be guessed, and by the clock of this machine. */
const dateText = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const plainDay = /^\d{4}-\d{2}-\d{2}$/;
const withoutZone = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?$/;

function shownAs(value: unknown): Shown | undefined {
  if (typeof value === 'number') return Math.abs(value) <= mostMs ? { format: 'epoch', at: value } : undefined;
  if (typeof value !== 'string' || !dateText.test(value)) return undefined;
  const [, day, time] = withoutZone.exec(value) ?? [];
  const isDay = plainDay.test(value);
  // Without a zone the text is the wall clock itself, never this browser's.
  const at = Date.parse(
    day !== undefined && time !== undefined ? `${day}T${time}Z` : isDay ? `${value}T00:00:00Z` : value,
  );
  if (Number.isNaN(at)) return undefined;
  return { format: isDay ? 'day' : day === undefined ? 'iso' : 'local', at };
}

/** Values spread over all of them. */
function everySo(values: readonly unknown[]): readonly unknown[] {
  const filled = values.filter((value) => value !== null && value !== undefined && value !== '');
  const step = Math.max(1, Math.ceil(filled.length / mostShown));
  return filled.filter((_value, at) => at % step === 0);
}

/** The value that comes most often and how often; of equals the one that came first. */
function mostFrequent<T>(values: readonly T[]): { readonly value: T; readonly count: number } | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let most: { value: T; count: number } | undefined;
  for (const [value, count] of counts) if (!most || count > most.count) most = { value, count };
  return most;
}
