import * as z from 'zod/mini';

/** What a vendor's row holds under its own names. */
type Row = Readonly<Record<string, unknown>>;
/** Whether a row may hold this under a name; undefined is a missing key. */
type Fits = (value: unknown) => boolean;

/**
 * A row whose named cells fit, as it is: other keys may hold anything.
 *
 * One check looks at all cells. A schema for each of them made a million small objects of 10,000 people, and took a fifth
 * of what the worker did for a preview (docs/performance.md).
 */
export function rowOf(cells: Readonly<Record<string, Fits>>): z.ZodMiniType<Row> {
  const all = Object.entries(cells);
  return z.custom<Row>(isRow, { abort: true }).check((payload) => {
    const row = payload.value;
    for (const [name, fits] of all) {
      if (!fits(row[name])) payload.issues.push({ code: 'custom', path: [name], input: row });
    }
  });
}

/** The same with the named cells alone, as far as the row has them. */
export function pickedRowOf(cells: Readonly<Record<string, Fits>>): z.ZodMiniType<Row> {
  const names = Object.keys(cells);
  const pick = (row: Row): Row => {
    const picked: Record<string, unknown> = {};
    for (const name of names) if (row[name] !== undefined) picked[name] = row[name];
    return picked;
  };
  return z.pipe(rowOf(cells), z.transform(pick));
}

/** A list of rows that are looked at one by one. */
export function rowList(): z.ZodMiniType<readonly unknown[]> {
  return z.custom<readonly unknown[]>(Array.isArray);
}

/** An id as either vendor sends one. */
export function isId(value: unknown): boolean {
  return typeof value === 'string' || Number.isFinite(value);
}

/** A value as sent: text, now and then a number, or nothing. Anything else is a broken row. */
export function isText(value: unknown): boolean {
  return value === undefined || value === null || isId(value);
}

/** Yes, no or nothing. */
export function isFlag(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'boolean';
}

function isRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
