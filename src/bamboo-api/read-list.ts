import type { HttpClient } from '../http/http-client.ts';
import { AppError } from '../shared/app-error.ts';
import type { OnProgress } from '../shared/read-options.ts';
import { listFields, paths } from './names.ts';
import { parseEmployees, type ParsedEmployees } from './parse-employees.ts';
import { listEnvelope, listRow, parseEnvelope } from './schemas.ts';

const operation = 'bamboo.list';
const pageLimit = 2500;
/** Full readings begun before giving up on a list that changes under us. */
const mostReadings = 3;

export interface ListRead extends ParsedEmployees {
  /** Why it may lack people, after every reading: fewer people than BambooHR counts, or pages that never end. */
  readonly doubt: AppError | undefined;
}

/**
 * Everybody in the account, row by row with the fields this key may not see.
 *
 * Errors:  bamboo codes; `bamboo-truncated` when the list changed under every reading
 * Source:  BambooHR reference §2.1. No filter and no sort: both drop people whose field is hidden. The links in the
 *          answer can name another host and are never followed
 */
export async function readList(http: HttpClient, signal: AbortSignal, onProgress?: OnProgress): Promise<ListRead> {
  for (let reading = 1; ; reading += 1) {
    const read = await readPages(http, signal, onProgress);
    if (read && (!read.doubt || reading === mostReadings))
      return { ...parseEmployees(read.rows, listRow, 'employeeId'), doubt: read.doubt };
    if (reading === mostReadings) throw shortList();
  }
}

/** All rows, or undefined when a page was refused because somebody is gone. */
async function readPages(
  http: HttpClient,
  signal: AbortSignal,
  onProgress?: OnProgress,
): Promise<{ readonly rows: readonly unknown[]; readonly doubt: AppError | undefined } | undefined> {
  const rows: unknown[] = [];
  const seen = new Set<unknown>();
  const cursors = new Set<string>();
  let cursor: string | undefined;
  for (;;) {
    const page = await readPage(http, signal, cursor);
    if (!page) return undefined;
    for (const row of page.data) {
      rows.push(row);
      // Who comes twice has taken the place of somebody who moved to a page read before.
      seen.add((row as { readonly employeeId?: unknown } | null)?.employeeId ?? row);
    }
    const total = page.meta.total ?? undefined;
    onProgress?.(rows.length, total);
    const next = page.meta.page.nextCursor;
    if (next === null || next === undefined || next === '')
      return { rows, doubt: total !== undefined && seen.size < total ? shortList() : undefined };
    cursor = String(next);
    // A cursor that comes again would never end.
    if (cursors.has(cursor))
      return { rows, doubt: new AppError('bamboo-bad-shape', { operation, fields: ['meta.page.nextCursor'] }) };
    cursors.add(cursor);
  }
}

function shortList(): AppError {
  return new AppError('bamboo-truncated', { operation });
}

async function readPage(http: HttpClient, signal: AbortSignal, cursor: string | undefined) {
  const query = {
    fields: listFields,
    'page[limit]': String(pageLimit),
    ...(cursor !== undefined && { 'page[after]': cursor }),
  };
  try {
    return parseEnvelope(
      listEnvelope,
      await http.send({ operation, path: paths.list, query, timeoutMs: 60_000, signal }),
      operation,
    );
  } catch (error) {
    // `BadPage`: the person the cursor stood on is gone (§2.1).
    if (cursor !== undefined && error instanceof AppError && error.context.status === 400) return undefined;
    throw error;
  }
}
