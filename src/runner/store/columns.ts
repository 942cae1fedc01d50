import { AppError } from '../../shared/app-error.ts';
import type { TenantStatements } from './tenant.ts';

/**
 * An id of a vendor as a column holds it. PostgreSQL's text takes neither NUL nor half a pair of surrogates, JSON writes both
 * in letters it takes; two ids never become one.
 */
export function keyText(id: string): string {
  return JSON.stringify(id).slice(1, -1);
}

/** A record as a column holds it. Errors: `storage-failed` for what cannot be stored */
export function jsonText(record: object): string {
  try {
    return JSON.stringify(record);
  } catch (cause) {
    throw new AppError('storage-failed', {}, { cause });
  }
}

/** Rows of one statement: so much is sent at once. */
const rowsAtOnce = 1_000;

/** What one row has in its columns, from `$2`: the last of them is JSON. */
type ColumnsOf<Row> = (row: Row) => readonly [...unknown[], string];

/** Values of a statement that takes one array a column, the last of them as one of JSON, which saves both ends the escaping. */
export function columnArrays<Row>(rows: readonly Row[], columnsOf: ColumnsOf<Row>): readonly unknown[] {
  const lines = rows.map(columnsOf);
  const keys = (lines[0] ?? []).slice(0, -1).map((_, column) => lines.map((line) => line[column]));
  return [...keys, `[${lines.map((line) => line.at(-1)).join(',')}]`];
}

/** Writes many rows by a statement that takes `columnArrays`. Nothing is written where there are no rows. */
export async function writeMany<Row>(
  tx: TenantStatements,
  rows: readonly Row[],
  { text, columnsOf }: { readonly text: string; readonly columnsOf: ColumnsOf<Row> },
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce)
    await tx.rows(text, ...columnArrays(rows.slice(start, start + rowsAtOnce), columnsOf));
}

/** Of rows with the same key the last: one statement cannot write a row twice. */
export function lastOfEach<Row>(rows: readonly Row[], keyOf: (row: Row) => string | number): readonly Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

/** PostgreSQL counts rows in 64 bits and knows no infinite number of them. */
export function limitOf(limit: number): number {
  return Math.min(limit, Number.MAX_SAFE_INTEGER);
}
