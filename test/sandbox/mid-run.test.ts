import { describe, expect, it } from 'vitest';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

async function control(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${h.sandbox.controlUrl}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
}

function somebody(): SiUser {
  return h.sandbox.state.si.users.find((user) => user.isActive && !user.isAdmin && !user.isHR) as SiUser;
}

describe('triggers', () => {
  it('delete an employee after so many requests, before the next one is carried out', async () => {
    const id = h.sandbox.state.bamboo.employees[9]?.id ?? '';
    const spec = {
      side: 'si',
      method: 'PUT|POST',
      path: '/api/v2/users',
      skip: 1,
      calls: [{ method: 'DELETE', path: `/bamboo/employees/${id}` }],
    };
    expect((await control('POST', '/triggers', spec)).status).toBe(200);
    const isThere = (): boolean => h.sandbox.state.bamboo.employees.some((row) => row.id === id);
    await h.si('users/me');
    await h.siWrite('PUT', `users/${somebody().id}`, { role: 'One' });
    expect(isThere()).toBe(true);
    await h.siWrite('PUT', `users/${somebody().id}`, { role: 'Two' });
    expect(isThere()).toBe(false);
    expect(h.sandbox.state.bamboo.deleted.map((row) => row.id)).toContain(id);
    expect(await (await control('GET', '/triggers')).json()).toMatchObject([{ fired: [200] }]);
    await h.siWrite('PUT', `users/${somebody().id}`, { role: 'Three' });
    expect(h.sandbox.state.bamboo.deleted.filter((row) => row.id === id)).toHaveLength(1);
  });

  it('act between carrying out and answering, and on the other side as well', async () => {
    const user = somebody();
    h.sandbox.triggers.add({
      side: 'bamboo',
      path: '/api/v1/reports',
      when: 'after',
      calls: [
        { method: 'POST', path: `/si/users/${user.id}`, body: { role: 'Edited meanwhile' } },
        { method: 'POST', path: '/bamboo/employees/99999', body: {} },
        { method: 'DELETE', path: `/bamboo/employees/${h.sandbox.state.bamboo.employees[3]?.id}` },
      ],
    });
    expect((await h.report(['status'])).employees).toHaveLength(100);
    expect(user.role).toBe('Edited meanwhile');
    expect(h.sandbox.triggers.all[0]?.fired).toEqual([200, 404, 200]);
    expect((await h.report(['status'])).employees).toHaveLength(99);
  });

  it('refuse what they do not know', async () => {
    expect((await control('POST', '/triggers', { side: 'si', path: '/x', calls: [], wen: 1 })).status).toBe(400);
    expect((await control('POST', '/triggers', { side: 'si', path: '/x', calls: [] })).status).toBe(400);
    h.sandbox.triggers.clear();
    expect(h.sandbox.triggers.all).toHaveLength(0);
  });
});

describe('answers that lie, requests that are held', () => {
  it('answers a lock, a field write, a mail as if they had been carried out', async () => {
    const user = somebody();
    const before = JSON.stringify(h.sandbox.state.si);
    for (const path of ['roles/lock', `/api/v2/users/${user.id}`, 'mail/welcome']) {
      h.sandbox.faults.add({ side: 'si', path, pretend: true });
    }
    expect(await (await h.siWrite('POST', 'users/roles/lock', [user.id])).json()).toEqual([user.id]);
    const written = (await (await h.siWrite('PUT', `users/${user.id}`, { role: 'Pretended' })).json()) as Row;
    expect(written['role']).toBe('Pretended');
    expect((await h.siWrite('POST', 'users/mail/welcome', [user.id])).status).toBe(200);
    expect(JSON.stringify(h.sandbox.state.si)).toBe(before);
    expect(await (await h.siWrite('POST', 'users/roles/lock', [user.id])).json()).toEqual([user.id]);
    expect(user.isActive).toBe(false);
  });

  it('answers any JSON with any status, without carrying out anything', async () => {
    const user = somebody();
    h.sandbox.faults.add({ side: 'si', path: 'roles/lock', json: [] });
    const response = await h.siWrite('POST', 'users/roles/lock', [user.id]);
    expect([response.status, await response.json()]).toEqual([200, []]);
    expect(user.isActive).toBe(true);
    h.sandbox.faults.add({ side: 'bamboo', path: '/api/v1/employees', json: { error: 'odd' }, status: 418 });
    const odd = await h.bamboo('employees');
    expect([odd.status, await odd.json()]).toEqual([418, { error: 'odd' }]);
  });

  it('holds a write until it is let go, and carries it out only then', async () => {
    const user = somebody();
    const fault = h.sandbox.faults.add({ side: 'si', path: '/api/v2/users/', method: 'PUT', hold: true });
    let answered = false;
    const answer = h.siWrite('PUT', `users/${user.id}`, { role: 'Held' }).finally(() => {
      answered = true;
    });
    await expect.poll(() => h.sandbox.requests.find({ method: 'PUT' }).length).toBe(1);
    expect((await h.siWrite('PUT', `users/${user.id}`, { location: 'Oslo' })).status).toBe(200);
    expect([answered, user.role === 'Held']).toEqual([false, false]);
    expect((await control('DELETE', `/faults/${fault.id}`)).status).toBe(200);
    expect((await answer).status).toBe(200);
    expect(user.role).toBe('Held');
  });

  it('holds the answer of a write that was carried out', async () => {
    const user = somebody();
    h.sandbox.faults.add({ side: 'si', path: 'roles/lock', hold: true, after: 'apply' });
    const answer = h.siWrite('POST', 'users/roles/lock', [user.id]);
    await expect.poll(() => user.isActive).toBe(false);
    h.sandbox.faults.clear();
    expect((await answer).status).toBe(200);
  });

  it('limits the third mail only', async () => {
    h.sandbox.faults.add({ side: 'si', path: 'mail/welcome', method: 'POST', skip: 2, status: 429, retryAfter: 900 });
    const answers: Array<[number, string | null]> = [];
    for (let round = 0; round < 4; round += 1) {
      const response = await h.siWrite('POST', `users/${somebody().id}/mail/welcome`);
      answers.push([response.status, response.headers.get('retry-after')]);
    }
    expect(answers.map(([status]) => status)).toEqual([200, 200, 429, 200]);
    expect(answers[2]?.[1]).toBe('900');
    expect(h.sandbox.state.si.mails).toHaveLength(3);
  });
});

describe('a renamed company', () => {
  it('answers under its new subdomain only, with the same people and keys', async () => {
    const before = (await h.report(['status'])).employees.length;
    expect((await control('POST', '/bamboo/company', { subdomain: 'larkspur-labs' })).status).toBe(200);
    expect((await control('POST', '/bamboo/company', { employees: [] })).status).toBe(400);
    const old = await h.bamboo('employees/0');
    expect([old.status, old.headers.get('location')]).toEqual([302, 'https://www.bamboohr.com/']);
    h.sandbox.modes.bamboo.unknownCompany = 404;
    expect((await h.bamboo('employees/0')).status).toBe(404);
    const { accounts } = h.sandbox;
    expect(accounts.bamboo.subdomain).toBe('larkspur-labs');
    const renamed = await h.fetch('https://larkspur-labs.bamboohr.com/api/v1/employees?page[limit]=1', {
      headers: { Accept: 'application/json', Authorization: `Basic ${btoa(`${accounts.bamboo.apiKey}:x`)}` },
    });
    expect(((await renamed.json()) as { meta: { total: number } }).meta.total).toBe(before);
    expect(((await h.siJson('users/me')) as { company: Row }).company['id']).toBe(h.sandbox.state.si.id);
  });
});
