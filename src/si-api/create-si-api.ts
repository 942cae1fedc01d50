import type { RowIssue } from '../domain/snapshot.ts';
import { createHttpClient, type Fetch, type HttpClient } from '../http/http-client.ts';
import { createRequestGate, type RequestGate } from '../http/request-gate.ts';
import type { ReadOptions } from '../shared/read-options.ts';
import type { SiApi } from './si-api.ts';
import { AppError } from '../shared/app-error.ts';
import type { Clock } from '../shared/clock.ts';
import { valueOf } from '../domain/cell.ts';
import type { SiUser } from '../domain/people.ts';
import { normaliseSiAddress } from '../shared/si-origin.ts';
import { siCodes, siCodesOfMe } from './codes.ts';
import { createHireDates } from './hire-dates.ts';
import { paths } from './names.ts';
import { parseUsers } from './parse-users.ts';
import { type Me, readMe } from './read-me.ts';
import { readAllUsers, readThese, type ReadUsers } from './read-users.ts';
import { toSiUser, valueAt } from './to-si-user.ts';
import { createUser, setLocked, type WriteDeps, writeFields, writeManager } from './writes.ts';

export interface SiApiDeps {
  /** As typed; a pasted address will do. */
  readonly address: string;
  /** Personal access token of the admin. */
  readonly token: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** Shared by all SI clients of this browser; one of its own when left out. */
  readonly gate?: RequestGate | undefined;
}

/**
 * Small Improvements with an admin's token.
 *
 * Errors:  here `settings-missing`, `settings-invalid` or `si-wrong-token` for what cannot be asked at all; each call
 *          throws SI codes, `offline`, `timeout`, `aborted`
 * Effects: network. Reads are repeated after short waits; a write is sent once and its outcome is the caller's to verify
 * Source:  SI reference §1, §4
 */
export function createSiApi(deps: SiApiDeps): SiApi {
  const { fetch, clock } = deps;
  const origin = requireOrigin(deps.address);
  const shared = {
    baseUrl: `${origin}/api/`,
    headers: { Authorization: bearerAuthorization(deps.token), Accept: 'application/json' },
    credentials: 'omit',
    fetch,
    clock,
    gate: deps.gate ?? createRequestGate(clock),
  } as const;
  const http = createHttpClient({ ...shared, codes: siCodes });
  const httpOfMe = createHttpClient({ ...shared, codes: siCodesOfMe });
  /** What a full read teaches about the company; until then the cautious assumptions. */
  let company: WriteDeps['company'] = { hireDates: createHireDates(undefined, []), ownAddresses: undefined };

  /** Whether what is streamed arrives; tried once, before the first mail. */
  let streams: Promise<boolean> | undefined;

  const readBoth = async ({ signal, onProgress }: ReadOptions): Promise<[Me, ReadUsers]> => {
    const me = await readMe({ http: httpOfMe, fetch, clock, origin, signal });
    const users = await readAllUsers(http, signal, onProgress);
    assertWhole(me, users);
    const shown = users.rows.map((row) => valueAt(row, 'hireDate'));
    company = { hireDates: createHireDates(me.timeZone, shown), ownAddresses: me.ownAddresses };
    return [me, users];
  };
  const lookUp = async (path: string, query: Readonly<Record<string, string>> | undefined, options: ReadOptions) => {
    const [row] = await lookUpRows(path, query, options);
    return row && toSiUser(row, company.hireDates.read);
  };
  const lookUpRows = async (
    path: string,
    query: Readonly<Record<string, string>> | undefined,
    { signal }: ReadOptions,
  ) => {
    try {
      const operation = 'si.look-up';
      const answer = await http.send({ operation, path, ...(query && { query }), expect: 'json-or-nothing', signal });
      const { rows, issues } = parseUsers([answer ?? []].flat());
      // Somebody is there, and who it is cannot be read: not the same as nobody.
      if (issues.length > 0) throw new AppError('si-bad-shape', { operation });
      return rows;
    } catch (error) {
      // Not found is declared as 404; an empty body or `null` is possible too (SI reference §4.1).
      if (error instanceof AppError && error.code === 'si-not-found') return [];
      throw error;
    }
  };

  return {
    async testConnection(options = {}) {
      const [me, users] = await readBoth(options);
      return {
        user: me.name,
        companyName: me.companyName,
        baseUrl: me.baseUrl,
        admin: me.admin,
        canInvite: me.canInvite,
        ownSync: me.ownSync,
        users: users.rows.length,
      };
    },
    async readEverybody(options = {}) {
      const [me, read] = await readBoth(options);
      const users = read.rows.map((row) => toSiUser(row, company.hireDates.read));
      return {
        companyId: me.companyId,
        companyName: me.companyName,
        baseUrl: me.baseUrl,
        me: { id: me.id, name: me.name, canInvite: me.canInvite, admin: me.admin },
        users,
        issues: [...read.issues, ...activityIssues(read)],
        ownSync: me.ownSync,
        licences: me.licensesPaid === undefined ? undefined : { paid: me.licensesPaid, used: licencesUsed(users) },
        unreadableFields: read.unreadableFields,
      };
    },
    readUsers: async (ids, options = {}) =>
      (await readThese(http, ids, options)).map((row) => toSiUser(row, company.hireDates.read)),
    async findByExternalId(externalId, options = {}) {
      const user = await lookUp(paths.byExternalId(externalId), undefined, options);
      return user && (valueOf(user.externalId) ?? externalId) === externalId ? user : undefined;
    },
    async findByLogin(login, options = {}) {
      const user = await lookUp(paths.byLogin, { loginname: login }, options);
      return user && (valueOf(user.login) ?? login).toLowerCase() === login.toLowerCase() ? user : undefined;
    },
    create: (values, options) => createUser({ http, company }, values, options),
    writeFields: (id, values, options) => writeFields({ http, company }, id, values, options),
    writeManager: (id, managerId, options) => writeManager({ http, company }, id, managerId, options),
    lock: (ids, options) => setLocked(http, ids, paths.lock, options),
    unlock: (ids, options) => setLocked(http, ids, paths.unlock, options),
    async sendPasswordEmail(id, options = {}) {
      const streamed = await (streams ??= takesStreams(http));
      const operation = 'si.password-email';
      const path = paths.passwordEmail(id);
      await http.send({ operation, method: 'POST', path, streamed, expect: 'nothing', ...options });
    },
  };
}

