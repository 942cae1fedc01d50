/** A calendar date `YYYY-MM-DD`, without time or zone. */
export type IsoDate = string & { readonly __isoDate: true };

const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;
/** Nobody works anywhere since before; a year of two digits was typed so. */
const firstYear = 1900;

/** The date of `YYYY-MM-DD` or of a timestamp that begins so; undefined for anything else, `0000-00-00`, 30 February and `0023-02-01` included. */
export function parseIsoDate(text: string): IsoDate | undefined {
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = year >= firstYear && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? (text.slice(0, 10) as IsoDate) : undefined;
}

const dayMs = 86_400_000;

/** How many days two calendar dates are apart; NaN where one of them is none. */
export function daysApart(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / dayMs;
}

/** The calendar day of an instant in the browser's own time zone. */
export function localDate(epochMs: number): IsoDate {
  const date = new Date(epochMs);
  const month = String(date.getMonth() + 1).padStart(2, '0');
  const day = String(date.getDate()).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${day}` as IsoDate;
}
