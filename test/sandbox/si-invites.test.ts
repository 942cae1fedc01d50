import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

function users() {
  return h.sandbox.state.si.users;
}

describe('invitations', () => {
  const person = { firstName: 'Zoë', lastName: 'Newcomer', email: 'zoe.newcomer@larkspur.example' };

  it('creates a bare account and mails it unless told not to', async () => {
    const created = (await (
      await h.siWrite('POST', 'users/medium/invite', [{ ...person, role: 'Pilot' }])
    ).json()) as Row[];
    expect(created[0]).toMatchObject({
      firstName: 'Zoë',
      loginname: person.email,
      isActive: true,
      externalSystemId: null,
    });
    expect(await h.siJson(`users/${String(created[0]?.['id'])}`)).toMatchObject({ role: null, email: person.email });
    expect(h.sandbox.state.si.mails).toMatchObject([{ userId: created[0]?.['id'], kind: 'invite' }]);
    const silent = { ...person, email: 'second@larkspur.example', sendMail: false };
    await h.siWrite('POST', 'users/medium/invite', [silent]);
    expect(h.sandbox.state.si.mails).toHaveLength(1);
  });

  it('mails by flag, never or always, as the mode says', async () => {
    const invite = (login: string, extra: Row = {}): Promise<Response> =>
      h.siWrite('POST', 'users/medium/invite', [{ ...person, email: `${login}@larkspur.example`, ...extra }]);
    h.sandbox.modes.si.inviteMail = 'by-flag';
    await invite('a');
    expect(h.sandbox.state.si.mails).toHaveLength(0);
    await invite('b', { sendMail: true });
    expect(h.sandbox.state.si.mails).toHaveLength(1);
    h.sandbox.modes.si.inviteMail = 'never';
    await invite('c', { sendMail: true });
    expect(h.sandbox.state.si.mails).toHaveLength(1);
    h.sandbox.modes.si.inviteMail = 'always';
    await invite('d', { sendMail: false });
    expect(h.sandbox.state.si.mails).toHaveLength(2);
    h.sandbox.modes.si.inviteFields = 'all';
    const full = (await (await invite('e', { role: 'Pilot', externalSystemId: '4711' })).json()) as Row[];
    expect(full[0]).toMatchObject({ externalSystemId: '4711' });
  });

  it('refuses a known login and the whole batch with it, or gives the account back', async () => {
    const before = users().length;
    const known = { ...person, email: users()[0]?.loginname.toUpperCase() };
    expect((await h.siWrite('POST', 'users/medium/invite', [person, known])).status).toBe(400);
    expect(users()).toHaveLength(before);
    h.sandbox.modes.si.inviteDuplicate = 'existing';
    const back = (await (await h.siWrite('POST', 'users/medium/invite', [known])).json()) as Row[];
    expect(back[0]).toMatchObject({ id: users()[0]?.id });
    expect(h.sandbox.state.si.mails).toHaveLength(0);
  });

  it('needs names, an address, the right, and a User-Agent on one endpoint', async () => {
    const invite = (body: unknown): Promise<Response> => h.siWrite('POST', 'users/medium/invite', body);
    expect((await invite([{ email: 'x@y.test' }])).status).toBe(400);
    expect((await invite([{ firstName: 'A', lastName: 'B' }])).status).toBe(400);
    expect((await invite(person)).status).toBe(400);
    expect((await h.siWrite('POST', 'users/medium/invite', [person], 'employee')).status).toBe(403);
    const named = {
      method: 'POST',
      body: JSON.stringify([person]),
      headers: { 'Content-Type': 'application/json', 'User-Agent': 'test' },
    };
    expect((await h.si('users/invite', named)).status).toBe(200);
    h.sandbox.state.si.settings.currentUserCanInviteUsers = false;
    expect((await invite([{ ...person, email: 'other@y.test' }])).status).toBe(403);
  });

  it('counts licences and stops at them when locked', async () => {
    h.sandbox.state.si.licences = { paid: 0, autoAdjust: false, overageLockout: true };
    expect((await h.siWrite('POST', 'users/medium/invite', [person])).status).toBe(400);
    const locked = users().find((user) => !user.isActive);
    expect((await h.siWrite('POST', 'users/roles/unlock', [locked?.id])).status).toBe(400);
    const me = (await h.siJson('users/me')) as { company: { payment: Row; userCount: number } };
    expect(me.company.payment).toMatchObject({ licenseCountExceeded: true });
    expect(me.company.userCount).toBe(users().filter((user) => user.isActive && !user.isGuest).length);
  });
});
