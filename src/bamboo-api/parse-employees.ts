import type * as z from 'zod/mini';
import { idText, type ParsedRows, parseRows } from '../http/parse-rows.ts';
import type { RawRow } from './schemas.ts';

/** Rows of people as BambooHR sent them, by employee id. */
export type ParsedEmployees = ParsedRows<RawRow>;

/** The good rows of an answer about people and what is wrong with the others. Errors: never throws on data. */
export function parseEmployees(
  rows: readonly unknown[],
  schema: z.ZodMiniType<RawRow>,
  idKey: 'id' | 'employeeId',
): ParsedEmployees {
  return parseRows(rows, { side: 'bamboo', schema, idOf: (row) => idText((row as Record<string, unknown>)[idKey]) });
}
