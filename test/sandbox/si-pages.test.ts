import { describe, expect, it } from 'vitest';
import { buildWorld } from '../../sandbox/company/build-world.ts';
import { mergeModes } from '../../sandbox/state/modes.ts';
import { avatarPath, displayName } from '../../sandbox/si/user-shapes.ts';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

async function signIn(account: 'login' | 'employeeLogin' = 'login'): Promise<string> {
  const { address, [account]: login } = h.sandbox.accounts.smallImprovements;
  const body = new URLSearchParams({ loginname: login.email, password: login.password, redirect: '/app/home' });
  const answer = await h.fetch(`${address}/login`, { method: 'POST', body: body.toString(), redirect: 'manual' });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

function get(path: string, cookie = ''): Promise<Response> {
  const { address } = h.sandbox.accounts.smallImprovements;
  return h.fetch(`${address}${path}`, { headers: { cookie }, redirect: 'manual' });
}

async function data(path: string, cookie: string): Promise<unknown> {
  return (await get(`/app/data/${path}`, cookie)).json();
}

describe('the document of the app', () => {
  it('is one for every address under /app/, behind the login', async () => {
    const cookie = await signIn();
    const pages = await Promise.all(['home', 'directory', 'users/x/edit'].map((each) => get(`/app/${each}`, cookie)));
    const texts = await Promise.all(pages.map((page) => page.text()));
    expect(pages.map((page) => page.status)).toEqual([200, 200, 200]);
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('id="spa-router-root"');
    expect((await get('/elsewhere', cookie)).status).toBe(404);
    expect((await get('/app/users/x')).headers.get('location')).toBe('/login?redirect=%2Fapp%2Fusers%2Fx');
    expect((await get('/app/data/people')).status).toBe(401);
  });

  it('carries a strict policy with Trusted Types and nothing inline, wider or absent by mode', async () => {
    const cookie = await signIn();
    const policy = async () => (await get('/app/home', cookie)).headers.get('content-security-policy');
    const strict = (await policy()) ?? '';
    for (const rule of ["default-src 'self'", "require-trusted-types-for 'script'", 'trusted-types si-rich-text'])
      expect(strict).toContain(rule);
    expect(strict).toContain("img-src 'self';");
    expect(strict).not.toContain('unsafe');
    expect(await (await get('/app/home', cookie)).text()).not.toMatch(/<script(?![^>]* src=)|<style| style=/);
    mergeModes(h.sandbox.modes, { si: { pageCsp: 'images' } });
    expect(await policy()).toContain("img-src 'self' data: blob:;");
    mergeModes(h.sandbox.modes, { si: { pageCsp: 'none' } });
    expect(await policy()).toBeNull();
  });

  it('keeps violation reports in the request log of the control API', async () => {
    const { address } = h.sandbox.accounts.smallImprovements;
    const report = { 'csp-report': { 'violated-directive': 'img-src' } };
    const init = {
      method: 'POST',
      body: JSON.stringify(report),
      headers: { 'Content-Type': 'application/csp-report' },
    };
    expect((await h.fetch(`${address}/csp-report`, init)).status).toBe(204);
    const logged = await (await fetch(`${h.sandbox.controlUrl}/requests?side=si&path=/csp-report`)).json();
    expect(logged).toMatchObject([{ body: JSON.stringify(report) }]);
  });
});

describe('the assets of the app', () => {
  it('are JavaScript modules whose imports are all there', async () => {
    const seen = new Set(['/app/assets/main.js']);
    for (const path of seen) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/javascript; charset=UTF-8',
      ]);
      const code = await answer.text();
      expect(code).not.toMatch(/^import type|^export interface/m);
      for (const [, name] of code.matchAll(/from "(\.[^"]+)"/g))
        seen.add(new URL(name ?? '', `https://host${path}`).pathname);
    }
    expect(seen.size).toBeGreaterThan(12);
    for (const path of ['main.css', '../page-app.ts', 'views/none.js', '%2e%2e/page-app.ts'])
      expect((await get(`/app/assets/${path}`)).status).not.toBe(200);
  });

  it('have the class names of the era', async () => {
    expect(await (await get('/app/assets/app.css?era=current')).text()).toContain('.si-avatar ');
    const recast = await (await get('/app/assets/app.css?era=recast')).text();
    expect(recast).not.toContain('.si-');
    expect(recast).toMatch(/\.css-[a-z0-9]+ \{/);
  });
});

