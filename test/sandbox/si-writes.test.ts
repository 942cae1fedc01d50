import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

function users() {
  return h.sandbox.state.si.users;
}

/** An active account that is nobody special. */
function ordinary(index = 0) {
  const tokens = new Set(h.sandbox.state.si.tokens.map((token) => token.userId));
  const found = users().filter(
    (user) =>
      user.isActive &&
      !user.isAdmin &&
      !user.isGuest &&
      user.role !== null &&
      user.managerId !== null &&
      user.externalSystemId !== null &&
      !tokens.has(user.id),
  )[index];
  if (!found) throw new Error('no ordinary user');
  return found;
}

function tokenUser(name: string) {
  const id = h.sandbox.state.si.tokens.find((token) => token.name === name)?.userId;
  const found = users().find((user) => user.id === id);
  if (!found) throw new Error(`no user of token ${name}`);
  return found;
}

describe('PUT users/{id}', () => {
  it('patches the sent keys by default, drops unknown ones and answers the profile', async () => {
    const user = { ...ordinary() };
    const response = await h.siWrite('PUT', `users/${user.id}`, { role: 'Astronaut', shoeSize: 44, isActive: false });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      id: user.id,
      role: 'Astronaut',
      location: user.location,
      isActive: true,
    });
    expect(h.sandbox.state.si.audit.at(-1)).toMatchObject({
      action: 'update',
      before: { role: user.role },
      after: { role: 'Astronaut' },
    });
  });

  it('blanks what was not sent in replace mode, but no name or login', async () => {
    const user = { ...ordinary() };
    h.sandbox.modes.si.userUpdate = 'replace';
    const profile = (await (await h.siWrite('PUT', `users/${user.id}`, { role: 'Astronaut' })).json()) as Row;
    expect(profile).toMatchObject({
      role: 'Astronaut',
      department: null,
      location: null,
      hiringDate: null,
      externalSystemId: null,
    });
    expect(profile).toMatchObject({ gender: 'unspecified', firstName: user.firstName, loginname: user.loginname });
  });

  it('refuses unknown keys in the strict mode and ignores chosen keys in another', async () => {
    const user = ordinary();
    h.sandbox.modes.si.userUpdate = 'reject-unknown';
    expect((await h.siWrite('PUT', `users/${user.id}`, { role: 'x', shoeSize: 44 })).status).toBe(400);
    h.sandbox.modes.si.userUpdate = 'patch';
    h.sandbox.modes.si.ignoredUpdateKeys = ['department'];
    const before = user.department;
    const profile = await (await h.siWrite('PUT', `users/${user.id}`, { role: 'Pilot', department: 'Space' })).json();
    expect(profile).toMatchObject({ role: 'Pilot', department: before });
  });

  it('keeps login and mail address one, and logins and external ids unique', async () => {
    const [user, other] = [ordinary(0), ordinary(1)];
    const put = (body: Row): Promise<Response> => h.siWrite('PUT', `users/${user.id}`, body);
    expect(await (await put({ email: 'new@larkspur.example' })).json()).toMatchObject({
      loginname: 'new@larkspur.example',
    });
    expect((await put({ email: 'a@x.test', loginname: 'b@x.test' })).status).toBe(400);
    expect((await put({ loginname: other.loginname.toUpperCase() })).status).toBe(400);
    expect((await put({ externalSystemId: other.externalSystemId })).status).toBe(400);
    h.sandbox.modes.si.ruleStatus = 409;
    expect((await put({ loginname: other.loginname })).status).toBe(409);
    h.sandbox.modes.si.duplicateExternalId = 'allowed';
    expect((await put({ externalSystemId: other.externalSystemId })).status).toBe(200);
    h.sandbox.state.si.settings.allowIndependentEmailAddress = true;
    expect(await (await put({ email: 'only@mail.test' })).json()).toMatchObject({
      email: 'only@mail.test',
      loginname: 'new@larkspur.example',
    });
  });

  it('checks values and media type', async () => {
    const put = (body: unknown): Promise<Response> => h.siWrite('PUT', `users/${ordinary().id}`, body);
    expect((await put({ gender: 'Male' })).status).toBe(400);
    expect((await put({ firstName: ' ' })).status).toBe(400);
    expect((await put({ hiringDate: 'soon' })).status).toBe(400);
    expect((await put([])).status).toBe(400);
    expect((await put({ location: '' })).status).toBe(200);
    expect(ordinary().location).toBeNull();
    const text = await h.si(`users/${ordinary().id}`, {
      method: 'PUT',
      body: '{}',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(text.status).toBe(415);
  });

  it('is for administrators; the external id for Tech Admins', async () => {
    const user = ordinary();
    for (const token of ['employee', 'manager', 'assistant']) {
      expect((await h.siWrite('PUT', `users/${user.id}`, { role: 'x' }, token)).status).toBe(403);
    }
    const before = user.externalSystemId;
    const profile = await (
      await h.siWrite('PUT', `users/${user.id}`, { role: 'y', externalSystemId: '777' }, 'hrOnly')
    ).json();
    expect(profile).toMatchObject({ role: 'y', externalSystemId: before });
  });

  it('refuses while another synchronisation owns the profiles', async () => {
    h.sandbox.state.si.settings.synchronizedWithBamboo = true;
    expect((await h.siWrite('PUT', `users/${ordinary().id}`, { role: 'x' })).status).toBe(403);
    expect((await h.siWrite('PUT', `users/${ordinary().id}/manager`)).status).toBe(403);
  });
});

