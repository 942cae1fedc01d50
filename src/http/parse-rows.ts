import type * as z from 'zod/mini';
import type { Side } from '../domain/people.ts';
import type { RowIssue } from '../domain/snapshot.ts';
import { issuePaths } from './parse-body.ts';

export interface ParsedRows<Row> {
  /** Good rows by id, in the order they came. */
  readonly rows: ReadonlyMap<string, Row>;
  readonly issues: readonly RowIssue[];
}

/**
 * The good rows of an answer and what is wrong with the others.
 *
 * Shape:   `idOf` reads a row's id, undefined where it has none; a repeated id keeps its first row (BambooHR reference §2.2)
 * Errors:  never throws on data
 */
export function parseRows<Row>(
  rows: readonly unknown[],
  how: { readonly side: Side; readonly schema: z.ZodMiniType<Row>; idOf(row: object): string | undefined },
): ParsedRows<Row> {
  const { side, schema, idOf } = how;
  const good = new Map<string, Row>();
  const issues: RowIssue[] = [];
  for (const [row, raw] of rows.entries()) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      issues.push({ side, row, reason: 'not-an-object' });
      continue;
    }
    const parsed = schema.safeParse(raw);
    const id = idOf(raw);
    if (!id) issues.push({ side, row, reason: 'missing-id' });
    else if (!parsed.success) issues.push({ side, row, id, reason: 'invalid-field', fields: issuePaths(parsed.error) });
    else if (good.has(id)) issues.push({ side, row, id, reason: 'duplicate-row' });
    else good.set(id, parsed.data);
  }
  return { rows: good, issues };
}

/** An id as either vendor sends it, as text; `0` and everything that is no number or word is none. */
export function idText(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const id = String(value).trim();
  return id === '' || id === '0' ? undefined : id;
}
