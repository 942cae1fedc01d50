import type { HttpClient } from '../http/http-client.ts';
import { runTogether } from '../shared/run-together.ts';
import { AppError } from '../shared/app-error.ts';
import type { OnProgress } from '../shared/read-options.ts';
import type { SiSnapshot } from '../domain/snapshot.ts';
import { adminKeys, everybody, idsPerRequest, paths, type UserKey, userKeys } from './names.ts';
import { parseUsers, type ParsedUsers } from './parse-users.ts';
import { parseBody, type UserRow, userList } from './schemas.ts';

type Unreadable = SiSnapshot['unreadableFields'][number];

const { id: _id, guest: _guest, staff: _staff, ...needed } = userKeys;
/** Keys the comparison needs; a list that lacks one for everybody is completed by `by-ids`. */
const neededKeys = Object.keys(needed) as UserKey[];

/** Any of these shows the field. */
const keysOf: Readonly<Record<Unreadable, readonly UserKey[]>> = {
  firstName: ['firstName'],
  lastName: ['lastName'],
  workEmail: ['login', 'email'],
  gender: ['gender'],
  location: ['location'],
  jobTitle: ['jobTitle'],
  department: ['department'],
  supervisor: ['managerId'],
  employeeId: ['externalId'],
  hireDate: ['hireDate'],
};

/** All of a row that is read, under any of its names. */
const readNames: readonly string[] = [...Object.values(userKeys).flat(), 'manager', ...adminKeys];

export interface ReadUsers extends ParsedUsers {
  readonly unreadableFields: SiSnapshot['unreadableFields'];
}

/**
 * All accounts, locked people and guests included.
 *
 * Shape:   one request when the list shows every needed key, one more for each 100 people when it does not
 * Errors:  SI codes; when `by-ids` refuses, the list is used as it is and `unreadableFields` says what is missing
 * Source:  SI reference §4.1, §3.2 (which keys a list has is not known)
 */
export async function readAllUsers(
  http: HttpClient,
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<ReadUsers> {
  const operation = 'si.list';
  const answer = await http.send({ operation, path: paths.list, query: everybody, timeoutMs: 120_000, signal });
  const list = parseUsers(parseBody(userList, answer, operation));
  onProgress?.(0, list.rows.length);
  const profiles = isComplete(list.rows) ? undefined : await profilesOf(http, list.rows, signal, onProgress);
  const rows = list.rows.map((row) => picked(row, profiles?.get(String(row['id']))));
  fillEmpties(rows);
  return { rows, issues: list.issues, unreadableFields: unreadable(rows) };
}

/** Profiles of these people, in chunks; people SI does not return are missing. Source: SI reference §4.1. */
export async function readProfiles(
  http: HttpClient,
  ids: readonly string[],
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<readonly UserRow[]> {
  const operation = 'si.by-ids';
  const chunks = Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, index) =>
    ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
  let done = 0;
  const answers = await runTogether<readonly (readonly UserRow[])[]>(
    signal,
    chunks.map((chunk) => async (inner: AbortSignal) => {
      const query = { ids: chunk.join(',') };
      const answer = await http.send({ operation, path: paths.byIds, query, timeoutMs: 60_000, signal: inner });
      const wanted = new Set(chunk);
      done += chunk.length;
      onProgress?.(done, ids.length);
      return parseUsers(parseBody(userList, answer, operation)).rows.filter((row) => wanted.has(String(row['id'])));
    }),
  );
  return answers.flat();
}

/** By id; undefined where SI refuses profiles. */
async function profilesOf(
  http: HttpClient,
  rows: readonly UserRow[],
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<ReadonlyMap<string, UserRow> | undefined> {
  try {
    const ids = rows.map((row) => String(row['id']));
    return new Map((await readProfiles(http, ids, signal, onProgress)).map((row) => [String(row['id']), row]));
  } catch (error) {
    const refused = error instanceof AppError && (error.code === 'si-forbidden' || error.code === 'si-not-found');
    if (refused) return undefined;
    throw error;
  }
}

/**
 * What is read of a row, and before it of the person's profile. Every row gets the same names in the same order: merging
 * all that two answers hold took a sixth of a preview of 10,000 people.
 */
function picked(row: UserRow, profile: UserRow | undefined): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of readNames) kept[name] = profile?.[name] === undefined ? row[name] : profile[name];
  return kept;
}

function isComplete(rows: readonly UserRow[]): boolean {
  const names = offeredNames(rows);
  return neededKeys.every((key) => isOffered(names, key)) && adminKeys.some((name) => names.has(name));
}

function offeredNames(rows: readonly UserRow[]): ReadonlySet<string> {
  return new Set(readNames.filter((name) => rows.some((row) => row[name] !== undefined)));
}

function isOffered(names: ReadonlySet<string>, key: UserKey): boolean {
  if (key === 'managerId' && names.has('manager')) return true;
  return userKeys[key].some((name) => names.has(name));
}

/** SI may leave out what is empty: a key others have and a row lacks is an empty one. Effects: the rows */
function fillEmpties(rows: readonly Record<string, unknown>[]): void {
  const offered = offeredNames(rows);
  for (const key of neededKeys) {
    const names: readonly string[] = userKeys[key];
    const name = names.find((candidate) => offered.has(candidate));
    // A missing `isActive` is not "inactive".
    if (name === undefined || key === 'active') continue;
    for (const row of rows) if (names.every((each) => row[each] === undefined)) row[name] = null;
  }
}

function unreadable(rows: readonly UserRow[]): SiSnapshot['unreadableFields'] {
  const names = offeredNames(rows);
  return (Object.keys(keysOf) as Unreadable[]).filter((field) => !keysOf[field].some((key) => isOffered(names, key)));
}
