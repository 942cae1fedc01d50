import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { SiUserId } from '../../src/domain/ids.ts';
import { createSiApi } from '../../src/si-api/create-si-api.ts';
import { NOT_OFFERED } from '../../src/domain/cell.ts';
import meFixture from '../fixtures/si/me.json' with { type: 'json' };
import miniUsers from '../fixtures/si/mini-users.json' with { type: 'json' };
import profiles from '../fixtures/si/profiles.json' with { type: 'json' };
import { createTestClock } from '../http/test-clock.ts';
import { type SeenRequest, sendJson, startTestServer } from '../http/test-server.ts';

type Answer = (request: SeenRequest, response: ServerResponse) => void;

const petra = 'a1B2c3D4e5F6g7H8i9J0kA' as SiUserId;
const otto = 'b1B2c3D4e5F6g7H8i9J0*Q' as SiUserId;
const lea = 'd1B2c3D4e5F6g7H8i9J0xw' as SiUserId;
const profileOf = (id: string) => profiles.find((profile) => profile.id === id);

const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) =>
    sendJson(response, body, status);
const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, headers).end();
  };

const usual: Record<string, Answer> = {
  'GET /api/v2/users/me': json(meFixture),
  'GET /api/v2/users/medium': json(miniUsers),
  'GET /api/v2/users/by-ids': ({ query }, response) => {
    const ids = query.get('ids')?.split(',') ?? [];
    sendJson(
      response,
      profiles.filter((profile) => ids.includes(profile.id)),
    );
  },
};

async function connect(answers: Record<string, Answer> = {}) {
  const server = await startTestServer((request, response) => {
    const answer = { ...usual, ...answers }[`${request.method} ${decodeURIComponent(request.path)}`] ?? status(404);
    answer(request, response);
  });
  const clock = createTestClock();
  const bodies: unknown[] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    bodies.push(init?.body);
    return server.fetch(input, init);
  };
  const api = createSiApi({ address: 'acme', token: 't0ken', fetch, clock });
  const calls = () => server.requests.map((request) => `${request.method} ${decodeURIComponent(request.path)}`);
  const streamed = () => bodies.map((body) => body instanceof ReadableStream);
  return { server, api, calls, streamed };
}

/** Answers a PUT of a profile as SI would: `answer` makes the new profile from the old one and the body. */
function profileServer(id: string, answer: (body: Record<string, unknown>) => unknown): Record<string, Answer> {
  return {
    [`GET /api/v2/users/${id}`]: json(profileOf(id)),
    [`PUT /api/v2/users/${id}`]: ({ body }, response) =>
      sendJson(response, answer(JSON.parse(body) as Record<string, unknown>)),
  };
}

