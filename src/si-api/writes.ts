import type { HttpClient } from '../http/http-client.ts';
import { AppError } from '../shared/app-error.ts';
import { must } from '../shared/assert.ts';
import type { SiUserId } from '../domain/ids.ts';
import { valueOf } from '../domain/cell.ts';
import type { SiUser } from '../domain/people.ts';
import type { WriteValues } from '../domain/operation.ts';
import { invitation, paths } from './names.ts';
import { parseUsers } from './parse-users.ts';
import { idList, parseBody, type UserRow, userRow } from './schemas.ts';
import type { FieldsOptions, WriteOptions } from './si-api.ts';
import { toSiUser } from './to-si-user.ts';
import { blankedKeys, type CompanyFacts, updateBody } from './write-profile.ts';

export interface WriteDeps {
  readonly http: HttpClient;
  readonly company: CompanyFacts;
}

/** The profile as SI has it. Source: SI reference §4.1. */
async function readProfile({ http }: WriteDeps, id: SiUserId, signal?: AbortSignal): Promise<UserRow> {
  const operation = 'si.profile';
  const row: UserRow = parseBody(userRow, await http.send({ operation, path: paths.user(id), signal }), operation);
  // Another person's profile must never be the base of a write.
  if (String(row['id']) !== id) throw new AppError('si-bad-shape', { operation, fields: ['id'] });
  return row;
}

/** The profile a write answered; read once when SI answers a write with nothing. */
async function answeredProfile(deps: WriteDeps, id: SiUserId, answer: unknown): Promise<UserRow> {
  const parsed = userRow.safeParse(answer);
  return parsed.success && String(parsed.data['id']) === id ? parsed.data : readWritten(deps, id);
}

/** The profile after a write SI has accepted: that SI refuses to show it, however, says nothing about the write. */
async function readWritten(deps: WriteDeps, id: SiUserId): Promise<UserRow> {
  try {
    return await readProfile(deps, id);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !isOfSi(thrown)) throw thrown;
    throw new AppError('si-unavailable', thrown.context, { cause: thrown });
  }
}

function isOfSi({ code }: AppError): boolean {
  return code.startsWith('si-');
}

/**
 * Reads the profile, changes only the given values, writes it and gives what SI shows then.
 *
 * Errors:  SI codes, `si-unavailable` for whatever keeps an accepted write from being read back; `write-blanked-field` when SI
 *          emptied a field that was not ours, naming its keys
 * Effects: GET and PUT, the PUT sent once
 * Source:  SI reference §4.3, §11.4
 */
export async function writeFields(
  deps: WriteDeps,
  id: SiUserId,
  values: WriteValues,
  { hold, beforeSend }: FieldsOptions = {},
): Promise<SiUser> {
  const operation = 'si.write-fields';
  const before = await readProfile(deps, id, hold);
  const body = updateBody(before, values, deps.company);
  const answer = await deps.http.send({
    operation,
    method: 'PUT',
    path: paths.user(id),
    json: body,
    expect: 'json-or-nothing',
    hold,
    beforeSend: beforeSend && (() => beforeSend(toSiUser(before, deps.company.hireDates.read))),
  });
  const after = await answeredProfile(deps, id, answer);
  const blanked = blankedKeys(before, after, body);
  if (blanked.length > 0) throw new AppError('write-blanked-field', { operation, fields: blanked });
  return toSiUser(after, deps.company.hireDates.read);
}

/** Source: SI reference §4.3; leaving `managerId` out is believed to clear the manager (§10.9), so the answer is looked at. */
export async function writeManager(
  deps: WriteDeps,
  id: SiUserId,
  managerId: SiUserId | null,
  options: WriteOptions = {},
): Promise<SiUser> {
  const answer = await deps.http.send({
    operation: 'si.write-manager',
    method: 'PUT',
    path: paths.manager(id),
    ...(managerId !== null && { query: { managerId } }),
    expect: 'json-or-nothing',
    ...options,
  });
  return toSiUser(await answeredProfile(deps, id, answer), deps.company.hireDates.read);
}

/**
 * Invites one person by names and email; what else a profile holds is a write of its own.
 *
 * Errors:  SI codes of the invitation
 * Effects: one POST
 * Source:  SI reference §4.2; undefined when SI's answer does not say whom it created
 */
export async function createUser(
  deps: WriteDeps,
  values: WriteValues,
  options: WriteOptions = {},
): Promise<SiUser | undefined> {
  const operation = 'si.create';
  const email = must(values.workEmail, 'a creation has a work email');
  const { firstName, lastName } = values;
  const json = [invitation({ firstName: firstName ?? '', lastName: lastName ?? '', email })];
  const answer = await deps.http.send({
    operation,
    method: 'POST',
    path: paths.invite,
    json,
    expect: 'json-or-nothing',
    ...options,
  });
  const rows = parseUsers(Array.isArray(answer) ? answer : [answer]).rows;
  return rows.map((row) => toSiUser(row, deps.company.hireDates.read)).find((user) => isSameLogin(user, email));
}

function isSameLogin(user: SiUser, email: string): boolean {
  const shown = valueOf(user.login) ?? valueOf(user.email);
  return shown === undefined || shown.toLowerCase() === email.toLowerCase();
}

/** Source: SI reference §4.4; the ids answered are all or only the changed ones (§10.8), an empty answer gives none. */
export async function setLocked(
  http: HttpClient,
  ids: readonly SiUserId[],
  path: typeof paths.lock | typeof paths.unlock,
  options: WriteOptions = {},
): Promise<readonly SiUserId[]> {
  const operation = path === paths.lock ? 'si.lock' : 'si.unlock';
  const answer = await http.send({ operation, method: 'POST', path, json: ids, expect: 'json-or-nothing', ...options });
  const parsed = idList.safeParse(answer);
  return parsed.success ? parsed.data.map((id) => String(id) as SiUserId) : [];
}
