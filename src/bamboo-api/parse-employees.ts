import type * as z from 'zod/mini';
import { type ParsedRows, parseRows } from '../http/parse-rows.ts';
import type { RawRow } from './schemas.ts';

/** Rows of people as BambooHR sent them, by employee id. */
export type ParsedEmployees = ParsedRows<RawRow>;

/** The good rows of an answer about people and what is wrong with the others. Errors: never throws on data. */
export function parseEmployees(
  rows: readonly unknown[],
  schema: z.ZodMiniType<RawRow>,
  idKey: 'id' | 'employeeId',
): ParsedEmployees {
  return parseRows(rows, { side: 'bamboo', schema, idOf: (row) => idOf((row as Record<string, unknown>)[idKey]) });
}

/** An id as text; `0` and everything that is no number or word is none. */
export function idOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const id = String(value).trim();
  return id === '' || id === '0' ? undefined : id;
}
