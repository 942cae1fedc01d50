import { idText, issuePaths } from '../http/parse-body.ts';
import type { RowIssue } from '../domain/snapshot.ts';
import { type UserRow, userRow } from './schemas.ts';

export interface ParsedUsers {
  readonly rows: readonly UserRow[];
  readonly issues: readonly RowIssue[];
}

/** The good rows of a list of people and what is wrong with the others. Errors: never throws on data. */
export function parseUsers(list: readonly unknown[]): ParsedUsers {
  const rows: UserRow[] = [];
  const issues: RowIssue[] = [];
  const seen = new Set<string>();
  for (const [row, raw] of list.entries()) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
      issues.push({ side: 'si', row, reason: 'not-an-object' });
      continue;
    }
    const id = idText((raw as UserRow)['id']);
    const parsed = userRow.safeParse(raw);
    if (id === undefined) issues.push({ side: 'si', row, reason: 'missing-id' });
    else if (!parsed.success)
      issues.push({ side: 'si', row, id, reason: 'invalid-field', fields: issuePaths(parsed.error) });
    else if (seen.has(id)) issues.push({ side: 'si', row, id, reason: 'duplicate-row' });
    else {
      seen.add(id);
      rows.push(parsed.data);
    }
  }
  return { rows, issues };
}
