import { describe, expect, it } from 'vitest';
import { useSandbox } from './harness.ts';

const h = useSandbox();

async function control(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${h.sandbox.controlUrl}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
}

describe('faults', () => {
  it('answers a status in the style of each vendor, as often as told', async () => {
    h.sandbox.faults.add({ side: 'bamboo', path: '/api/v1/company', status: 429, retryAfter: 7, count: 2 });
    for (let round = 0; round < 2; round += 1) {
      const limited = await h.bamboo('company_information');
      expect(limited.status).toBe(429);
      expect(limited.headers.get('retry-after')).toBe('7');
      expect(await limited.text()).toBe('');
    }
    expect((await h.bamboo('company_information')).status).toBe(200);
    const date = new Date(Date.now() + 5000).toUTCString();
    h.sandbox.faults.add({ side: 'si', path: 'users/me$', status: 503, retryAfter: date, method: 'get' });
    const response = await h.si('users/me');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, date]);
  });

  it('answers HTML, cuts answers, kills connections', async () => {
    h.sandbox.faults.add({ side: 'bamboo', path: '/api/', html: true });
    const portal = await h.bamboo('employees');
    expect(portal.status).toBe(200);
    expect(await portal.text()).toContain('<html');
    h.sandbox.faults.add({ side: 'bamboo', path: '/api/', truncate: 40 });
    const cut = await h.bamboo('employees');
    expect((await cut.text()).length).toBe(40);
    h.sandbox.faults.add({ side: 'bamboo', path: '/api/', truncate: 40, reset: true });
    await expect(h.bamboo('employees').then((response) => response.text())).rejects.toThrow(
      /terminated|fetch failed|aborted|timeout/i,
    );
    h.sandbox.faults.add({ side: 'bamboo', path: '/api/', reset: true });
    await expect(h.bamboo('employees')).rejects.toThrow(/terminated|fetch failed|aborted|timeout/i);
    expect((await h.bamboo('employees')).status).toBe(200);
  });

  it('applies a write whose answer fails only when told so', async () => {
    const user = h.sandbox.state.si.users.find((entry) => entry.isActive && !entry.isAdmin);
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/', method: 'PUT', status: 500 });
    expect((await h.siWrite('PUT', `users/${user?.id}`, { role: 'First' })).status).toBe(500);
    expect(user?.role).not.toBe('First');
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/', method: 'PUT', status: 500, after: 'apply' });
    expect((await h.siWrite('PUT', `users/${user?.id}`, { role: 'Second' })).status).toBe(500);
    expect(user?.role).toBe('Second');
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/', method: 'PUT', reset: true, after: 'apply' });
    await expect(h.siWrite('PUT', `users/${user?.id}`, { role: 'Third' })).rejects.toThrow(
      /terminated|fetch failed|aborted|timeout/i,
    );
    expect(user?.role).toBe('Third');
  });

  it('lets requests pass first, and meets writes of any method', async () => {
    const user = h.sandbox.state.si.users.find((entry) => entry.isActive && !entry.isAdmin);
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users', method: 'PUT|POST', status: 500, skip: 1, count: 2 });
    expect((await h.siWrite('PUT', `users/${user?.id}`, { role: 'First' })).status).toBe(200);
    expect((await h.si(`users/${user?.id}`)).status).toBe(200);
    expect((await h.siWrite('PUT', `users/${user?.id}`, { role: 'Second' })).status).toBe(500);
    expect((await h.siWrite('POST', 'users/roles/lock', [user?.id])).status).toBe(500);
    expect((await h.siWrite('PUT', `users/${user?.id}`, { role: 'Third' })).status).toBe(200);
    expect(user?.role).toBe('Third');
  });

  it('answers late what it has carried out at once', async () => {
    const user = h.sandbox.state.si.users.find((entry) => entry.isActive && !entry.isAdmin);
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/', method: 'PUT', delayMs: 600, after: 'apply' });
    let answered = false;
    const answer = h.siWrite('PUT', `users/${user?.id}`, { role: 'Soon' }).finally(() => {
      answered = true;
    });
    await expect.poll(() => user?.role, { interval: 5 }).toBe('Soon');
    expect(answered).toBe(false);
    expect((await answer).status).toBe(200);
  });

  it('carries a write out although its client has gone', async () => {
    const user = h.sandbox.state.si.users.find((entry) => entry.isActive && !entry.isAdmin);
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/', delayMs: 250 });
    const { token } = h.sandbox.accounts.smallImprovements;
    const sent = h.fetch(`${h.sandbox.accounts.smallImprovements.address}/api/v2/users/${user?.id}`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ role: 'Late' }),
      signal: AbortSignal.timeout(80),
    });
    await expect(sent).rejects.toThrow(/terminated|fetch failed|aborted|timeout/i);
    expect(user?.role).not.toBe('Late');
    await expect.poll(() => user?.role, { timeout: 2000 }).toBe('Late');
  });
});

