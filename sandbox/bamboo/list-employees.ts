import type { BambooEmployee, BambooKey } from '../state/bamboo-state.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import { stableHash } from '../random.ts';
import { isHidden, reachOf } from './access.ts';
import type { FieldContext } from './fields.ts';
import { ListError } from './list-error.ts';
import { LIST_BASE, LIST_EXTRA, LIST_NEWEST, type ListField } from './list-fields.ts';
import { applyFilters, type Reader } from './list-filters.ts';
import { listedPeople } from './list-oddities.ts';
import { isOffered, shownValue } from './offered.ts';
import { photoUrl } from './photo-url.ts';
import { listParam } from './query.ts';

const SORTABLE = new Set(['employeeId', 'firstName', 'lastName', 'preferredName', 'jobTitleName', 'status']);

export interface ListPage {
  data: Array<Record<string, unknown>>;
  meta: { total: number; page: { limit: number; nextCursor: string | null; prevCursor: string | null } };
}

function cursorOf(id: string): string {
  return Buffer.from(JSON.stringify({ v: 1, employeeId: id })).toString('base64');
}

function boundary(cursor: string, rows: BambooEmployee[]): number {
  let id: unknown = null;
  try {
    id = (JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as { employeeId?: unknown }).employeeId;
  } catch {
    throw new ListError('BadPage', 'The page cursor is invalid');
  }
  const index = rows.findIndex((row) => row.id === id);
  // BambooHR reference §2.1: cursors are boundary based.
  if (index < 0) throw new ListError('BadPage', 'The page cursor no longer points to an employee');
  return index;
}

function applySort(
  rows: BambooEmployee[],
  query: URLSearchParams,
  read: Reader,
  order: BambooModes['listOrder'],
): BambooEmployee[] {
  const byId = (a: BambooEmployee, b: BambooEmployee): number => Number(a.id) - Number(b.id);
  const keys = (query.get('sort') ?? '').split(',').filter((key) => key !== '');
  if (keys.length === 0) {
    // BambooHR reference §2.1: the order without `sort` is unspecified.
    const scattered = (a: BambooEmployee, b: BambooEmployee): number =>
      stableHash(a.id) - stableHash(b.id) || byId(a, b);
    return rows.toSorted(order === 'id' ? byId : scattered);
  }
  const sorts = keys.map((key) => ({ name: key.replace(/^-/, ''), sign: key.startsWith('-') ? -1 : 1 }));
  for (const { name } of sorts) {
    if (!SORTABLE.has(name)) throw new ListError('BadRequest', `Cannot sort by "${name}"`);
  }
  const readable = rows.filter((row) =>
    sorts.every(({ name }) => name === 'employeeId' || read(row, name) !== undefined),
  );
  const compare = (a: BambooEmployee, b: BambooEmployee, name: string): number => {
    if (name === 'employeeId') return byId(a, b);
    const [left, right] = [read(a, name) as string | null, read(b, name) as string | null];
    if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
    return left.localeCompare(right, 'en');
  };
  return readable.toSorted((a, b) => {
    for (const { name, sign } of sorts) {
      const result = compare(a, b, name) * sign;
      if (result !== 0) return result;
    }
    return byId(a, b);
  });
}

/**
 * One page of `GET employees` as the key sees it: rows out of reach stay, with nulls.
 * Throws ListError for refused parameters.
 */
export function listEmployees(
  context: FieldContext,
  key: BambooKey,
  query: URLSearchParams,
  modes: BambooModes,
): ListPage {
  const limitText = query.get('page[limit]') ?? '250';
  const limit = Number(limitText);
  if (!Number.isInteger(limit) || limit < 1 || limit > 2500)
    throw new ListError('BadRequest', 'page[limit] is 1 to 2500');
  const [after, before] = [query.get('page[after]'), query.get('page[before]')];
  if (after !== null && before !== null)
    throw new ListError('BadRequest', 'page[after] and page[before] exclude each other');

  const inReach = reachOf(key, context.company);
  const fields: Record<string, ListField> = { ...LIST_BASE };
  for (const name of listParam(query, 'fields')) {
    const extra = LIST_EXTRA[name];
    const known = extra && isOffered(modes, extra.canonical);
    if (known && (modes.listRevision === 'newest' || !LIST_NEWEST.has(name))) fields[name] = extra;
  }
  /** The value, or undefined when it is withheld. */
  const read: Reader = (employee, name) => {
    const entry = fields[name] ?? LIST_EXTRA[name];
    if (!entry || !inReach(employee) || isHidden(key, entry.canonical, employee.id)) return undefined;
    const value = shownValue(modes, entry.canonical, entry.read(employee, context));
    return entry.date && value === null && modes.listUnsetDate === 'zeros' ? '0000-00-00' : value;
  };
  const rows = applySort(
    applyFilters(listedPeople(context.company.employees, modes.listAnswer), query, read, modes.listRevision),
    query,
    read,
    modes.listOrder,
  );

  let start = 0;
  let end = Math.min(rows.length, limit);
  if (after !== null) {
    start = boundary(after, rows) + 1;
    end = Math.min(rows.length, start + limit);
  } else if (before !== null) {
    end = boundary(before, rows);
    start = Math.max(0, end - limit);
  }
  const page = rows.slice(start, end);
  const data = page.map((employee) => {
    const row: Record<string, unknown> = { employeeId: employee.id };
    const restricted: string[] = [];
    for (const name of Object.keys(fields)) {
      const value = read(employee, name);
      if (value === undefined) restricted.push(name);
      row[name] = value ?? null;
      // BambooHR reference §2.1: the photo address is not permission gated.
      if (name === 'preferredName') row['photoUrl'] = photoUrl(context.company, employee);
    }
    if (restricted.length > 0 || modes.restrictedFields === 'present-empty') row['_restrictedFields'] = restricted;
    return row;
  });
  const last = page.at(-1);
  const first = page[0];
  return {
    data,
    meta: {
      total: rows.length,
      page: {
        limit,
        nextCursor: last && end < rows.length ? cursorOf(last.id) : null,
        prevCursor: first && start > 0 ? cursorOf(first.id) : null,
      },
    },
  };
}
