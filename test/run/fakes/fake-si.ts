import type { SiApi, WriteOptions } from '../../../src/si-api/si-api.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { SiUserId } from '../../../src/domain/ids.ts';
import type { SiUser } from '../../../src/domain/people.ts';
import type { WriteValues } from '../../../src/domain/operation.ts';
import { locked } from './locked.ts';

export type SiMethod = keyof SiApi;

/** What is odd about some calls. The first twist that fits a call is used, `times` calls long (default: for ever). */
export interface Twist {
  readonly on: SiMethod | readonly SiMethod[];
  /** Only calls about this account, login or ID. */
  readonly about?: string;
  readonly times?: number;
  /** Lets this many fitting calls pass first. */
  readonly after?: number;
  /** Thrown before anything is applied. */
  readonly refuse?: () => AppError;
  /** Thrown after it was applied: the answer got lost. */
  readonly lose?: () => AppError;
  /** Applied, but without these values. */
  readonly drop?: readonly (keyof WriteValues)[];
  /** Runs before the call is looked at. */
  readonly first?: () => void | Promise<void>;
  /** Applied, and these are emptied besides. */
  readonly blank?: readonly (keyof SiUser)[];
  /** Nothing is applied and nothing useful answered. */
  readonly ignore?: true;
}

export interface SiCall {
  readonly method: SiMethod;
  readonly about: readonly string[];
  readonly atMs: number;
}

export interface FakeSi extends SiApi {
  /** The address it answers at, and the one token it takes there. */
  address: string;
  token: string;
  /** A client with this token for this address; where either is another it is refused, as the real one is. */
  connect(target: { readonly address: string; readonly token: string }): SiApi;
  readonly users: Map<SiUserId, SiUser>;
  readonly calls: readonly SiCall[];
  /** Logins of every invitation that was applied, in order. */
  readonly invited: readonly string[];
  readonly mailed: readonly SiUserId[];
  companyId: string;
  me: { id: SiUserId; name: string; canInvite: boolean; admin: boolean };
  ownSync: boolean;
  /** What an invitation of a login that exists comes to. */
  duplicates: 'second-account' | 'existing' | 'error';
  lockAnswers: 'changed' | 'nobody';
  inviteAnswers: 'account' | 'nobody';
  licences: { paid: number; used: number } | undefined;
  twist(twist: Twist): void;
  /** Takes all twists away. */
  behave(): void;
  user(id: string): SiUser;
  change(id: string, change: Partial<SiUser>): void;
  /** Calls of these methods. */
  callsOf(...methods: SiMethod[]): readonly SiCall[];
}

export const writeMethods = ['create', 'writeFields', 'writeManager', 'lock', 'unlock', 'sendPasswordEmail'] as const;