describe('reading Small Improvements', () => {
  it('asks with the bearer token, without cookies, at the company host', async () => {
    const { server } = await connect();
    const hosts = new Set<string>();
    const api = createSiApi({
      address: 'https://Acme.small-improvements.com/app/home',
      token: 't0ken\n',
      clock: createTestClock(),
      fetch: (input, init) => {
        const request = new Request(input, init);
        hosts.add(new URL(request.url).host);
        expect(request.credentials).toBe('omit');
        return server.fetch(request);
      },
    });
    await api.readEverybody();
    expect([...hosts]).toEqual(['acme.small-improvements.com']);
    expect(new Set(server.requests.map((request) => request.headers.authorization))).toEqual(new Set(['Bearer t0ken']));
  });

  it('completes a list of proven keys by ids, and normalises the three date formats', async () => {
    const { api, calls, server } = await connect();
    const snapshot = await api.readEverybody();
    expect(calls()).toEqual(['GET /api/v2/users/me', 'GET /api/v2/users/medium', 'GET /api/v2/users/by-ids']);
    expect(Object.fromEntries(server.requests[1]?.query ?? [])).toEqual({ showLocked: 'true', includeGuests: 'true' });
    expect(snapshot).toMatchObject({
      companyId: 'c1B2c3D4e5F6g7H8i9J0-g',
      companyName: 'Acme',
      baseUrl: 'https://acme.small-improvements.com',
      me: { id: petra, name: 'Petra Muster', canInvite: true, admin: true },
      ownSync: false,
      licences: { paid: 50, used: 2 },
      unreadableFields: [],
      issues: [],
    });
    expect(snapshot.users).toEqual([
      {
        id: petra,
        externalId: '5',
        login: 'petra.muster@acme.example',
        email: 'petra.muster@acme.example',
        firstName: 'Petra',
        lastName: 'Muster',
        gender: 'female',
        location: 'Berlin',
        jobTitle: null,
        department: null,
        managerId: otto,
        hireDate: '2022-06-15',
        active: true,
        admin: true,
        guest: false,
        staff: false,
      },
      expect.objectContaining({
        id: otto,
        externalId: '4',
        jobTitle: 'Chief',
        managerId: null,
        hireDate: '2022-06-15',
        admin: false,
      }),
      expect.objectContaining({ id: lea, active: false, guest: true, hireDate: '2022-06-15', gender: 'unspecified' }),
    ]);
  });

  it('needs two requests when the list is complete', async () => {
    const { api, calls } = await connect({ 'GET /api/v2/users/medium': json(profiles) });
    const snapshot = await api.readEverybody();
    expect(calls()).toHaveLength(2);
    expect(snapshot.users[0]).toMatchObject({ location: 'Berlin', externalId: '5' });
  });

  it('reads a key that only some rows have as empty in the others', async () => {
    const sparse = profiles.map(({ location, ...rest }) => (location === null ? rest : { ...rest, location }));
    const { api } = await connect({ 'GET /api/v2/users/medium': json(sparse) });
    expect((await api.readEverybody()).users.map((user) => user.location)).toEqual(['Berlin', null, null]);
  });

  it('does not take an employee ID under its other name for empty', async () => {
    const mixed = profiles.map(({ externalSystemId: _other, ...rest }, index) => ({
      ...rest,
      [index === 0 ? 'externalSystemId' : 'employeeId']: `E${index}`,
    }));
    const { api } = await connect({ 'GET /api/v2/users/medium': json(mixed) });
    expect((await api.readEverybody()).users.map((user) => user.externalId)).toEqual(['E0', 'E1', 'E2']);
  });

  it('reads a manager who is shown as a person, also where other rows have the id', async () => {
    const without = ({ managerId: _id, manager: _manager, ...rest }: (typeof profiles)[number]) => rest;
    const [first, second, third] = profiles as [(typeof profiles)[0], (typeof profiles)[0], (typeof profiles)[0]];
    const asPerson = { ...without(first), manager: { id: otto, name: 'Otto Beispiel' } };
    const mixed = await connect({ 'GET /api/v2/users/medium': json([asPerson, second, third]) });
    expect((await mixed.api.readEverybody()).users.map((user) => user.managerId)).toEqual([otto, null, otto]);
    // Whoever lacks what others have has none.
    const persons = [asPerson, without(second), { ...without(third), manager: null }];
    const all = await connect({ 'GET /api/v2/users/medium': json(persons) });
    const { users, unreadableFields } = await all.api.readEverybody();
    expect(users.map((user) => user.managerId)).toEqual([otto, null, null]);
    expect(unreadableFields).toEqual([]);
    expect(all.calls()).toHaveLength(2);
  });

  it('takes rights one row has under another name for none of the others', async () => {
    const bare = profiles.map(({ isAdmin: _admin, isHR: _hr, isAssistant: _assistant, ...rest }) => rest);
    const rows = [{ ...bare[0], isAdmin: true, isAssistant: false }, { ...bare[1], isHR: true }, bare[2]];
    const { api } = await connect({ 'GET /api/v2/users/medium': json(rows) });
    expect((await api.readEverybody()).users.map((user) => user.admin)).toEqual([true, true, false]);
  });

  it('does not take somebody for active, or for no guest, because others are', async () => {
    const { isActive: _active, isGuest: _guest, ...lacking } = profiles[1] as NonNullable<(typeof profiles)[1]>;
    const { api } = await connect({ 'GET /api/v2/users/medium': json([profiles[0], lacking, profiles[2]]) });
    const { users, issues } = await api.readEverybody();
    expect(users[1]).toMatchObject({ active: true, guest: undefined });
    expect(issues).toEqual([{ side: 'si', row: 1, id: otto, reason: 'invalid-field', fields: ['isActive'] }]);
  });

  it('keeps what the list shows and a profile does not, and believes the profile otherwise', async () => {
    const list = profiles.map(({ isAssistant: _right, ...rest }) => ({
      ...rest,
      department: 'List',
      location: 'List',
    }));
    const shown = profiles.map(({ department: _department, ...rest }) => ({ ...rest, location: 'Profile' }));
    const { api } = await connect({
      'GET /api/v2/users/medium': json(list),
      'GET /api/v2/users/by-ids': json(shown),
    });
    const { users } = await api.readEverybody();
    expect(users.map(({ department, location }) => [department, location])).toEqual(
      users.map(() => ['List', 'Profile']),
    );
    expect(users.map(({ login }) => login)).toEqual(profiles.map(({ loginname }) => loginname));
  });

  it('takes nothing by ids of whom it did not ask for, nor what is wrong with them', async () => {
    const { api } = await connect({
      'GET /api/v2/users/by-ids': json([profileOf(lea), profileOf(otto), { id: petra, firstName: { deep: 1 } }]),
    });
    expect((await api.readUsers([lea])).map(({ id }) => id)).toEqual([lea]);
  });

  it('reads accounts back neither from the list nor for nobody where SI is down', async () => {
    const { api, calls } = await connect({ 'GET /api/v2/users/by-ids': status(503) });
    await expect(api.readUsers([lea])).rejects.toMatchObject({ code: 'si-unavailable' });
    expect(calls()).not.toContain('GET /api/v2/users/medium');
  });

  it('gives looking for unknown accounts up after 40 refusals', async () => {
    const many = Array.from({ length: 3_000 }, (_, index) => ({ ...miniUsers[1], id: `user-${index}` }));
    const { api, calls } = await connect({
      'GET /api/v2/users/medium': json([...miniUsers, ...many]),
      'GET /api/v2/users/by-ids': status(404),
    });
    expect((await api.readEverybody()).unreadableFields).toContain('location');
    const asked = calls().filter((call) => call === 'GET /api/v2/users/by-ids').length;
    expect(asked).toBeGreaterThan(40);
    // What is on its way at that moment is asked for besides.
    expect(asked).toBeLessThan(60);
  });

  it('counts neither guests nor the deactivated nor staff of Small Improvements as licences', async () => {
    const rows = [
      profiles[0],
      { ...profiles[1], isGuest: true },
      { ...profiles[2], isGuest: false },
      { ...profiles[1], id: 'staff', isSmallImprovements: true },
    ];
    const { api } = await connect({ 'GET /api/v2/users/medium': json(rows) });
    expect((await api.readEverybody()).licences).toEqual({ paid: 50, used: 1 });
  });

  it.each([
    [{ licensesPaid: 50, autoAdjustLicenses: true }, undefined],
    [{ licensesPaid: 0, autoAdjustLicenses: false }, 0],
    [{ licensesPaid: 50 }, 50],
    [{ autoAdjustLicenses: false }, undefined],
    [null, undefined],
  ])('takes the licences paid of %j', async (payment, paid) => {
    const { api } = await connect({
      'GET /api/v2/users/me': json({ ...meFixture, company: { ...meFixture.company, payment } }),
    });
    expect((await api.readEverybody()).licences?.paid).toBe(paid);
  });

  it.each([
    [{ isAdmin: true, isHR: false }, true],
    [{ isAdmin: false, isHR: true }, true],
    [{ isAdmin: null, isHR: null }, false],
  ])('takes the rights of the acting user of %j', async (rights, admin) => {
    const { api } = await connect({ 'GET /api/v2/users/me': json({ ...meFixture, ...rights }) });
    expect((await api.testConnection()).admin).toBe(admin);
  });

  it.each([
    [{ name: ' Petra M. ' }, 'Petra M.'],
    [{ name: ' ' }, 'Petra Muster'],
    [{ name: null, firstName: null }, 'Muster'],
  ])('names the acting user of %j', async (names, expected) => {
    const { api } = await connect({ 'GET /api/v2/users/me': json({ ...meFixture, ...names }) });
    expect((await api.testConnection()).user).toBe(expected);
  });

  it.each([
    [{ currentUserCanInviteUsers: true }, true],
    [{ currentUserCanInviteUsers: false }, false],
    [{ currentUserCanInviteUsers: null }, true],
    [null, true],
  ])('takes inviting for forbidden only where SI says so, as by %j', async (companySettings, canInvite) => {
    const company = { id: 'c', name: ' ', companySettings };
    const { api } = await connect({ 'GET /api/v2/users/me': json({ ...meFixture, company }) });
    expect(await api.testConnection()).toMatchObject({
      canInvite,
      ownSync: false,
      companyName: 'acme.small-improvements.com',
      baseUrl: 'https://acme.small-improvements.com',
    });
  });

  it("takes a list without the reader for the company's where the reader is of Small Improvements", async () => {
    const { api } = await connect({
      'GET /api/v2/users/me': json({ ...meFixture, isSmallImprovements: true }),
      'GET /api/v2/users/medium': json(profiles.slice(1)),
    });
    expect((await api.readEverybody()).users.map(({ id }) => id)).toEqual([otto, lea]);
  });

  it('names what is nowhere readable and does not take it for empty', async () => {
    const { api } = await connect({ 'GET /api/v2/users/by-ids': json(miniUsers) });
    const snapshot = await api.readEverybody();
    expect(snapshot.unreadableFields.toSorted()).toEqual([
      'department',
      'employeeId',
      'hireDate',
      'jobTitle',
      'location',
    ]);
    expect(snapshot.users[0]).toMatchObject({ location: NOT_OFFERED, externalId: NOT_OFFERED, admin: undefined });
  });

  it('goes on with the list when profiles are refused, but not when they are cut short', async () => {
    const refused = await connect({ 'GET /api/v2/users/by-ids': status(403) });
    expect((await refused.api.readEverybody()).unreadableFields).toContain('location');
    const cut = await connect({
      'GET /api/v2/users/by-ids': (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":"a');
      },
    });
    await expect(cut.api.readEverybody()).rejects.toMatchObject({ code: 'si-truncated' });
  });

  it('finds the others where SI refuses a whole chunk for one account that is gone', async () => {
    const gone = (refused: string) =>
      connect({
        'GET /api/v2/users/by-ids': ({ query }, response) => {
          const ids = query.get('ids')?.split(',') ?? [];
          if (ids.includes(refused)) response.writeHead(404).end();
          else
            sendJson(
              response,
              profiles.filter(({ id }) => ids.includes(id)),
            );
        },
      });
    const { api } = await gone(otto);
    const { users, unreadableFields } = await api.readEverybody();
    expect(unreadableFields).toEqual([]);
    expect(users.map(({ externalId, location }) => [externalId, location])).toEqual([
      ['5', 'Berlin'],
      [NOT_OFFERED, NOT_OFFERED],
      [null, null],
    ]);
    const none = await connect({ 'GET /api/v2/users/by-ids': status(404) });
    expect((await none.api.readEverybody()).unreadableFields).toContain('location');
  });

  it.each([
    ['does not come', () => []],
    ['cannot be read', () => [{ ...profiles[1], location: { deep: 1 } }]],
  ])('does not take what the list lacks for empty where a profile %s', async (_what, otherwise) => {
    const { api } = await connect({
      'GET /api/v2/users/by-ids': json([profiles[0], ...otherwise(), profiles[2]]),
    });
    const { users, issues } = await api.readEverybody();
    expect(users[1]).toMatchObject({ id: otto, externalId: NOT_OFFERED, jobTitle: NOT_OFFERED, admin: undefined });
    expect(users[0]).toMatchObject({ location: 'Berlin', admin: true });
    expect(issues.map(({ id }) => id)).toEqual(otherwise().map(() => otto));
  });

  it('asks for profiles where the list does not show whose account is protected', async () => {
    for (const right of ['isHR', 'isGuest']) {
      const bare = profiles.map((row) => ({ ...row, [right]: undefined }));
      const { api, calls } = await connect({ 'GET /api/v2/users/medium': json(bare) });
      await api.readEverybody();
      expect(calls()).toContain('GET /api/v2/users/by-ids');
    }
  });

  it('reads accounts back from the list where profiles are refused', async () => {
    const { api, calls } = await connect({ 'GET /api/v2/users/by-ids': status(403) });
    const users = await api.readUsers([lea]);
    expect(users.map(({ id, active }) => [id, active])).toEqual([[lea, false]]);
    expect(calls()).toEqual(['GET /api/v2/users/by-ids', 'GET /api/v2/users/medium']);
  });

  it('asks for 10,000 profiles in chunks of a hundred and tells how far it is', async () => {
    const many = [
      ...miniUsers,
      ...Array.from({ length: 9_997 }, (_, index) => ({ ...miniUsers[1], id: `user-${index}` })),
    ];
    const { api, calls } = await connect({
      'GET /api/v2/users/medium': json(many),
      'GET /api/v2/users/by-ids': ({ query }, response) => {
        const ids = query.get('ids')?.split(',') ?? [];
        sendJson(
          response,
          ids.map((id) => ({ ...profiles[1], id, location: `at ${id}` })),
        );
      },
    });
    const progress: number[] = [];
    const snapshot = await api.readEverybody({ onProgress: (done) => progress.push(done) });
    expect(calls()).toHaveLength(2 + 100);
    expect(snapshot.users).toHaveLength(10_000);
    expect(snapshot.users.every((user) => user.location === `at ${user.id}`)).toBe(true);
    expect(progress.at(-1)).toBe(10_000);
  });

  it('reports broken rows and keeps people with missing fields', async () => {
    const rows = [
      ...profiles,
      { name: 'no id' },
      'text',
      { id: 'x', firstName: { deep: 1 } },
      { id: petra },
      { id: 'bare' },
    ];
    const { api } = await connect({ 'GET /api/v2/users/medium': json(rows) });
    const snapshot = await api.readEverybody();
    expect(snapshot.users.map((user) => user.id)).toEqual([petra, otto, lea, 'bare']);
    expect(snapshot.users.at(-1)).toMatchObject({ firstName: null, login: null, active: true, admin: false });
    expect(snapshot.issues).toEqual([
      { side: 'si', row: 3, reason: 'missing-id' },
      { side: 'si', row: 4, reason: 'not-an-object' },
      { side: 'si', row: 5, id: 'x', reason: 'invalid-field', fields: ['firstName'] },
      { side: 'si', row: 6, id: petra, reason: 'duplicate-row' },
      { side: 'si', row: 3, id: 'bare', reason: 'invalid-field', fields: ['isActive'] },
    ]);
  });

  it('does not take a list without its own reader for the company', async () => {
    const { api } = await connect({ 'GET /api/v2/users/medium': json(profiles.slice(1)) });
    await expect(api.readEverybody()).rejects.toMatchObject({ code: 'si-bad-shape' });
  });

  it('keeps no secret and no billing note of users/me', async () => {
    const { api } = await connect();
    const seen = JSON.stringify([await api.readEverybody(), await api.testConnection()]);
    expect(seen).not.toContain('SECRET');
  });

  it.each([
    'synchronizedFromExternalSystem',
    'managerSynchronizedFromExternalSystem',
    'synchronizedWithBamboo',
    'synchronizedWithGoogleApps',
    'synchronizedWithExternalCsvProvider',
  ])('says that a synchronisation of its own is on by %s', async (key) => {
    const company = { ...meFixture.company, companySettings: { ...meFixture.company.companySettings, [key]: true } };
    const { api } = await connect({ 'GET /api/v2/users/me': json({ ...meFixture, company }) });
    expect(await api.testConnection()).toMatchObject({
      ownSync: true,
      user: 'Petra Muster',
      users: 3,
      canInvite: true,
    });
  });

  it.each([
    ['a revoked token', status(401), 'si-wrong-token'],
    ['a company without API access', status(403), 'si-api-not-enabled'],
    ['a host without this API', status(404), 'si-wrong-address'],
    ['a redirect', status(302, { location: 'https://www.small-improvements.com/' }), 'si-wrong-address'],
    [
      'a web page',
      (_: SeenRequest, response: ServerResponse) =>
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
      'si-not-json',
    ],
    ['an outage', status(500), 'si-unavailable'],
    ['a rate limit', status(429, { 'retry-after': '600' }), 'si-rate-limited'],
    ['another shape', json({ id: petra }), 'si-bad-shape'],
  ] satisfies [string, Answer, string][])('says so of %s', async (_what, answer, code) => {
    const { api, calls } = await connect({ 'GET /api/v2/users/me': answer });
    await expect(api.testConnection()).rejects.toMatchObject({ code });
    expect(calls()).not.toContain('GET /api/v2/users/medium');
  });

  it('says that API access is off where the company says so', async () => {
    const company = { ...meFixture.company, enabledFeatures: { FEATURE_restApi: false } };
    const { api } = await connect({ 'GET /api/v2/users/me': json({ ...meFixture, company }) });
    await expect(api.testConnection()).rejects.toMatchObject({ code: 'si-api-not-enabled' });
  });

  it('takes a redirect to the login of the same host for a token that is not accepted', async () => {
    const { server } = await connect();
    const answers: Response[] = [];
    const api = createSiApi({
      address: 'acme',
      token: 't0ken',
      clock: createTestClock(),
      fetch: async (input, init) => {
        const request = new Request(input, init);
        expect(new URL(request.url).host).toBe('acme.small-improvements.com');
        if (request.redirect === 'manual') return new Response(null, { status: 302, headers: { location: '/login' } });
        expect(request.headers.get('authorization')).toBeNull();
        expect([request.method, request.credentials]).toEqual(['GET', 'omit']);
        const answer = new Response('<html>');
        Object.defineProperties(answer, {
          redirected: { value: true },
          url: { value: 'https://acme.small-improvements.com/login' },
        });
        answers.push(answer);
        return answer;
      },
    });
    await expect(api.testConnection()).rejects.toMatchObject({ code: 'si-wrong-token' });
    expect(answers).toHaveLength(1);
    expect(server.requests).toHaveLength(0);
  });

  it('does not believe a base address of another site', async () => {
    const company = { ...meFixture.company, baseUrl: 'https://evil.example/' };
    const { api } = await connect({ 'GET /api/v2/users/me': json({ ...meFixture, company }) });
    expect((await api.testConnection()).baseUrl).toBe('https://acme.small-improvements.com');
  });

  it('asks nothing with settings that cannot work', () => {
    const clock = createTestClock();
    const make = (address: string, token: string) => () => createSiApi({ address, token, clock, fetch });
    expect(make('', 'token')).toThrow(expect.objectContaining({ code: 'settings-missing' }));
    expect(make('https://evil.example', 'token')).toThrow(expect.objectContaining({ code: 'settings-invalid' }));
    expect(make('acme', ' ')).toThrow(expect.objectContaining({ code: 'settings-missing' }));
    expect(make('acme', 'to ken')).toThrow(expect.objectContaining({ code: 'si-wrong-token' }));
  });
});

