import { describe, expect, it } from 'vitest';
import type { SiUserId } from '../../src/domain/ids.ts';
import { type Connected, codeOf, connectSandbox } from './connect.ts';

const storedUser = ({ sandbox }: Connected, id: string) => sandbox.state.si.users.find((user) => user.id === id);

/** An ordinary active account of the company. */
function somebody({ sandbox }: Connected, nth = 0): SiUserId {
  const ordinary = sandbox.state.si.users.filter(
    (user) => user.isActive && !user.isAdmin && !user.isHR && !user.isGuest && user.department !== null,
  );
  return ordinary[nth]?.id as SiUserId;
}

describe('Small Improvements client against the sandbox', () => {
  it.each(['proven', 'mini', 'full'] as const)(
    'reads every account as SI has it, with %s list rows',
    async (listKeys) => {
      const connected = await connectSandbox({ employees: 130, seed: 5 });
      const { sandbox, si, calls } = connected;
      sandbox.modes.si.listKeys = listKeys;
      const snapshot = await si().readEverybody();
      const stored = sandbox.state.si.users;
      expect(snapshot.users).toHaveLength(stored.length);
      expect(snapshot).toMatchObject({
        issues: [],
        unreadableFields: [],
        ownSync: false,
        companyId: sandbox.state.si.id,
      });
      for (const user of stored) {
        expect(snapshot.users.find((one) => one.id === user.id)).toMatchObject({
          externalId: user.externalSystemId,
          login: user.loginname,
          email: user.email,
          firstName: user.firstName,
          lastName: user.lastName,
          gender: user.gender,
          location: user.location,
          jobTitle: user.role,
          department: user.department,
          managerId: user.managerId,
          hireDate: user.hiringDate === null ? null : new Date(user.hiringDate).toISOString().slice(0, 10),
          active: user.isActive,
          admin: user.isAdmin || user.isHR || user.isAssistant,
          guest: user.isGuest,
        });
      }
      expect(calls()).toHaveLength(listKeys === 'full' ? 2 : 2 + Math.ceil(stored.length / 100));
    },
  );

  it.each(['epoch', 'iso', 'day'] as const)('reads and writes hire dates sent as %s', async (hiringDate) => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.modes.si.hiringDate = hiringDate;
    const api = connected.si();
    await api.readEverybody();
    const id = somebody(connected);
    expect((await api.writeFields(id, { hireDate: '2021-03-28' })).hireDate).toBe('2021-03-28');
    expect(storedUser(connected, id)?.hiringDate).toBe(Date.UTC(2021, 2, 28));
  });

  it('says who, where and with which rights when the connection is tested', async () => {
    const { sandbox, si, calls } = await connectSandbox({ employees: 30 });
    const { settings, name } = sandbox.state.si;
    const found = await si().testConnection();
    expect(found).toMatchObject({ companyName: name, admin: true, canInvite: true, ownSync: false });
    expect(found.user).toMatch(/\S+ \S+/);
    expect(found.baseUrl).toBe(sandbox.accounts.smallImprovements.address);
    expect(found.users).toBe(sandbox.state.si.users.length);
    expect(calls().length).toBeGreaterThanOrEqual(2);
    settings.synchronizedWithBamboo = true;
    settings.currentUserCanInviteUsers = false;
    expect(await si().testConnection()).toMatchObject({ ownSync: true, canInvite: false });
  });

  it('tells a wrong token, missing API access and somebody without rights apart', async () => {
    const { sandbox, si } = await connectSandbox({ employees: 30 });
    expect(await codeOf(si({ token: 'nonsense' }).testConnection())).toBe('si-wrong-token');
    for (const errorBody of ['json', 'html', 'empty'] as const) {
      sandbox.modes.si.errorBody = errorBody;
      sandbox.modes.si.apiEnabled = false;
      expect(await codeOf(si().testConnection())).toBe('si-api-not-enabled');
      sandbox.modes.si.apiEnabled = true;
      const employee = si({ token: sandbox.accounts.smallImprovements.tokens['employee'] ?? '' });
      expect((await employee.testConnection()).admin).toBe(false);
      expect(await codeOf(employee.lock(['x' as SiUserId]))).toBe('si-forbidden');
    }
  });

  it('says that an address belongs to no company', async () => {
    const { si } = await connectSandbox({ employees: 20 });
    expect(await codeOf(si({ address: 'no-such-company' }).testConnection())).toBe('si-wrong-address');
  });

  it.each([
    ['HTML instead of JSON', { html: true }, 'si-not-json'],
    ['JSON cut short', { truncate: 200 }, 'si-truncated'],
    ['a connection cut in the middle', { truncate: 200, reset: true }, 'si-truncated'],
    ['a connection cut at once', { reset: true }, 'offline'],
    ['an outage', { status: 502 }, 'si-unavailable'],
    ['a long rate limit', { status: 429, retryAfter: 300 }, 'si-rate-limited'],
    ['a login page by redirect', { status: 302 }, 'si-wrong-address'],
  ])('tells %s', async (_what, fault, code) => {
    const { sandbox, si } = await connectSandbox({ employees: 20 });
    for (const path of ['/api/v2/users/me', '/api/v2/users/medium', '/api/v2/users/by-ids']) {
      sandbox.faults.clear();
      sandbox.faults.add({ side: 'si', path, ...fault, count: 'forever' });
      expect([path, await codeOf(si().readEverybody())]).toEqual([path, code]);
    }
  });

  it.each(['externalSystemId', 'employeeId'] as const)('finds and stores the employee ID under %s', async (key) => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.modes.si.externalIdKey = key;
    const api = connected.si();
    await api.readEverybody();
    const id = somebody(connected);
    expect((await api.writeFields(id, { employeeId: '987654' })).externalId).toBe('987654');
    expect((await api.findByExternalId('987654'))?.id).toBe(id);
  });

  it('names the employee ID as unreadable where only the lookup knows it', async () => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.modes.si.externalIdKey = 'lookup-only';
    const snapshot = await connected.si().readEverybody();
    expect(snapshot.unreadableFields).toEqual(['employeeId']);
    const known = connected.sandbox.state.si.users.find((user) => user.externalSystemId !== null);
    expect((await connected.si().findByExternalId(known?.externalSystemId ?? ''))?.id).toBe(known?.id);
  });

  it.each(['404', 'null', 'empty'] as const)('takes %s for nobody found', async (lookupMissing) => {
    const { sandbox, si } = await connectSandbox({ employees: 20 });
    sandbox.modes.si.lookupMissing = lookupMissing;
    expect(await si().findByExternalId('no-such-id')).toBeUndefined();
    expect(await si().findByLogin('no-such@login.example')).toBeUndefined();
    const login = sandbox.state.si.users[3]?.loginname ?? '';
    expect((await si().findByLogin(login.toUpperCase()))?.id).toBe(sandbox.state.si.users[3]?.id);
  });

  it.each(['patch', 'replace', 'reject-unknown'] as const)(
    'changes only its fields when PUT means %s',
    async (userUpdate) => {
      const connected = await connectSandbox({ employees: 40 });
      connected.sandbox.modes.si.userUpdate = userUpdate;
      const api = connected.si();
      await api.readEverybody();
      const id = somebody(connected);
      const before = structuredClone(storedUser(connected, id));
      connected.sandbox.requests.clear();
      const after = await api.writeFields(id, { jobTitle: 'Pilot', location: null, gender: null });
      expect(after).toMatchObject({ jobTitle: 'Pilot', location: null, gender: 'unspecified' });
      expect(storedUser(connected, id)).toEqual({ ...before, role: 'Pilot', location: null, gender: 'unspecified' });
      expect(connected.calls()).toEqual([`GET /api/v2/users/${id}`, `PUT /api/v2/users/${id}`]);
    },
  );

  it('shows a value SI silently drops as not taken', async () => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.modes.si.ignoredUpdateKeys = ['department'];
    const id = somebody(connected);
    const before = storedUser(connected, id)?.department;
    expect((await connected.si().writeFields(id, { department: 'Elsewhere' })).department).toBe(before);
  });

  it('writes a new work email to login and address', async () => {
    const connected = await connectSandbox({ employees: 30 });
    const id = somebody(connected);
    await connected.si().writeFields(id, { workEmail: 'Brand.New@larkspur.example' });
    expect(storedUser(connected, id)).toMatchObject({
      loginname: 'Brand.New@larkspur.example',
      email: 'Brand.New@larkspur.example',
    });
  });

  it('writes only the address of somebody whose login is another', async () => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.state.si.settings.allowIndependentEmailAddress = true;
    const id = somebody(connected);
    const stored = storedUser(connected, id);
    Object.assign(stored ?? {}, { loginname: 'sso-name@larkspur.example' });
    const api = connected.si();
    await api.readEverybody();
    const user = await api.writeFields(id, { workEmail: 'brand.new@larkspur.example' });
    expect(user).toMatchObject({ login: 'sso-name@larkspur.example', email: 'brand.new@larkspur.example' });
    expect(stored).toMatchObject({ loginname: 'sso-name@larkspur.example', email: 'brand.new@larkspur.example' });
  });

  it('sets and clears a manager, and lets a refused loop through as an error', async () => {
    const connected = await connectSandbox({ employees: 30 });
    const api = connected.si();
    const [one, other] = [somebody(connected, 0), somebody(connected, 1)];
    expect((await api.writeManager(one, null)).managerId).toBeNull();
    expect((await api.writeManager(other, one)).managerId).toBe(one);
    expect(await codeOf(api.writeManager(one, other))).toBe('si-rejected');
    expect(storedUser(connected, one)?.managerId).toBeNull();
  });

  it.each([
    ['names-only', 'either'],
    ['names-only', 'loginname'],
    ['all', 'email'],
  ] as const)(
    'creates one person and completes the profile, without a mail (%s, login as %s)',
    async (inviteFields, inviteLoginKey) => {
      const connected = await connectSandbox({ employees: 30 });
      Object.assign(connected.sandbox.modes.si, { inviteFields, inviteLoginKey, userUpdate: 'reject-unknown' });
      const api = connected.si();
      await api.readEverybody();
      connected.sandbox.requests.clear();
      const name = { firstName: 'Ada', lastName: 'Neu', workEmail: 'ada.neu@larkspur.example' };
      const rest = {
        gender: 'female',
        department: 'Research',
        location: null,
        jobTitle: 'Analyst',
        employeeId: '70001',
        hireDate: '2026-11-02',
      };
      const user = await api.create({ ...name, ...rest });
      expect(connected.calls()).toHaveLength(1);
      const stored = storedUser(connected, user?.id ?? '');
      expect(stored).toMatchObject({
        firstName: 'Ada',
        lastName: 'Neu',
        loginname: 'ada.neu@larkspur.example',
        email: 'ada.neu@larkspur.example',
      });
      const whole = await api.writeFields(user?.id as SiUserId, rest);
      expect(storedUser(connected, user?.id ?? '')).toMatchObject({
        gender: 'female',
        department: 'Research',
        location: null,
        role: 'Analyst',
        externalSystemId: '70001',
        hiringDate: Date.UTC(2026, 10, 2),
      });
      expect(whole).toMatchObject({
        department: 'Research',
        externalId: '70001',
        hireDate: '2026-11-02',
        active: true,
      });
      expect(connected.sandbox.state.si.mails).toEqual([]);
      expect(connected.calls()).toHaveLength(3);
    },
  );

  it('does not touch an account that an invitation finds under the login', async () => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.modes.si.inviteDuplicate = 'existing';
    const api = connected.si();
    await api.readEverybody();
    const id = somebody(connected);
    const before = structuredClone(storedUser(connected, id));
    const user = await api.create({
      firstName: 'X',
      lastName: 'Y',
      workEmail: before?.loginname ?? '',
      department: 'Z',
    });
    expect(user?.id).toBe(id);
    expect(storedUser(connected, id)).toEqual(before);
    connected.sandbox.modes.si.inviteDuplicate = 'error';
    expect(await codeOf(api.create({ firstName: 'X', lastName: 'Y', workEmail: before?.loginname ?? '' }))).toBe(
      'si-rejected',
    );
  });

  it.each(['changed', 'all'] as const)('deactivates and reactivates people (answer: %s)', async (lockResult) => {
    const connected = await connectSandbox({ employees: 30 });
    connected.sandbox.modes.si.lockResult = lockResult;
    const api = connected.si();
    const ids = [somebody(connected, 0), somebody(connected, 1)];
    expect(await api.lock(ids)).toEqual(ids);
    expect((await api.readUsers(ids)).map((user) => user.active)).toEqual([false, false]);
    expect(await api.unlock(ids)).toEqual(ids);
    expect((await api.readUsers(ids)).map((user) => user.active)).toEqual([true, true]);
    expect(await api.unlock(ids)).toEqual(lockResult === 'all' ? ids : []);
  });

  it('sends one mail to one person', async () => {
    const connected = await connectSandbox({ employees: 20 });
    const id = somebody(connected);
    await connected.si().sendPasswordEmail(id);
    expect(connected.sandbox.state.si.mails.map((mail) => mail.userId)).toEqual([id]);
  });

  it('sends a write once when SI applied it but its answer is lost', async () => {
    const connected = await connectSandbox({ employees: 20 });
    const id = somebody(connected);
    connected.sandbox.faults.add({
      side: 'si',
      method: 'PUT',
      path: `/api/v2/users/${id}`,
      reset: true,
      after: 'apply',
    });
    expect(await codeOf(connected.si().writeFields(id, { jobTitle: 'Pilot' }))).toBe('offline');
    expect(storedUser(connected, id)?.role).toBe('Pilot');
    expect(connected.calls().filter((call) => call.startsWith('PUT'))).toHaveLength(1);
  });

  it.each(['seconds', 'date', 'none'] as const)(
    'reads everybody under a rate limit (Retry-After: %s)',
    async (retryAfter) => {
      const connected = await connectSandbox({ employees: 300 });
      connected.sandbox.faults.add({
        side: 'si',
        path: '/api/v2/users/by-ids',
        status: 429,
        ...(retryAfter !== 'none' && {
          retryAfter: retryAfter === 'seconds' ? 2 : new Date(Date.now() + 3000).toUTCString(),
        }),
        count: 2,
      });
      const snapshot = await connected.si().readEverybody();
      expect(snapshot.users).toHaveLength(connected.sandbox.state.si.users.length);
    },
  );

  it('reads 10,000 accounts', async () => {
    const connected = await connectSandbox({ employees: 10_000 });
    const stored = connected.sandbox.state.si.users.length;
    const snapshot = await connected.si().readEverybody();
    expect(snapshot.users).toHaveLength(stored);
    expect(snapshot.unreadableFields).toEqual([]);
    expect(connected.calls()).toHaveLength(2 + Math.ceil(stored / 100));
  });
});
