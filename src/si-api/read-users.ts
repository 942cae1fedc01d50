import type { HttpClient } from '../http/http-client.ts';
import { runTogether } from '../shared/run-together.ts';
import { AppError } from '../shared/app-error.ts';
import type { OnProgress, ReadOptions } from '../shared/read-options.ts';
import type { SiSnapshot } from '../domain/snapshot.ts';
import { adminKeys, everybody, idsPerRequest, paths, type UserKey, userKeys } from './names.ts';
import { parseUsers, type ParsedUsers } from './parse-users.ts';
import { parseBody, type UserRow, userList } from './schemas.ts';

type Unreadable = SiSnapshot['unreadableFields'][number];

const { id: _id, staff: _staff, ...needed } = userKeys;
/** Keys the comparison and the protected accounts need; a list that lacks one for everybody is completed by `by-ids`. */
const neededKeys = Object.keys(needed) as UserKey[];
/** A missing one of these is not "no". */
const flagKeys: readonly UserKey[] = ['active', 'guest'];

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
 * Shape:   one request when the list shows every needed key, one more for each 100 people when it does not; of people whose
 *          profile does not come, or cannot be read, what the list lacks is not known, which is not the same as empty
 * Errors:  SI codes; when `by-ids` refuses, the list is used as it is and `unreadableFields` says what is missing
 * Source:  SI reference §4.1, §3.2 (which keys a list has is not known)
 */
export async function readAllUsers(
  http: HttpClient,
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<ReadUsers> {
  const list = await readList(http, signal);
  onProgress?.(0, list.rows.length);
  const profiles = isComplete(list.rows) ? undefined : await profilesOf(http, list.rows, signal, onProgress);
  const profileOf = new Map(profiles?.rows.map((row) => [String(row['id']), row]));
  const rows = list.rows.map((row) => picked(row, profileOf.get(String(row['id']))));
  const isBare = (row: UserRow) => profiles !== undefined && !profileOf.has(String(row['id']));
  fillEmpties(rows.filter((row) => !isBare(row)));
  fillEmpties(rows.filter(isBare));
  return { rows, issues: [...list.issues, ...(profiles?.issues ?? [])], unreadableFields: unreadable(rows) };
}

/** Requests spent on finding out whom `by-ids` does not know, before it counts as refused. */
const mostSearches = 40;

/**
 * Profiles of these people, in chunks; people SI does not return are missing.
 *
 * Errors:  SI codes; where SI refuses a whole chunk for one account that is gone, the others are asked for without it
 * Source:  SI reference §4.1 (what an unknown id does is not known)
 */
export async function readProfiles(
  http: HttpClient,
  ids: readonly string[],
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<ParsedUsers> {
  const operation = 'si.by-ids';
  let done = 0;
  let searches = 0;
  const read = async (chunk: readonly string[], inner: AbortSignal): Promise<readonly ParsedUsers[]> => {
    const query = { ids: chunk.join(',') };
    try {
      const answer = await http.send({ operation, path: paths.byIds, query, timeoutMs: 60_000, signal: inner });
      const { rows, issues } = parseUsers(parseBody(userList, answer, operation));
      const wanted = new Set(chunk);
      const isWanted = (id: unknown) => wanted.has(String(id));
      return [
        { rows: rows.filter((row) => isWanted(row['id'])), issues: issues.filter((issue) => isWanted(issue.id)) },
      ];
    } catch (error) {
      searches += 1;
      if (!(error instanceof AppError && error.code === 'si-not-found') || searches > mostSearches) throw error;
      if (chunk.length === 1) return [];
      const half = Math.ceil(chunk.length / 2);
      return [...(await read(chunk.slice(0, half), inner)), ...(await read(chunk.slice(half), inner))];
    }
  };
  const answers = await runTogether<readonly (readonly ParsedUsers[])[]>(
    signal,
    chunksOf(ids).map((chunk) => async (inner: AbortSignal) => {
      const answer = await read(chunk, inner);
      done += chunk.length;
      onProgress?.(done, ids.length);
      return answer;
    }),
  );
  const all = answers.flat();
  return { rows: all.flatMap(({ rows }) => rows), issues: all.flatMap(({ issues }) => issues) };
}

function chunksOf(ids: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(ids.length / idsPerRequest) }, (_, index) =>
    ids.slice(index * idsPerRequest, (index + 1) * idsPerRequest),
  );
}

