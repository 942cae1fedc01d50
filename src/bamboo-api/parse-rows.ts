import { idText, issuePaths } from '../http/parse-body.ts';
import type * as z from 'zod/mini';
import type { RowIssue } from '../domain/snapshot.ts';
import type { RawRow } from './schemas.ts';

export interface ParsedRows {
  /** Good rows by employee id, in the order they came. */
  readonly rows: ReadonlyMap<string, RawRow>;
  readonly issues: readonly RowIssue[];
}

/**
 * The good rows of an answer and what is wrong with the others.
 *
 * Errors:  never throws on data; a repeated id keeps its first row (BambooHR reference §2.2)
 */
export function parseRows(
  rows: readonly unknown[],
  schema: z.ZodMiniType<RawRow>,
  idKey: 'id' | 'employeeId',
): ParsedRows {
  const good = new Map<string, RawRow>();
  const issues: RowIssue[] = [];
  for (const [row, raw] of rows.entries()) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      issues.push({ side: 'bamboo', row, reason: 'not-an-object' });
      continue;
    }
    const parsed = schema.safeParse(raw);
    const id = idText((raw as Record<string, unknown>)[idKey]);
    if (!id) issues.push({ side: 'bamboo', row, reason: 'missing-id' });
    else if (!parsed.success)
      issues.push({ side: 'bamboo', row, id, reason: 'invalid-field', fields: issuePaths(parsed.error) });
    else if (good.has(id)) issues.push({ side: 'bamboo', row, id, reason: 'duplicate-row' });
    else good.set(id, parsed.data);
  }
  return { rows: good, issues };
}
