import { get } from 'node:https';
import { describe, expect, it } from 'vitest';
import { mergeModes } from '../../sandbox/state/modes.ts';
import type { SiUser } from '../../sandbox/state/si-state.ts';
import { useSandbox } from './harness.ts';

const h = useSandbox();

function somebody(): SiUser {
  return h.sandbox.state.si.users.find((user) => user.isActive && !user.isAdmin) as SiUser;
}

async function put(body: Record<string, unknown>): Promise<number> {
  return (await h.siWrite('PUT', `users/${somebody().id}`, body)).status;
}

const BAD_LOGINS = [
  'p7@example.com\u200B',
  '\u202Ap7@example.com\u202C',
  'N/A',
  'a@example.com; b@example.com',
  'a@example.com,b@example.com',
  'Anna <a@example.com>',
  'a b@example.com',
  'a@localhost',
  'a@b@example.com',
];

describe('logins', () => {
  it.each(BAD_LOGINS)('%j is refused in an update and an invitation, and taken by mode', async (login) => {
    const before = somebody().loginname;
    expect(await put({ loginname: login, email: login })).toBe(400);
    const invitation = [{ firstName: 'New', lastName: 'Person', loginname: login }];
    expect((await h.siWrite('POST', 'users/medium/invite', invitation)).status).toBe(400);
    expect(somebody().loginname).toBe(before);
    h.sandbox.modes.si.ruleStatus = 422;
    expect(await put({ loginname: login, email: login })).toBe(422);
    h.sandbox.modes.si.loginForm = 'anything';
    expect(await put({ loginname: login, email: login })).toBe(200);
    expect(somebody()).toMatchObject({ loginname: login, email: login });
  });

  it.each(['o.brien+hr@sub.example.com', 'jörg@müller.example', "o'neill@example.com"])(
    '%s is an address',
    async (login) => {
      expect(await put({ loginname: login, email: login })).toBe(200);
    },
  );

  it('an address that is no longer one may stay', async () => {
    Object.assign(somebody(), { loginname: 'old login', email: 'old login' });
    expect(await put({ loginname: 'old login', email: 'old login', role: 'Baker' })).toBe(200);
  });
});

describe('the stored form of texts', () => {
  it('collapses, escapes, cuts, and tells so by the profile it answers', async () => {
    h.sandbox.modes.si.storedForm = { role: 'collapse', department: 'escape', location: 'cut' };
    const response = await h.siWrite('PUT', `users/${somebody().id}`, {
      role: ' Senior  Engineer',
      department: 'R & D <x>',
      location: 'Manchester, Oxford Road Station',
      team: 'A  &  B',
    });
    expect(await response.json()).toMatchObject({
      role: 'Senior Engineer',
      department: 'R &amp; D &lt;x&gt;',
      location: 'Manchester, Oxford R',
      team: 'A  &  B',
    });
  });

  it.each([
    ['escape-twice', 'R &amp;amp; D'],
    ['escape-cut', 'R &amp; D'],
    ['entities', 'R &amp; D'],
    ['plain', 'R & D'],
  ] as const)('%s', async (form, department) => {
    h.sandbox.modes.si.storedForm = { department: form, location: form };
    await put({ department: 'R & D', location: 'Café Straße Łódź <Ræ>' });
    const locations = {
      'escape-twice': 'Café Straße Łódź &amp;lt;Ræ&amp;gt;',
      'escape-cut': 'Café Straße Łódź &lt',
      entities: 'Caf&eacute; Stra&szlig;e Ł&oacute;d&zacute; &lt;Ræ&gt;',
      plain: 'Cafe Strasse Lodz <Ræ>',
    };
    expect(somebody()).toMatchObject({ department, location: locations[form] });
  });

  it('does not work on what is there already', async () => {
    h.sandbox.modes.si.storedForm = { department: 'escape' };
    await put({ department: 'R & D' });
    await put({ department: somebody().department, role: 'Baker' });
    expect(somebody()).toMatchObject({ department: 'R &amp; D', role: 'Baker' });
  });

  it('refuses what the other forms would change, and nothing of that request is kept', async () => {
    h.sandbox.modes.si.storedForm = { role: 'refuse' };
    const before = { ...somebody() };
    for (const role of ['Senior  Engineer', 'R&D Engineer', 'Engineer of very many things']) {
      expect(await put({ role, location: 'Elsewhere' })).toBe(400);
    }
    expect(somebody()).toEqual(before);
    expect(await put({ role: 'Senior Engineer' })).toBe(200);
  });

  it('holds for the names of new people', async () => {
    h.sandbox.modes.si.storedForm = { lastName: 'collapse' };
    const invitation = [{ firstName: 'Anna', lastName: 'van  Dyk', loginname: 'anna@example.com' }];
    await h.siWrite('POST', 'users/medium/invite', invitation);
    expect(h.sandbox.state.si.users.at(-1)).toMatchObject({ firstName: 'Anna', lastName: 'van Dyk' });
  });

  it('is checked when it is set, like lists of names', () => {
    const { modes } = h.sandbox;
    expect(() => mergeModes(modes, { si: { storedForm: { role: 'shout' } } })).toThrow(RangeError);
    expect(() => mergeModes(modes, { si: { storedForm: { loginname: 'cut' } } })).toThrow(RangeError);
    expect(() => mergeModes(modes, { bamboo: { unoffered: 'gender' } })).toThrow(RangeError);
  });
});

describe('the User-Agent header', () => {
  it('may be required', async () => {
    const { token, address } = h.sandbox.accounts.smallImprovements;
    /** Node's own client adds no such header. */
    const status = (headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        get({
          host: '127.0.0.1',
          port: h.sandbox.port,
          path: '/api/v2/users/me',
          rejectUnauthorized: false,
          headers: { Host: new URL(address).host, Authorization: `Bearer ${token}`, ...headers },
        })
          .once('response', (response) => resolve(response.resume().statusCode))
          .once('error', reject);
      });
    expect(await status({})).toBe(200);
    h.sandbox.modes.si.userAgent = 'required';
    expect(await status({})).toBe(400);
    expect(await status({ 'User-Agent': 'test' })).toBe(200);
  });
});
