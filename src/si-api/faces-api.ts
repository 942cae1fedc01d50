import type { Face } from '../domain/people.ts';
import type { SiUserId } from '../domain/ids.ts';
import { createHttpClient } from '../http/http-client.ts';
import { avatarAddress } from '../shared/avatar-address.ts';
import { siCodes } from './codes.ts';
import { bearerAuthorization, requireOrigin, type SiApiDeps } from './create-si-api.ts';
import { everybody, faceKeys, paths } from './names.ts';
import { parseUsers } from './parse-users.ts';
import { readProfiles } from './read-users.ts';
import { parseBody, type UserRow, userList } from './schemas.ts';

/** Whose avatar is whose. */
export interface FacesApi {
  /** Everybody, deactivated people included: an address is somebody's only when nobody at all shares it. */
  everybody(): Promise<readonly Face[]>;
  /** These people; for lists that do not carry avatars. */
  of(ids: readonly string[]): Promise<readonly Face[]>;
}

/**
 * Names and avatar addresses of SI's users.
 * Errors: as `createSiApi`. Effects: network, reading only. Source: SI reference §3.1, §3.6.
 */
export function createFacesApi({ address, token, fetch, clock, gate }: SiApiDeps): FacesApi {
  const origin = requireOrigin(address);
  const http = createHttpClient({
    baseUrl: `${origin}/api/`,
    headers: { Authorization: bearerAuthorization(token), Accept: 'application/json' },
    credentials: 'omit',
    codes: siCodes,
    fetch,
    clock,
    gate,
  });
  const operation = 'si.faces';
  return {
    everybody: async () => {
      const answer = await http.send({ operation, path: paths.list, query: everybody, timeoutMs: 60_000 });
      return parseUsers(parseBody(userList, answer, operation)).rows.map((row) => toFace(row, origin));
    },
    of: async (ids) => (await readProfiles(http, ids)).rows.map((row) => toFace(row, origin)),
  };
}

function toFace(row: UserRow, origin: string): Face {
  const { [faceKeys.name]: name, [faceKeys.avatar]: avatar } = row;
  return {
    id: String(row['id']) as SiUserId,
    name: typeof name === 'string' ? name : '',
    avatar: typeof avatar === 'string' ? avatarAddress(avatar, origin) : undefined,
  };
}