describe('PUT users/{id}/manager', () => {
  it('sets and clears, and rejects loops of any length', async () => {
    const leaf = users().find(
      (user) => user.isActive && user.managerId !== null && !users().some((other) => other.managerId === user.id),
    );
    const boss = users().find((user) => user.id === leaf?.managerId);
    const top = users().find((user) => user.id === boss?.managerId);
    const set = (id: string | undefined, managerId: string | undefined): Promise<Response> =>
      h.siWrite('PUT', `users/${id}/manager?managerId=${encodeURIComponent(managerId ?? '')}`);
    expect((await set(boss?.id, leaf?.id)).status).toBe(400);
    expect((await set(top?.id, leaf?.id)).status).toBe(400);
    expect((await set(boss?.id, boss?.id)).status).toBe(400);
    expect(await (await set(leaf?.id, top?.id)).json()).toMatchObject({ managerId: top?.id });
    expect(await (await h.siWrite('PUT', `users/${leaf?.id}/manager`)).json()).toMatchObject({ managerId: null });
    h.sandbox.modes.si.managerOmitted = 'error';
    expect((await h.siWrite('PUT', `users/${leaf?.id}/manager`)).status).toBe(400);
    expect((await set(leaf?.id, 'unknown')).status).toBe(404);
    const locked = users().find((user) => !user.isActive);
    expect((await set(leaf?.id, locked?.id)).status).toBe(400);
    h.sandbox.modes.si.lockedManager = 'accepted';
    expect((await set(leaf?.id, locked?.id)).status).toBe(200);
  });
});

describe('locking, mails, deletion', () => {
  it('locks and unlocks, answering changed ids or all of them', async () => {
    const ids = [ordinary(0).id, ordinary(1).id];
    expect(await (await h.siWrite('POST', 'users/roles/lock', ids)).json()).toEqual(ids);
    expect(await (await h.siWrite('POST', 'users/roles/lock', ids)).json()).toEqual([]);
    h.sandbox.modes.si.lockResult = 'all';
    expect(await (await h.siWrite('POST', 'users/roles/lock', ids)).json()).toEqual(ids);
    expect(await (await h.siWrite('POST', 'users/roles/unlock', ids)).json()).toEqual(ids);
    expect(
      users()
        .filter((user) => ids.includes(user.id))
        .every((user) => user.isActive),
    ).toBe(true);
    expect((await h.siWrite('POST', 'users/roles/lock', [...ids, 'unknown'])).status).toBe(404);
    expect((await h.siWrite('POST', 'users/roles/lock', ids, 'employee')).status).toBe(403);
  });

  it('keeps the last Super User', async () => {
    const supers = users()
      .filter((user) => user.isAdmin && user.isHR)
      .map((user) => user.id);
    expect(supers).toHaveLength(2);
    expect((await h.siWrite('POST', 'users/roles/lock', supers)).status).toBe(400);
    expect((await h.siWrite('POST', 'users/roles/lock', [tokenUser('service').id])).status).toBe(200);
    expect((await h.siWrite('POST', 'users/roles/lock', [tokenUser('admin').id])).status).toBe(400);
  });

  it('records every mail with its sender', async () => {
    const [one, two] = [ordinary(0).id, ordinary(1).id];
    expect((await h.siWrite('POST', 'users/mail/welcome', [one, two])).status).toBe(200);
    expect((await h.siWrite('POST', `users/${one}/mail/password-reset`)).status).toBe(200);
    const by = tokenUser('admin').id;
    expect(h.sandbox.state.si.mails).toMatchObject([
      { userId: one, kind: 'welcome', by },
      { userId: two, kind: 'welcome', by },
      { userId: one, kind: 'password-reset', by },
    ]);
    expect((await h.siWrite('POST', 'users/mail/welcome', [one], 'employee')).status).toBe(403);
    expect((await h.siWrite('POST', 'users/mail/birthday', [one])).status).toBe(404);
  });
});
