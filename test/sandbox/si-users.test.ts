import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();
const MINI = [
  'firstName',
  'gender',
  'id',
  'isActive',
  'isPlaceholder',
  'lastName',
  'loginname',
  'logo',
  'managerId',
  'name',
];
const ALL = 'showLocked=true&includeGuests=true';

async function list(path: string, token = 'admin'): Promise<Row[]> {
  return (await h.siJson(path, { token })) as Row[];
}

function users() {
  return h.sandbox.state.si.users;
}

describe('Small Improvements: who is asking', () => {
  it('answers 401 without, with a wrong, a revoked and a locked token; 302 by mode', async () => {
    for (const token of ['nonsense', 'revoked', 'locked']) expect((await h.si('users/me', { token })).status).toBe(401);
    const url = `${h.sandbox.accounts.smallImprovements.address}/api/v2/users/me`;
    const plain = await h.fetch(url, { redirect: 'manual' });
    expect(plain.status).toBe(401);
    expect(plain.headers.get('content-type')).toContain('application/json');
    h.sandbox.modes.si.unauthenticated = 'redirect';
    const away = await h.fetch(url, { redirect: 'manual' });
    expect(away.status).toBe(302);
    expect(await (await h.fetch(url)).text()).toContain('Log in to Small Improvements');
  });

  it('writes error bodies as JSON, HTML or nothing', async () => {
    expect(await (await h.si('users/none')).json()).toMatchObject({ status: 404 });
    h.sandbox.modes.si.errorBody = 'html';
    expect(await (await h.si('users/none')).text()).toContain('<h1>');
    h.sandbox.modes.si.errorBody = 'empty';
    expect(await (await h.si('users/none')).text()).toBe('');
  });

  it('refuses tokens where the API is not enabled', async () => {
    h.sandbox.modes.si.apiEnabled = false;
    expect((await h.si('users/me')).status).toBe(403);
  });

  it('serves the company, app and www hosts, and leads unknown ones away', async () => {
    const headers = { Authorization: `Bearer ${h.sandbox.accounts.smallImprovements.token}` };
    for (const sub of ['larkspur', 'app', 'www']) {
      const response = await h.fetch(`https://${sub}.small-improvements.com/api/v2/users/me`, { headers });
      expect(response.status).toBe(200);
    }
    const unknown = await h.fetch('https://nobody.small-improvements.com/api/v2/users/me', {
      headers,
      redirect: 'manual',
    });
    expect(unknown.status).toBe(302);
  });

  it('limits requests by mode, with seconds, a date or nothing to wait for', async () => {
    h.sandbox.modes.si.rateLimit = { perMinute: 0, retryAfter: 'seconds' };
    const seconds = await h.si('users/me');
    expect(seconds.status).toBe(429);
    expect(seconds.headers.get('retry-after')).toMatch(/^\d+$/);
    h.sandbox.modes.si.rateLimit = { perMinute: 0, retryAfter: 'date' };
    expect(Date.parse((await h.si('users/me')).headers.get('retry-after') ?? '')).toBeGreaterThan(Date.now());
    h.sandbox.modes.si.rateLimit = { perMinute: 0, retryAfter: 'none' };
    expect((await h.si('users/me')).headers.get('retry-after')).toBeNull();
  });

  it('opens a session for the host it was opened on, ended by logout', async () => {
    const { address, login } = h.sandbox.accounts.smallImprovements;
    const entered = await h.fetch(`${address}/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ loginname: login.email, password: login.password }).toString(),
    });
    expect(entered.headers.get('location')).toBe('/app/home');
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const me = (base: string): Promise<Response> =>
      h.fetch(`${base}/api/v2/users/me`, { headers: { cookie }, redirect: 'manual' });
    expect((await me(address)).status).toBe(200);
    expect((await me('https://app.small-improvements.com')).status).toBe(401);
    h.sandbox.modes.si.sessionHosts = 'all';
    expect((await me('https://app.small-improvements.com')).status).toBe(200);
    h.sandbox.modes.si.csrf = 'header';
    const write = { method: 'POST', body: '[]', headers: { cookie, 'Content-Type': 'application/json' } };
    expect((await h.fetch(`${address}/api/v2/users/mail/welcome`, write)).status).toBe(403);
    expect((await h.fetch(`${address}/app/home`, { headers: { cookie } })).status).toBe(200);
    await h.fetch(`${address}/logout`, { headers: { cookie }, redirect: 'manual' });
    expect((await me(address)).status).toBe(401);
    const wrong = await h.fetch(`${address}/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'loginname=nobody&password=x',
    });
    expect(await wrong.text()).toContain('Login failed');
  });
});

