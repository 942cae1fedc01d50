import { describe, expect, it } from 'vitest';
import { useSandbox } from './harness.ts';

const h = useSandbox();

describe('BambooHR hosts and keys', () => {
  it('answers a wrong key with the captured 401: empty HTML and three headers', async () => {
    for (const key of ['nonsense', '', 'otherCompany']) {
      const response = await h.bamboo('employees', { key: key === '' ? 'x y' : key });
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
      expect(response.headers.get('x-bamboohr-error-message')).toBe('API key not provided or invalid');
      expect(response.headers.get('www-authenticate')).toBe('Basic realm="https://api.bamboohr.com/larkspur"');
      expect(response.headers.get('cache-control')).toBe('no-cache, private');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await response.text()).toBe('');
    }
  });

  it('answers 403 when the user of the key is disabled', async () => {
    const response = await h.bamboo('employees', { key: 'disabledOwner' });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('');
  });

  it('accepts any password beside the key, and an empty one', async () => {
    const key = h.sandbox.accounts.bamboo.apiKey;
    for (const password of ['x', '', 'abc:def']) {
      const response = await h.bamboo('company_information', {
        headers: { Authorization: `Basic ${btoa(`${key}:${password}`)}` },
      });
      expect(response.status).toBe(200);
    }
  });

  it('redirects an unknown subdomain to the marketing site, which is HTML', async () => {
    const response = await h.fetch('https://no-such-company.bamboohr.com/api/v1/employees', { redirect: 'manual' });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('https://www.bamboohr.com/');
    const followed = await h.fetch('https://no-such-company.bamboohr.com/api/v1/employees');
    expect(followed.status).toBe(200);
    expect(followed.headers.get('content-type')).toContain('text/html');
  });

  it('serves the same API on the legacy gateway, whose unknown companies follow the mode', async () => {
    const base = 'https://api.bamboohr.com/api/gateway.php';
    const headers = { Authorization: `Basic ${btoa(`${h.sandbox.accounts.bamboo.apiKey}:x`)}` };
    const known = await h.fetch(`${base}/larkspur/v1/company_information`, { headers });
    expect(await known.json()).toMatchObject({ displayName: 'Larkspur Instruments' });
    expect((await h.fetch(`${base}/nobody/v1/employees`, { headers })).status).toBe(404);
    h.sandbox.modes.bamboo.gatewayUnknownCompany = 401;
    const realm = (await h.fetch(`${base}/nobody/v1/employees`, { headers })).headers.get('www-authenticate');
    expect(realm).toBe('Basic realm="https://api.bamboohr.com/nobody"');
  });

  it('has a second company whose key opens only its own door', async () => {
    const headers = { Authorization: `Basic ${btoa(`${h.sandbox.accounts.bamboo.keys['otherCompany']}:x`)}` };
    const own = await h.fetch('https://fernhill.bamboohr.com/api/v1/company_information', { headers });
    expect(await own.json()).toMatchObject({ displayName: 'Fernhill Foods' });
  });

  it('lets the page session authenticate API calls on the company host, even with a wrong key', async () => {
    const { login } = h.sandbox.accounts.bamboo;
    const entered = await h.fetch('https://larkspur.bamboohr.com/login.php', {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username: login.email, password: login.password }).toString(),
    });
    expect(entered.status).toBe(302);
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(entered.headers.get('set-cookie')).toMatch(/HttpOnly; Secure; SameSite=Lax/);
    expect((await h.bamboo('employees', { key: 'wrong', headers: { cookie } })).status).toBe(200);
    h.sandbox.modes.bamboo.sessionCookieOnApi = false;
    expect((await h.bamboo('employees', { key: 'wrong', headers: { cookie } })).status).toBe(401);
  });

  it('asks for a login on pages and serves profile pages with linked tabs and the session script', async () => {
    const page = 'https://larkspur.bamboohr.com/employees/employee.php?id=';
    const id = h.sandbox.state.bamboo.employees[5]?.id ?? '';
    const away = await h.fetch(page + id, { redirect: 'manual' });
    expect(away.status).toBe(302);
    expect(away.headers.get('location')).toContain('/login.php?r=');
    const { employeeLogin } = h.sandbox.accounts.bamboo;
    const entered = await h.fetch('https://larkspur.bamboohr.com/login.php', {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ username: employeeLogin.email, password: employeeLogin.password }).toString(),
    });
    const cookie = (entered.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const html = await (await h.fetch(page + id, { headers: { cookie } })).text();
    const links = [...html.matchAll(/href="([^"]*[?&](?:amp;)?id=(\d+)[^"]*)"/g)].filter((match) => match[2] === id);
    expect(links.length).toBeGreaterThanOrEqual(6);
    const session = JSON.parse(/var\s+SESSION_USER\s*=\s*(\{.+?\});/s.exec(html)?.[1] ?? '{}') as {
      employeeId?: number;
    };
    const own = h.sandbox.state.bamboo.keys.find((key) => key.name === 'selfOnly')?.employeeId;
    expect(String(session.employeeId)).toBe(own);
    expect(
      (await h.fetch('https://larkspur.bamboohr.com/employees/directory.php', { headers: { cookie } })).status,
    ).toBe(200);
    expect((await h.fetch(`${page}99999`, { headers: { cookie } })).status).toBe(404);
  });
});
