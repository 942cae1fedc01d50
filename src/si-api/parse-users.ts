import type { RowIssue } from '../domain/snapshot.ts';
import { idText, parseRows } from '../http/parse-rows.ts';
import { type UserRow, userRow } from './schemas.ts';

export interface ParsedUsers {
  readonly rows: readonly UserRow[];
  readonly issues: readonly RowIssue[];
}

/** The good rows of a list of people and what is wrong with the others. Errors: never throws on data. */
export function parseUsers(list: readonly unknown[]): ParsedUsers {
  const { rows, issues } = parseRows(list, {
    side: 'si',
    schema: userRow,
    idOf: (row) => idText((row as UserRow)['id']),
  });
  return { rows: [...rows.values()], issues };
}