describe('looking people up', () => {
  it.each([
    ['404', status(404)],
    ['an empty body', status(200)],
    ['null', json(null)],
    ['an empty list', json([])],
  ])('takes %s for not found', async (_what, answer) => {
    const { api } = await connect({
      'GET /api/v2/users/medium/by-external-system-id/5': answer,
      'GET /api/v2/users/medium/by-login': answer,
    });
    expect(await api.findByExternalId('5')).toBeUndefined();
    expect(await api.findByLogin('x@acme.example')).toBeUndefined();
  });

  it('does not take somebody who cannot be read for nobody', async () => {
    const broken = json({ ...profiles[0], location: { city: 'Berlin' } });
    const { api } = await connect({
      'GET /api/v2/users/medium/by-external-system-id/5': broken,
      'GET /api/v2/users/medium/by-login': broken,
    });
    await expect(api.findByExternalId('5')).rejects.toMatchObject({ code: 'si-bad-shape' });
    await expect(api.findByLogin('petra.muster@acme.example')).rejects.toMatchObject({ code: 'si-bad-shape' });
  });

  it('encodes what it looks for', async () => {
    const { api, server } = await connect();
    await api.findByExternalId('a/b?c');
    await api.findByLogin('a+b@acme.example');
    expect(server.requests[0]?.path).toBe('/api/v2/users/medium/by-external-system-id/a%2Fb%3Fc');
    expect(server.requests[1]?.query.get('loginname')).toBe('a+b@acme.example');
  });

  it('does not take somebody else for the person asked for', async () => {
    const { api } = await connect({
      'GET /api/v2/users/medium/by-external-system-id/6': json(profiles[0]),
      'GET /api/v2/users/medium/by-login': json(profiles[0]),
    });
    expect(await api.findByExternalId('6')).toBeUndefined();
    expect(await api.findByLogin('otto.beispiel@acme.example')).toBeUndefined();
    expect((await api.findByLogin('Petra.Muster@ACME.example'))?.id).toBe(petra);
  });

  it('takes somebody whose ID or login is not shown for the person asked for', async () => {
    const {
      externalSystemId: _id,
      loginname: _login,
      ...bare
    } = profileOf(petra) as NonNullable<ReturnType<typeof profileOf>>;
    const { api } = await connect({
      'GET /api/v2/users/medium/by-external-system-id/5': json(bare),
      'GET /api/v2/users/medium/by-login': json([bare]),
    });
    expect((await api.findByExternalId('5'))?.id).toBe(petra);
    expect((await api.findByLogin('p@acme.example'))?.id).toBe(petra);
  });

  it('lets a refusal through', async () => {
    const { api } = await connect({ 'GET /api/v2/users/medium/by-login': status(403) });
    await expect(api.findByLogin('x@acme.example')).rejects.toMatchObject({ code: 'si-forbidden' });
  });
});