/** Small Improvements in memory. An invitation takes names and email only, as the real one does. */
export function createFakeSi(users: readonly SiUser[], now: () => number = () => 0): FakeSi {
  const byId = new Map(users.map((user) => [user.id, user]));
  const calls: SiCall[] = [];
  const invited: string[] = [];
  const mailed: SiUserId[] = [];
  let twists: { readonly twist: Twist; seen: number }[] = [];

  function twistFor(method: SiMethod, about: readonly string[]): Twist | undefined {
    for (const entry of twists) {
      const { on, times = Number.POSITIVE_INFINITY, after = 0 } = entry.twist;
      const isOn = typeof on === 'string' ? on === method : on.includes(method);
      if (!isOn || (entry.twist.about !== undefined && !about.includes(entry.twist.about))) continue;
      entry.seen += 1;
      if (entry.seen > after && entry.seen <= after + times) return entry.twist;
    }
    return undefined;
  }

  /** What a client does before any write leaves: nothing while it is held back; then whoever sends it notes so. */
  async function leave(options: WriteOptions | undefined): Promise<void> {
    if (options?.hold?.aborted) throw new AppError('aborted');
    await options?.beforeSend?.();
  }

  async function answer<T>(
    method: SiMethod,
    about: readonly string[],
    work: (twist: Twist | undefined) => T,
  ): Promise<T> {
    const twist = twistFor(method, about);
    await twist?.first?.();
    calls.push({ method, about, atMs: now() });
    // A request takes a moment, in which others go on.
    await new Promise((resolve) => setImmediate(resolve));
    if (twist?.refuse) throw twist.refuse();
    const result = work(twist);
    if (twist?.lose) throw twist.lose();
    return result;
  }

  function need(id: SiUserId): SiUser {
    const user = byId.get(id);
    if (!user) throw new AppError('si-not-found', { status: 404 });
    return user;
  }

  function put(id: SiUserId, change: Partial<SiUser>): SiUser {
    const next = { ...need(id), ...change };
    byId.set(id, next);
    return next;
  }

  function valuesToUser(values: WriteValues, twist: Twist | undefined): Partial<SiUser> {
    const kept = Object.entries(values).filter(([key]) => !twist?.drop?.includes(key as keyof WriteValues));
    const names: Readonly<Record<string, readonly string[]>> = {
      workEmail: ['login', 'email'],
      employeeId: ['externalId'],
    };
    return Object.fromEntries(kept.flatMap(([key, value]) => (names[key] ?? [key]).map((name) => [name, value])));
  }

  function blanks(twist: Twist | undefined): Partial<SiUser> {
    return Object.fromEntries((twist?.blank ?? []).map((key) => [key, null]));
  }

  function isLoginOf(user: SiUser, login: string): boolean {
    return typeof user.login === 'string' && user.login.toLowerCase() === login.toLowerCase();
  }

  /** SI refuses what would make the chart loop. */
  function assertNoLoop(id: SiUserId, managerId: SiUserId | null): void {
    for (let at = managerId, steps = 0; at !== null && steps <= byId.size; steps += 1) {
      if (at === id) throw new AppError('si-rejected', { status: 400, operation: 'loop' });
      const above: unknown = byId.get(at)?.managerId;
      at = typeof above === 'string' ? (above as SiUserId) : null;
    }
  }

  function setActive(ids: readonly SiUserId[], active: boolean, twist: Twist | undefined): readonly SiUserId[] {
    if (twist?.ignore) return [];
    const changed = ids.filter((id) => byId.has(id) && put(id, { active, ...blanks(twist) }));
    return fake.lockAnswers === 'nobody' ? [] : changed;
  }

  const fake: FakeSi = {
    address: 'https://acme.small-improvements.com',
    token: 't0ken',
    connect: ({ address, token }) =>
      locked<SiApi>(fake, () => {
        if (address !== fake.address) return new AppError('si-wrong-address');
        return token === fake.token ? undefined : new AppError('si-wrong-token', { status: 401 });
      }),
    users: byId,
    calls,
    invited,
    mailed,
    companyId: 'si-acme',
    me: { id: 'me' as SiUserId, name: 'Ada Admin', canInvite: true, admin: true },
    ownSync: false,
    duplicates: 'second-account',
    lockAnswers: 'changed',
    inviteAnswers: 'account',
    licences: undefined,
    twist(twist) {
      twists.push({ twist, seen: 0 });
    },
    behave() {
      twists = [];
    },
    user: (id) => need(id as SiUserId),
    change(id, change) {
      put(id as SiUserId, change);
    },
    callsOf: (...methods) => calls.filter((call) => methods.includes(call.method)),

    testConnection: () =>
      answer('testConnection', [], () => ({
        user: fake.me.name,
        companyName: 'Acme',
        baseUrl: fake.address,
        admin: true,
        canInvite: true,
        ownSync: fake.ownSync,
        users: byId.size,
      })),
    readEverybody: (options) =>
      answer('readEverybody', [], () => {
        if (options?.signal?.aborted) throw new AppError('aborted');
        return {
          companyId: fake.companyId,
          companyName: 'Acme',
          baseUrl: fake.address,
          me: fake.me,
          users: [...byId.values()],
          issues: [],
          ownSync: fake.ownSync,
          licences: fake.licences,
          unreadableFields: [],
        };
      }),
    readUsers: (ids) =>
      answer('readUsers', ids, () => ids.map((id) => byId.get(id)).filter((user) => user !== undefined)),
    findByExternalId: (externalId) =>
      answer('findByExternalId', [externalId], () => [...byId.values()].find((user) => user.externalId === externalId)),
    findByLogin: (login) =>
      answer('findByLogin', [login], () => [...byId.values()].find((user) => isLoginOf(user, login))),
    create: async (values, options) => {
      await leave(options);
      return answer('create', [values.workEmail ?? ''], (twist) => {
        if (twist?.ignore) return undefined;
        const login = values.workEmail ?? '';
        const present = [...byId.values()].find((user) => isLoginOf(user, login));
        if (present && fake.duplicates === 'error') throw new AppError('si-rejected', { status: 400 });
        if (present && fake.duplicates === 'existing') return present;
        invited.push(login);
        const again = invited.filter((each) => each === login).length;
        const id = `new ${login}${again > 1 ? ` (${again})` : ''}` as SiUserId;
        const user: SiUser = {
          id,
          externalId: null,
          login,
          email: login,
          firstName: values.firstName ?? null,
          lastName: values.lastName ?? null,
          gender: null,
          location: null,
          jobTitle: null,
          department: null,
          managerId: null,
          hireDate: null,
          active: true,
          admin: false,
          guest: false,
          staff: false,
        };
        byId.set(id, user);
        return fake.inviteAnswers === 'nobody' ? undefined : user;
      });
    },
    writeFields: async (id, values, options) => {
      const present = byId.get(id);
      if (options?.hold?.aborted) throw new AppError('aborted');
      if (present) await options?.beforeSend?.(present);
      return answer('writeFields', [id], (twist) => {
        const email = values.workEmail?.toLowerCase();
        const taken = [...byId.values()].some(
          (user) => user.id !== id && email !== undefined && isLoginOf(user, email),
        );
        if (taken) throw new AppError('si-rejected', { status: 409, operation: 'login taken' });
        return put(id, { ...valuesToUser(values, twist), ...blanks(twist) });
      });
    },
    writeManager: async (id, managerId, options) => {
      await leave(options);
      return answer('writeManager', [id], (twist) => {
        if (managerId !== null) need(managerId);
        assertNoLoop(id, managerId);
        return twist?.ignore ? need(id) : put(id, { managerId, ...blanks(twist) });
      });
    },
    lock: async (ids, options) => {
      await leave(options);
      return answer('lock', ids, (twist) => setActive(ids, false, twist));
    },
    unlock: async (ids, options) => {
      await leave(options);
      return answer('unlock', ids, (twist) => setActive(ids, true, twist));
    },
    sendPasswordEmail: async (id, options) => {
      await leave(options);
      return answer('sendPasswordEmail', [id], () => {
        need(id);
        mailed.push(id);
      });
    },
  };
  return fake;
}