describe('Small Improvements: reading users', () => {
  it('has ids of the captured form', () => {
    for (const user of users()) expect(user.id).toMatch(/^[A-Za-z0-9*-]{21}[AQgw]$/);
    expect(users().some((user) => user.id.includes('*'))).toBe(true);
  });

  it('answers the captured users/me, secrets and billing included, external id not', async () => {
    const me = (await h.siJson('users/me')) as Row & {
      company: Row & { companySettings: Row; payment: Row };
      permissions: Row;
    };
    expect(Object.keys(me)).toEqual(
      expect.arrayContaining([...MINI, 'manager', 'reports', 'firebaseConfig', 'intercomSignature']),
    );
    expect(me).not.toHaveProperty('externalSystemId');
    expect(me).not.toHaveProperty('hiringDate');
    expect(me).toMatchObject({ isAdmin: true, isHR: true });
    expect(me.company['baseUrl']).toBe('https://larkspur.small-improvements.com');
    expect(me.company.companySettings).toMatchObject({
      currentUserCanInviteUsers: true,
      synchronizedWithBamboo: false,
    });
    expect(me.company.payment).toHaveProperty('licensesPaid');
    const employee = (await h.siJson('users/me', { token: 'employee' })) as typeof me;
    expect(employee.company.companySettings).toMatchObject({ currentUserCanInviteUsers: false });
    expect(me.permissions).toMatchObject({ canChangeExternalId: true });
    expect(typeof me['dateCreated']).toBe('number');
  });

  it('hides locked people and guests unless asked, and locked ones from employees always', async () => {
    const locked = users().filter((user) => !user.isActive).length;
    const guests = users().filter((user) => user.isGuest).length;
    expect(locked).toBeGreaterThan(0);
    expect(await list(`users/medium?${ALL}`)).toHaveLength(users().length);
    expect(await list('users/medium')).toHaveLength(users().length - locked - guests);
    expect(await list(`users/medium?${ALL}`, 'employee')).toHaveLength(users().length - locked);
    h.sandbox.modes.si.showLockedDefault = true;
    expect(await list('users/medium')).toHaveLength(users().length - guests);
  });

  it('gives lists as many keys as the mode says', async () => {
    const keys = async (path: string): Promise<string[]> => Object.keys((await list(path))[0] ?? {}).toSorted();
    expect(await keys('users/medium')).toEqual([...MINI, 'externalSystemId'].toSorted());
    expect(await keys('users')).toContain('email');
    h.sandbox.modes.si.listKeys = 'proven';
    expect(await keys('users/medium')).toEqual(['firstName', 'id', 'isActive', 'lastName', 'loginname', 'name']);
    h.sandbox.modes.si.listKeys = 'full';
    expect(await keys('users/medium')).toEqual(expect.arrayContaining(['location', 'department', 'role', 'isAdmin']));
  });

  it('names the external id as the mode says, or not at all', async () => {
    const id = users().find((user) => user.externalSystemId !== null && user.isActive)?.id ?? '';
    h.sandbox.modes.si.externalIdKey = 'employeeId';
    expect(await h.siJson(`users/${id}`)).toHaveProperty('employeeId');
    h.sandbox.modes.si.externalIdKey = 'lookup-only';
    const profile = (await h.siJson(`users/${id}`)) as Row;
    expect(profile).not.toHaveProperty('employeeId');
    expect(profile).not.toHaveProperty('externalSystemId');
    const externalId = users().find((user) => user.id === id)?.externalSystemId;
    expect(await h.siJson(`users/medium/by-external-system-id/${externalId}`)).toMatchObject({ id });
  });

  it('reads many profiles by ids, skipping unknown ones or refusing them, up to a length of the address', async () => {
    const ids = users()
      .slice(0, 30)
      .map((user) => user.id);
    const profiles = await list(`users/by-ids?ids=${encodeURIComponent(ids.join(','))}`);
    expect(profiles.map((profile) => profile['id'])).toEqual(ids);
    expect(Object.keys(profiles[0] ?? {})).toEqual(
      expect.arrayContaining([
        'email',
        'externalSystemId',
        'gender',
        'location',
        'department',
        'role',
        'hiringDate',
        'managerId',
        'isAdmin',
        'isHR',
        'isGuest',
      ]),
    );
    expect(await list(`users/medium/by-ids?ids=${ids[0]},unknown`)).toHaveLength(1);
    h.sandbox.modes.si.byIdsUnknown = '404';
    expect((await h.si(`users/by-ids?ids=${ids[0]},unknown`)).status).toBe(404);
    expect((await h.si(`users/by-ids?ids=${'x'.repeat(9000)}`)).status).toBe(414);
    expect((await h.si('users/by-ids')).status).toBe(400);
    h.sandbox.modes.si.byIdsUnknown = 'skip';
    const locked = users().find((user) => !user.isActive)?.id ?? '';
    expect(await list(`users/by-ids?ids=${ids[0]},${locked}`)).toHaveLength(2);
    h.sandbox.modes.si.byIdsFindsLocked = false;
    h.sandbox.modes.si.rightsShown = false;
    const shown = await list(`users/by-ids?ids=${ids[0]},${locked}`);
    expect(shown.map((profile) => profile['id'])).toEqual([ids[0]]);
    expect(Object.keys(shown[0] ?? {}).filter((key) => /^is(?!Active|Placeholder)/.test(key))).toEqual([]);
  });

  it('looks up by login and external id as the modes say', async () => {
    const user = users().find((entry) => entry.isActive && entry.externalSystemId !== null);
    const locked = users().find((entry) => !entry.isActive);
    const upper = encodeURIComponent(user?.loginname.toUpperCase() ?? '');
    expect(await h.siJson(`users/medium/by-login?loginname=${upper}`)).toMatchObject({ id: user?.id });
    h.sandbox.modes.si.loginLookup = 'case-sensitive';
    expect((await h.si(`users/medium/by-login?loginname=${upper}`)).status).toBe(404);
    h.sandbox.modes.si.lookupMissing = 'null';
    expect(await h.siJson(`users/medium/by-login?loginname=${upper}`)).toBeNull();
    h.sandbox.modes.si.lookupMissing = 'empty';
    expect(await (await h.si('users/medium/by-external-system-id/none')).text()).toBe('');
    const found = await h.siWrite('POST', 'users/medium/by-logins', [
      user?.loginname,
      'nobody@example.test',
      locked?.loginname,
    ]);
    expect((await found.json()) as Row[]).toHaveLength(2);
    h.sandbox.modes.si.lookupFindsLocked = false;
    const active = await h.siWrite('POST', 'users/medium/by-logins', [user?.loginname, locked?.loginname]);
    expect((await active.json()) as Row[]).toHaveLength(1);
    h.sandbox.modes.si.externalLookup = 'admins';
    expect((await h.si('users/medium/by-external-system-id/4', { token: 'employee' })).status).toBe(403);
  });

  it('shows hiring dates in three formats', async () => {
    const user = users().find((entry) => entry.hiringDate !== null);
    const read = async (): Promise<unknown> => ((await h.siJson(`users/${user?.id}`)) as Row)['hiringDate'];
    expect(await read()).toBe(user?.hiringDate);
    h.sandbox.modes.si.hiringDate = 'iso';
    expect(await read()).toBe(new Date(user?.hiringDate ?? 0).toISOString());
    h.sandbox.modes.si.hiringDate = 'day';
    expect(await read()).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('lists the reports of a manager', async () => {
    const manager = h.sandbox.state.si.tokens.find((token) => token.name === 'manager')?.userId;
    const reports = await list(`users/medium?managerId=${encodeURIComponent(manager ?? '')}&${ALL}`);
    expect(reports).toHaveLength(users().filter((user) => user.managerId === manager).length);
    expect(reports.length).toBeGreaterThan(0);
  });

  it('exports a file to administrators, or JSON by mode', async () => {
    const file = await h.si('users/export_csv?isFullExport=true');
    expect(file.headers.get('content-type')).toContain('text/csv');
    expect(await file.text()).toMatch(/^First Name,Last Name,Gender,Title,Login Email/);
    expect((await h.si('users/export_csv', { token: 'employee' })).status).toBe(403);
    h.sandbox.modes.si.exportReply = 'json';
    expect((await h.si('users/export_csv')).headers.get('content-type')).toContain('application/json');
  });
});