/** Undefined where SI refuses profiles. */
async function profilesOf(
  http: HttpClient,
  rows: readonly UserRow[],
  signal?: AbortSignal,
  onProgress?: OnProgress,
): Promise<ParsedUsers | undefined> {
  const ids = rows.map((row) => String(row['id']));
  return readProfiles(http, ids, signal, onProgress).catch((error: unknown) => {
    if (isRefused(error)) return undefined;
    throw error;
  });
}

/** These accounts as SI shows them now, from the list where profiles are refused. Errors: SI codes */
export async function readThese(
  http: HttpClient,
  ids: readonly string[],
  { signal, onProgress }: ReadOptions,
): Promise<readonly UserRow[]> {
  try {
    return (await readProfiles(http, ids, signal, onProgress)).rows;
  } catch (error) {
    if (!isRefused(error)) throw error;
    const asked = new Set(ids);
    return (await readList(http, signal)).rows.filter((row) => asked.has(String(row['id'])));
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'si-forbidden' || error.code === 'si-not-found');
}

async function readList(http: HttpClient, signal?: AbortSignal): Promise<ParsedUsers> {
  const operation = 'si.list';
  const answer = await http.send({ operation, path: paths.list, query: everybody, timeoutMs: 120_000, signal });
  return parseUsers(parseBody(userList, answer, operation));
}

/**
 * What is read of a row, and before it of the person's profile: the profile itself where the list says nothing it lacks.
 * Otherwise a row gets the same names in the same order as every other such row: merging all that two answers hold took a
 * sixth of a preview of 10,000 people.
 */
function picked(row: UserRow, profile: UserRow | undefined): UserRow {
  if (profile === undefined) return row;
  if (readNames.every((name) => profile[name] !== undefined || row[name] === undefined)) return profile;
  const kept: Record<string, unknown> = {};
  for (const name of readNames) kept[name] = profile[name] === undefined ? row[name] : profile[name];
  return kept;
}

function isComplete(rows: readonly UserRow[]): boolean {
  const names = offeredNames(rows);
  return neededKeys.every((key) => isOffered(names, key)) && adminKeys.every((name) => names.has(name));
}

function offeredNames(rows: readonly UserRow[]): ReadonlySet<string> {
  return new Set(readNames.filter((name) => rows.some((row) => row[name] !== undefined)));
}

function isOffered(names: ReadonlySet<string>, key: UserKey): boolean {
  return namesOf(key).some((name) => names.has(name));
}

/** What shows a key; a manager may be there as a person instead of an id (SI reference §3.5). */
function namesOf(key: UserKey): readonly string[] {
  return key === 'managerId' ? [...userKeys.managerId, 'manager'] : userKeys[key];
}

/** SI may leave out what is empty: a key others have and a row lacks is an empty one. Effects: the rows */
function fillEmpties(rows: readonly Record<string, unknown>[]): void {
  const offered = offeredNames(rows);
  for (const key of neededKeys) {
    const names = namesOf(key);
    const name = names.find((candidate) => offered.has(candidate));
    if (name === undefined || flagKeys.includes(key)) continue;
    for (const row of rows) if (names.every((each) => row[each] === undefined)) row[name] = null;
  }
  const right = adminKeys.find((name) => offered.has(name));
  if (right === undefined) return;
  for (const row of rows) if (adminKeys.every((name) => row[name] === undefined)) row[right] = false;
}

function unreadable(rows: readonly UserRow[]): SiSnapshot['unreadableFields'] {
  const names = offeredNames(rows);
  return (Object.keys(keysOf) as Unreadable[]).filter((field) => !keysOf[field].some((key) => isOffered(names, key)));
}