describe('what the app reads', () => {
  it('lists everybody active with the avatar address of the user list', async () => {
    const people = (await data('people', await signIn())) as Row[];
    const listed = (await h.siJson('users?showLocked=true&includeGuests=true')) as Row[];
    const active = listed.filter((row) => row['isActive']);
    const byId = (rows: Row[]) => Object.fromEntries(rows.map((row) => [String(row['id']), row['logo']]));
    expect(byId(people)).toEqual(byId(active));
  });

  it('has people with a picture of their own and people who share a default avatar', () => {
    const { world } = buildWorld({ employees: 1000 });
    const addresses = world.state.si.users.map(avatarPath);
    expect(new Set(addresses).size).toBeLessThan(addresses.length);
    const own = world.state.si.users.filter((user) => user.picture !== null).length;
    expect(own / addresses.length).toBeGreaterThan(0.25);
    expect(own / addresses.length).toBeLessThan(0.42);
  });

  it('serves pictures, badges and the logo without a login', async () => {
    const user = h.sandbox.state.si.users.find((entry) => entry.picture !== null);
    const answers = await Promise.all(
      [user?.picture ?? '', '/imageservice?id=company-logo-1', '/imageservice?id=badge-icon-1'].map((path) =>
        get(path),
      ),
    );
    expect(answers.map((answer) => answer.headers.get('content-type'))).toEqual([
      'image/png',
      'image/svg+xml',
      'image/svg+xml',
    ]);
    if (user) user.picture = null;
    expect((await get(`/imageservice?id=profile-picture-${user?.id}`)).status).toBe(404);
  });

  it('offers editing to administrators, and saves the fields of SI itself through the API', async () => {
    const [user] = h.sandbox.state.si.users;
    const id = encodeURIComponent(user?.id ?? '');
    expect(await data(`people/${id}`, await signIn())).toMatchObject({ canChange: true });
    expect(await data(`people/${id}`, await signIn('employeeLogin'))).toMatchObject({ canChange: false });
    const answer = await h.siWrite('PUT', `users/${id}`, { phone: '555', aboutMe: '' });
    expect(await answer.json()).toMatchObject({ phone: '555', aboutMe: null });
    expect(user).toMatchObject({ phone: '555', aboutMe: null });
    expect(await data(`people/${id}`, await signIn())).toMatchObject({ values: { phone: '555', aboutMe: '' } });
  });

  it('hides objectives and reviews from people who may not see them', async () => {
    const { objectives, reviews, tokens } = h.sandbox.state.si;
    const employee = tokens.find((token) => token.name === 'employee')?.userId;
    const hidden = objectives.find((entry) => entry.visibility === 'private' && entry.ownerId !== employee);
    const boss = tokens.find((token) => token.name === 'manager')?.userId;
    const review = reviews.find((entry) => entry.revieweeId === boss);
    const cookie = await signIn('employeeLogin');
    expect((await get(`/app/data/objectives/${encodeURIComponent(hidden?.id ?? '')}`, cookie)).status).toBe(404);
    expect((await get(`/app/data/reviews/${encodeURIComponent(review?.id ?? '')}`, cookie)).status).toBe(404);
    const own = objectives.find((entry) => entry.ownerId === employee);
    expect((await get(`/app/data/objectives/${encodeURIComponent(own?.id ?? '')}`, cookie)).status).toBe(200);
  });
});

describe('the scenario namesakes', () => {
  it('has pairs of one name on both sides: with one avatar, with two, with pictures', () => {
    const { world } = buildWorld({ employees: 200, scenario: 'namesakes' });
    const { si, bamboo } = world.state;
    const names = new Set(si.users.map(displayName));
    const all = [...names].map((name) => si.users.filter((user) => displayName(user) === name));
    const groups = all.filter((group) => group.length > 1);
    const avatars = groups.map((group) => new Set(group.map(avatarPath)).size).toSorted((a, b) => a - b);
    expect(avatars).toContain(1);
    expect(avatars.filter((count) => count === 2).length).toBeGreaterThan(1);
    expect(groups.some((group) => group.every((user) => user.picture !== null))).toBe(true);
    for (const user of groups.flat()) {
      const employee = bamboo.employees.find((entry) => entry.id === user.externalSystemId);
      if (employee) expect([employee.firstName, employee.preferredName]).toContain(user.firstName);
    }
  });
});
