import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

async function me(token = 'admin'): Promise<Row & { customReplacements: Record<string, string>; company: Row }> {
  return (await h.siJson('users/me', { token })) as Awaited<ReturnType<typeof me>>;
}

describe('GET users/me', () => {
  it('has the captured vocabulary keys, in the words of the company', async () => {
    const { customReplacements } = await me();
    expect(Object.keys(customReplacements).toSorted()).toEqual(
      [
        'manager',
        'manager.big',
        'manager.plural',
        'manager.plural.big',
        'report',
        'report.big',
        'report.plural',
        'report.plural.big',
        'secondaryManager.big',
        'pr.managerAssessment',
        'pr.managerAssessment.plural',
      ].toSorted(),
    );
    expect(customReplacements['manager']).toBe('manager');
    h.sandbox.modes.si.vocabulary = 'renamed';
    expect((await me()).customReplacements).toMatchObject({ manager: 'PR host', 'manager.plural.big': 'PR hosts' });
  });

  it("has a number as plan, an id as creator, the company's zone", async () => {
    const { company } = await me();
    expect(typeof (company['payment'] as Row)['plan']).toBe('number');
    expect(company['creator']).toBe(h.sandbox.state.si.creatorId);
    h.sandbox.state.si.settings.timeZone = 'America/Chicago';
    expect((await me()).company['companySettings']).toMatchObject({ timeZone: 'America/Chicago' });
  });

  it('lets a plain user change neither password nor second step with single sign-on', async () => {
    const rights = async (token: string): Promise<Row> => (await me(token))['permissions'] as Row;
    expect(await rights('employee')).toMatchObject({ canChangePassword: true, canToggleTwoFactor: true });
    h.sandbox.state.si.settings.ssoActive = true;
    expect(await rights('employee')).toMatchObject({ canChangePassword: false, canToggleTwoFactor: false });
  });
});