/** Asks for nobody: a POST that reads (SI reference §4.1), so that one that must not be repeated need not be the first try. */
async function takesStreams(http: HttpClient): Promise<boolean> {
  const request = { operation: 'si.stream', method: 'POST', path: paths.byLogins, json: [], streamed: true } as const;
  return http.send(request).then(
    () => true,
    () => false,
  );
}

/** A list without the token's own owner is another company's or was cut; SI's own staff may be left out of lists. */
function assertWhole(me: Me, users: ReadUsers): void {
  const listed = users.rows.some((row) => String(row['id']) === me.id);
  if (!listed && !me.staff) throw new AppError('si-bad-shape', { operation: 'si.list', fields: ['id'] });
}

/** People of whom SI does not say whether they are active; they are kept and taken as active. */
function activityIssues({ rows }: ReadUsers): readonly RowIssue[] {
  return rows.flatMap((row, index) =>
    typeof row['isActive'] === 'boolean'
      ? []
      : [
          {
            side: 'si' as const,
            row: index,
            id: String(row['id']),
            reason: 'invalid-field' as const,
            fields: ['isActive'],
          },
        ],
  );
}

/** Deactivated people and guests take no licence (SI reference §4.4; guests inferred). */
function licencesUsed(users: readonly SiUser[]): number {
  return users.filter((user) => user.active && user.guest !== true && user.staff !== true).length;
}

/** Errors: `settings-missing`, `settings-invalid`. */
export function requireOrigin(address: string): string {
  const origin = normaliseSiAddress(address);
  if (origin !== undefined) return origin;
  throw new AppError(address.trim() === '' ? 'settings-missing' : 'settings-invalid', { fields: ['siAddress'] });
}

/** SI reference §1.2. Errors: `settings-missing`, `si-wrong-token`. */
export function bearerAuthorization(text: string): string {
  const token = text.trim();
  if (token === '') throw new AppError('settings-missing', { fields: ['siToken'] });
  // A header cannot carry anything else.
  if (!/^[!-~]+$/.test(token)) throw new AppError('si-wrong-token', { operation: 'si.token' });
  return `Bearer ${token}`;
}
