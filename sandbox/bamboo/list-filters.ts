import type { BambooEmployee } from '../state/bamboo-state.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import { ListError } from './list-error.ts';
import { LIST_BASE, LIST_EXTRA } from './list-fields.ts';
import { listParam } from './query.ts';

/** Value of a field by name as the key reads it; undefined when it is withheld. */
export type Reader = (employee: BambooEmployee, name: string) => string | boolean | null | undefined;

/** Corrections §1: fields the list has and cannot filter. */
const UNFILTERABLE = new Set([
  'bestEmail',
  'ein',
  'genderIdentity',
  'genderIdentityId',
  'nationalId',
  'nin',
  'overtime',
  'overtimeRate',
  'payRate',
  'sin',
  'ssn',
  'teams',
  'userId',
  'veteranStatus',
  'veteranStatusId',
]);

/** The filters of the first revision (BambooHR reference §2.1). */
const OLD_FILTERS = new Set(['firstName', 'lastName', 'jobTitleName']);
const ENUMS = new Set(['gender', 'isManager', 'employmentStatusName']);

/** Names of the filters a query carries, `ids` and `status` left out. */
function fieldFilters(query: URLSearchParams): string[] {
  const names = [...query.keys()].flatMap((key) => /^filter\[([^\]]+)\](?:\[\])?$/.exec(key)?.[1] ?? []);
  return [...new Set(names)].filter((name) => name !== 'ids' && name !== 'status');
}

/** Corrections §1: ids, enums and dates equal, texts contain. */
function comesUp(name: string, value: string, wanted: string): boolean {
  const exact = name.endsWith('Id') || ENUMS.has(name) || LIST_EXTRA[name]?.date === true;
  return exact ? value === wanted : value.includes(wanted);
}

/**
 * The rows every filter of the query keeps; a field the key cannot read drops the row.
 * Throws ListError: 400 for a bad status, 422 for an unknown filter or one the field does not have.
 */
export function applyFilters(
  rows: BambooEmployee[],
  query: URLSearchParams,
  read: Reader,
  revision: BambooModes['listRevision'],
): BambooEmployee[] {
  let kept = rows;
  const status = query.get('filter[status]');
  if (status !== null) {
    if (status !== 'active' && status !== 'inactive')
      throw new ListError('BadRequest', 'filter[status] is active or inactive');
    kept = kept.filter((row) => String(read(row, 'status') ?? '').toLowerCase() === status);
  }
  for (const name of fieldFilters(query)) {
    const known = name in LIST_BASE || (LIST_EXTRA[name] !== undefined && !UNFILTERABLE.has(name));
    if (revision === 'newest' && !known) throw new ListError('UnprocessableEntity', `Cannot filter by "${name}"`);
    if (revision === 'older' && !OLD_FILTERS.has(name)) continue;
    const wanted = (query.get(`filter[${name}]`) ?? query.get(`filter[${name}][]`) ?? '').toLowerCase();
    kept = kept.filter((row) => {
      const value = read(row, name);
      return value !== undefined && comesUp(name, String(value ?? '').toLowerCase(), wanted);
    });
  }
  const ids = listParam(query, 'filter[ids]');
  return ids.length === 0 ? kept : kept.filter((row) => ids.includes(row.id));
}