describe('writing to Small Improvements', () => {
  it('changes only its own keys and sends back what else an update may hold', async () => {
    const { api, server, calls } = await connect(profileServer(otto, (body) => ({ ...profileOf(otto), ...body })));
    const user = await api.writeFields(otto, { jobTitle: 'Chair', location: null });
    expect(calls()).toEqual([`GET /api/v2/users/${otto}`, `PUT /api/v2/users/${otto}`]);
    expect(JSON.parse(server.requests[1]?.body ?? '')).toEqual({
      firstName: 'Otto',
      lastName: 'Beispiel',
      gender: 'male',
      role: 'Chair',
      loginname: 'otto.beispiel@acme.example',
      email: 'otto.beispiel@acme.example',
      department: null,
      team: 'Board',
      location: null,
      externalSystemId: 4,
      hiringDate: '2022-06-14T23:00:00Z',
    });
    expect(user).toMatchObject({ id: otto, jobTitle: 'Chair', location: null, managerId: null });
  });

  it('writes the work email to login and address, but leaves a login of its own alone', async () => {
    const same = await connect(profileServer(otto, (body) => ({ ...profileOf(otto), ...body })));
    await same.api.writeFields(otto, { workEmail: 'O.Beispiel@acme.example' });
    expect(JSON.parse(same.server.requests[1]?.body ?? '')).toMatchObject({
      loginname: 'O.Beispiel@acme.example',
      email: 'O.Beispiel@acme.example',
    });
    const own = { ...profileOf(otto), email: 'otto@other.example' };
    const apart = await connect({
      ...profileServer(otto, (body) => ({ ...own, ...body })),
      [`GET /api/v2/users/${otto}`]: json(own),
    });
    await apart.api.writeFields(otto, { workEmail: 'O.Beispiel@acme.example' });
    expect(JSON.parse(apart.server.requests[1]?.body ?? '')).toMatchObject({
      loginname: 'otto.beispiel@acme.example',
      email: 'O.Beispiel@acme.example',
    });
  });

  it('writes both where the company allows no login of its own', async () => {
    const own = { ...profileOf(otto), email: 'old@acme.example' };
    const { api, server } = await connect({
      ...profileServer(otto, (body) => ({ ...own, ...body })),
      [`GET /api/v2/users/${otto}`]: json(own),
    });
    await api.readEverybody();
    await api.writeFields(otto, { workEmail: 'O.Beispiel@acme.example' });
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toMatchObject({
      loginname: 'O.Beispiel@acme.example',
      email: 'O.Beispiel@acme.example',
    });
  });

  it.each([
    ['no address', { email: null }],
    ['an empty address', { email: '' }],
    ['no login', { loginname: null }],
  ])('writes both where the account has %s', async (_what, lacking) => {
    const row = { ...profileOf(otto), ...lacking };
    const { api, server } = await connect({
      ...profileServer(otto, (body) => ({ ...row, ...body })),
      [`GET /api/v2/users/${otto}`]: json(row),
    });
    await api.writeFields(otto, { workEmail: 'O.Beispiel@acme.example' });
    expect(JSON.parse(server.requests[1]?.body ?? '')).toMatchObject({
      loginname: 'O.Beispiel@acme.example',
      email: 'O.Beispiel@acme.example',
    });
  });

  it('shows whoever sends what the account looked like right before', async () => {
    const { api } = await connect(profileServer(otto, (body) => ({ ...profileOf(otto), ...body })));
    const seen: unknown[] = [];
    await api.writeFields(otto, { jobTitle: 'Chair' }, { beforeSend: async (user) => void seen.push(user) });
    expect(seen).toEqual([expect.objectContaining({ id: otto, jobTitle: 'Chief', externalId: '4' })]);
  });

  it("reads the profile when a write is answered with somebody else's", async () => {
    const { api, calls } = await connect(profileServer(otto, () => profileOf(petra)));
    expect((await api.writeFields(otto, { jobTitle: 'Chair' })).id).toBe(otto);
    expect(calls()).toHaveLength(3);
  });

  it('never empties a login', async () => {
    const { api, server } = await connect(profileServer(otto, (body) => ({ ...profileOf(otto), ...body })));
    await api.writeFields(otto, { workEmail: null, gender: null });
    expect(JSON.parse(server.requests[1]?.body ?? '')).toMatchObject({
      loginname: 'otto.beispiel@acme.example',
      gender: 'unspecified',
    });
  });

  it('uses the name the profile has for the employee ID, and the date format it shows', async () => {
    const { externalSystemId: _, ...rest } = profileOf(petra) as NonNullable<ReturnType<typeof profileOf>>;
    const other = { ...rest, employeeId: null };
    const { api, server } = await connect({
      [`GET /api/v2/users/${petra}`]: json(other),
      [`PUT /api/v2/users/${petra}`]: ({ body }, response) =>
        sendJson(response, { ...other, ...(JSON.parse(body) as object) }),
    });
    const user = await api.writeFields(petra, { employeeId: '88', hireDate: '2021-03-01' });
    const body = JSON.parse(server.requests[1]?.body ?? '') as Record<string, unknown>;
    expect(body).toMatchObject({ employeeId: '88', hiringDate: Date.UTC(2021, 2, 1) });
    expect(body).not.toHaveProperty('externalSystemId');
    expect(user).toMatchObject({ externalId: '88', hireDate: '2021-03-01' });
  });

  it('reports it when another field is empty afterwards', async () => {
    const { api } = await connect(profileServer(otto, (body) => ({ ...profileOf(otto), ...body, team: null })));
    await expect(api.writeFields(otto, { jobTitle: 'Chair' })).rejects.toMatchObject({
      code: 'write-blanked-field',
      context: { fields: ['team'] },
    });
  });

  it('reads the profile when a write is answered with nothing', async () => {
    const { api, calls } = await connect({
      ...profileServer(otto, () => ({})),
      [`PUT /api/v2/users/${otto}`]: status(204),
    });
    expect((await api.writeFields(otto, { jobTitle: 'Chair' })).jobTitle).toBe('Chief');
    expect(calls()).toHaveLength(3);
  });

  describe('whose profile cannot be read after a write SI answered with nothing', () => {
    const refusals = [
      [429, { 'retry-after': '2400' }],
      [401, {}],
      [403, {}],
      [404, {}],
      [400, {}],
      [302, { location: '/login' }],
    ] as const;

    /** Takes each write without a word, and shows no profile from then on. */
    function silentServer(path: string, refusal: Answer): Record<string, Answer> {
      let isWritten = false;
      return {
        [`GET /api/v2/users/${otto}`]: (...call) => (isWritten ? refusal : json(profileOf(otto)))(...call),
        [`PUT /api/v2/users/${otto}${path}`]: (...call) => {
          isWritten = true;
          status(200)(...call);
        },
      };
    }

    it.each(refusals)('(%i) says that the outcome is open, not that the write was refused', async (code, headers) => {
      const fields = await connect(silentServer('', status(code, headers)));
      const manager = await connect(silentServer('/manager', status(code, headers)));

      await expect(fields.api.writeFields(otto, { jobTitle: 'Chair' })).rejects.toMatchObject({
        code: 'si-unavailable',
      });
      await expect(manager.api.writeManager(otto, petra)).rejects.toMatchObject({ code: 'si-unavailable' });
    });

    it('names until when SI wants to be left alone', async () => {
      const { api } = await connect(silentServer('', status(429, { 'retry-after': '2400' })));
      const context = { status: 429, operation: 'si.profile', retryAtMs: createTestClock().now() + 2_400_000 };
      await expect(api.writeFields(otto, { jobTitle: 'Chair' })).rejects.toMatchObject({
        code: 'si-unavailable',
        context,
      });
    });
  });

  it("never writes on the base of somebody else's profile", async () => {
    const { api, calls } = await connect({ [`GET /api/v2/users/${otto}`]: json(profileOf(petra)) });
    await expect(api.writeFields(otto, { jobTitle: 'Chair' })).rejects.toMatchObject({ code: 'si-bad-shape' });
    expect(calls()).toHaveLength(1);
  });

  it.each([400, 403, 429, 500, 503])('sends a refused write (%i) once', async (code) => {
    const { api, calls } = await connect({
      ...profileServer(otto, () => ({})),
      [`PUT /api/v2/users/${otto}`]: status(code, { 'retry-after': '1' }),
    });
    await expect(api.writeFields(otto, { jobTitle: 'Chair' })).rejects.toMatchObject({ name: 'AppError' });
    expect(calls().filter((call) => call.startsWith('PUT'))).toHaveLength(1);
  });

  it('sets a manager by query and clears one by leaving it out', async () => {
    const { api, server } = await connect({
      [`PUT /api/v2/users/${lea}/manager`]: ({ query }, response) =>
        sendJson(response, { ...profileOf(lea), managerId: query.get('managerId') }),
    });
    expect((await api.writeManager(lea, petra)).managerId).toBe(petra);
    expect((await api.writeManager(lea, null)).managerId).toBeNull();
    expect(server.requests.map((request) => [request.query.get('managerId'), request.body])).toEqual([
      [petra, ''],
      [null, ''],
    ]);
  });

  it('invites one person by names and email, without a mail, and writes nothing else', async () => {
    const made = {
      id: 'e1B2c3D4e5F6g7H8i9J0zA',
      loginname: 'new@acme.example',
      firstName: 'New',
      lastName: 'Person',
      isActive: true,
    };
    const { api, server, calls } = await connect({ 'POST /api/v2/users/medium/invite': json([made], 201) });
    const user = await api.create({
      firstName: 'New',
      lastName: 'Person',
      workEmail: 'new@acme.example',
      department: 'Sales',
      employeeId: '9',
    });
    expect(calls()).toEqual(['POST /api/v2/users/medium/invite']);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual([
      {
        firstName: 'New',
        lastName: 'Person',
        email: 'new@acme.example',
        loginname: 'new@acme.example',
        sendMail: false,
      },
    ]);
    expect(user).toMatchObject({ id: made.id, department: NOT_OFFERED });
  });

  it('gives nobody when the invitation does not say whom it made', async () => {
    for (const answer of [status(200), json([]), json([{ id: 'x', loginname: 'other@acme.example' }])]) {
      const { api } = await connect({ 'POST /api/v2/users/medium/invite': answer });
      expect(await api.create({ firstName: 'N', lastName: 'P', workEmail: 'new@acme.example' })).toBeUndefined();
    }
  });

  it.each([
    ['as one person', { id: 'x', loginname: 'NEW@acme.example' }],
    ['by the id alone', [{ id: 'x' }]],
    [
      'by the address alone',
      [
        { id: 'y', email: 'other@acme.example' },
        { id: 'x', email: 'New@acme.example' },
      ],
    ],
  ])('knows whom it made where SI says so %s', async (_what, answer) => {
    const { api } = await connect({ 'POST /api/v2/users/medium/invite': json(answer) });
    const values = { firstName: 'N', lastName: 'P', workEmail: 'new@acme.example' };
    expect((await api.create(values))?.id).toBe('x');
  });

  it('sends an invitation once, whatever happens', async () => {
    const { api, calls } = await connect({ 'POST /api/v2/users/medium/invite': status(503) });
    await expect(api.create({ workEmail: 'new@acme.example' })).rejects.toMatchObject({ code: 'si-unavailable' });
    expect(calls()).toHaveLength(1);
  });

  it('locks and unlocks in one request and gives the ids SI answers, if any', async () => {
    const { api, server } = await connect({
      'POST /api/v2/users/roles/lock': json([otto]),
      'POST /api/v2/users/roles/unlock': status(200),
    });
    expect(await api.lock([otto, lea])).toEqual([otto]);
    expect(await api.unlock([lea])).toEqual([]);
    expect(server.requests.map((request) => request.body)).toEqual([
      JSON.stringify([otto, lea]),
      JSON.stringify([lea]),
    ]);
  });

  describe('of a password mail', () => {
    const logins = 'POST /api/v2/users/medium/by-logins';
    const mail = `POST /api/v2/users/${lea}/mail/welcome`;

    it('is one streamed request to one person, once a stream has arrived', async () => {
      const { server, api, calls, streamed } = await connect({ [logins]: json([]), [mail]: status(200) });
      const before: (readonly string[])[] = [];
      const beforeSend = async () => void before.push(calls());
      await api.sendPasswordEmail(lea, { beforeSend });
      await api.sendPasswordEmail(lea, { beforeSend });
      expect(calls()).toEqual([logins, mail, mail]);
      expect(before).toEqual([[logins], [logins, mail]]);
      expect(server.requests.map(({ body }) => body)).toEqual(['[]', '', '']);
      expect(streamed()).toEqual([true, true, true]);
    });

    it.each([400, 411, 503])('is an ordinary one where a stream is answered with %i', async (code) => {
      const { api, calls, streamed } = await connect({ [logins]: status(code), [mail]: status(200) });
      await api.sendPasswordEmail(lea);
      expect(calls()).toEqual([logins, mail]);
      expect(streamed()).toEqual([true, false]);
    });
  });
});
