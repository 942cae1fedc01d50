import { dayToEpoch, localTime, shiftDay, zoneMidnight } from '../dates.ts';
import type { SiModes } from '../state/modes.ts';
import type { SiUser } from '../state/si-state.ts';

/** Moments clients wrote, for the mode that gives them back; the state keeps the day as its UTC midnight. */
const written = new WeakMap<SiUser, number>();

type DateModes = Pick<SiModes, 'hiringDate' | 'hiringDateAt' | 'hiringDateKeeps'>;

/** The `YYYY-MM-DD` Small Improvements takes a moment for. */
function dayOf(moment: number, at: SiModes['hiringDateAt'], zone: string): string {
  if (at === 'utc') return new Date(moment).toISOString().slice(0, 10);
  return localTime(at === 'zone-23-before' ? moment + 3_600_000 : moment, zone).slice(0, 10);
}

/** The moment a day stands at. */
function momentOf(day: string, at: SiModes['hiringDateAt'], zone: string): number {
  if (at === 'utc') return dayToEpoch(day);
  if (at === 'zone-midnight') return zoneMidnight(day, zone);
  return zoneMidnight(shiftDay(day, -1), zone) + 23 * 3_600_000;
}

/**
 * What the state keeps of a written hire date: UTC midnight of the day Small Improvements takes it for, and the
 * moment itself when one was written. Null for a text that is no date. A text without a zone names its day.
 */
export function readHireDate(
  value: number | string,
  modes: DateModes,
  zone: string,
): { day: number; moment: number | null } | null {
  const plain = typeof value === 'string' ? /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/.exec(value) : null;
  if (plain?.[1] !== undefined) {
    const late = modes.hiringDateAt === 'zone-23-before' && value.toString().includes('T23');
    const day = dayToEpoch(late ? shiftDay(plain[1], 1) : plain[1]);
    return Number.isNaN(day) ? null : { day, moment: null };
  }
  const moment = typeof value === 'number' ? value : Date.parse(value);
  if (Number.isNaN(moment)) return null;
  return { day: dayToEpoch(dayOf(moment, modes.hiringDateAt, zone)), moment };
}

/** Remembers the moment a client wrote for a user, or forgets it. */
export function rememberMoment(user: SiUser, moment: number | null): void {
  if (moment === null) written.delete(user);
  else written.set(user, moment);
}

/** The hire date as answers carry it (reference §2.2: unknown; corrections §9). */
export function shownHireDate(user: SiUser, modes: DateModes, zone: string): number | string | null {
  const { hiringDate } = user;
  if (hiringDate === null) return null;
  const day = new Date(hiringDate).toISOString().slice(0, 10);
  if (modes.hiringDate === 'day') return day;
  const own = modes.hiringDateKeeps === 'instant' ? written.get(user) : undefined;
  const still = own !== undefined && dayOf(own, modes.hiringDateAt, zone) === day ? own : undefined;
  const moment = still ?? (modes.hiringDateAt === 'utc' ? hiringDate : momentOf(day, modes.hiringDateAt, zone));
  if (modes.hiringDate === 'epoch') return moment;
  const iso = new Date(moment).toISOString();
  if (modes.hiringDate === 'iso') return iso;
  return modes.hiringDateAt === 'utc' ? iso.slice(0, 19) : localTime(moment, zone);
}