describe('stopping a side', () => {
  it('cuts Small Improvements off while BambooHR goes on, open requests included', async () => {
    h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/me', delayMs: 5000 });
    const open = h.si('users/me');
    const failed = open.then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => h.sandbox.requests.find({ side: 'si' }).length).toBe(1);
    await control('POST', '/si/stop');
    expect(await failed).toBe('cut');
    await expect(h.si('users/me')).rejects.toThrow(/terminated|fetch failed|aborted|timeout/i);
    expect((await h.bamboo('company_information')).status).toBe(200);
    await control('POST', '/si/start');
    h.sandbox.faults.clear();
    expect((await h.si('users/me')).status).toBe(200);
  });
});

describe('control API', () => {
  it('reads and replaces the whole state', async () => {
    const state = (await (await control('GET', '/state')).json()) as typeof h.sandbox.state;
    expect(state.bamboo.employees).toHaveLength(100);
    state.bamboo.employees = state.bamboo.employees.slice(0, 3);
    expect((await control('PUT', '/state', state)).status).toBe(200);
    expect((await h.report(['status'])).employees).toHaveLength(3);
    expect((await control('PUT', '/state', { some: 'thing' })).status).toBe(400);
  });

  it('merges single records and refuses unknown keys', async () => {
    const employee = h.sandbox.state.bamboo.employees[4];
    const before = employee?.lastChanged;
    expect((await control('POST', `/bamboo/employees/${employee?.id}`, { location: 'Berlin' })).status).toBe(200);
    expect(employee?.location).toBe('Berlin');
    expect(employee?.lastChanged).not.toBe(before);
    expect((await control('POST', `/bamboo/employees/${employee?.id}`, { shoeSize: 44 })).status).toBe(400);
    expect((await control('DELETE', `/bamboo/employees/${employee?.id}`)).status).toBe(200);
    const since = new Date(Date.now() - 60_000).toISOString();
    const changed = (await (await h.bamboo(`employees/changed?since=${since}&type=deleted`)).json()) as {
      employees: object;
    };
    expect(Object.keys(changed.employees)).toEqual([employee?.id]);
    const user = h.sandbox.state.si.users[0];
    await control('POST', `/si/users/${user?.id}`, { role: 'Tester' });
    expect(user?.role).toBe('Tester');
    await control('POST', '/si/company', { settings: { synchronizedWithBamboo: true } });
    expect(h.sandbox.state.si.settings.synchronizedWithBamboo).toBe(true);
  });

  it('sets modes and faults, refusing what it does not know', async () => {
    expect((await control('POST', '/modes', { si: { userUpdate: 'replace' } })).status).toBe(200);
    expect(h.sandbox.modes.si.userUpdate).toBe('replace');
    expect((await control('POST', '/modes', { si: { userUpdate: 'perhaps' } })).status).toBe(400);
    expect((await control('POST', '/modes', { si: { nonsense: 1 } })).status).toBe(400);
    expect((await control('POST', '/faults', { side: 'si', path: '/x', statsu: 500 })).status).toBe(400);
    const fault = (await (await control('POST', '/faults', { side: 'si', path: '/api', status: 500 })).json()) as {
      id: number;
    };
    expect((await control('DELETE', `/faults/${fault.id}`)).status).toBe(200);
    expect((await h.si('users/me')).status).toBe(200);
  });

  it('logs requests with who sent them, and nothing secret', async () => {
    await h.si('users/me', { token: 'employee' });
    await h.bamboo('employees?page[limit]=1', { key: 'noStatus' });
    await h.siWrite('POST', 'users/roles/lock', []);
    const response = await control('GET', '/requests?side=si&method=GET');
    expect(await response.json()).toMatchObject([
      { host: 'larkspur.small-improvements.com', path: '/api/v2/users/me', status: 200, who: 'token:employee' },
    ]);
    expect(h.sandbox.requests.find({ who: 'key:noStatus' })).toHaveLength(1);
    const text = JSON.stringify(h.sandbox.requests.entries);
    expect(text).not.toContain(h.sandbox.accounts.smallImprovements.token);
    await control('DELETE', '/requests');
    expect(h.sandbox.requests.find()).toHaveLength(0);
  });
});
