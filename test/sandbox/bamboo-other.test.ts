import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();

/** Id of some employee who is not the owner of a key. */
function somebody(): string {
  return h.sandbox.state.bamboo.employees[2]?.id ?? '';
}

describe('GET employees/{id}', () => {
  it('gives the employee of the key for 0, and a bare 0 without one', async () => {
    const owner = h.sandbox.state.bamboo.keys.find((key) => key.name === 'full')?.employeeId;
    const own = (await (await h.bamboo('employees/0?fields=firstName,workEmail,terminationDate')).json()) as Row;
    expect(own).toMatchObject({ id: owner, terminationDate: '0000-00-00' });
    expect(await (await h.bamboo('employees/0?fields=firstName', { key: 'noEmployee' })).json()).toEqual({ id: '0' });
    expect(await (await h.bamboo(`employees/${somebody()}`)).json()).toEqual({ id: somebody() });
  });

  it('omits withheld and unknown fields without a marker', async () => {
    const read = async (key: string): Promise<Row> =>
      (await (await h.bamboo(`employees/${somebody()}?fields=status,lastName,nonsense`, { key })).json()) as Row;
    expect(Object.keys(await read('full'))).toEqual(['id', 'status', 'lastName']);
    expect(Object.keys(await read('noStatus'))).toEqual(['id', 'lastName']);
  });

  it('answers 403 out of reach and the doubled 404 for nobody', async () => {
    const hidden = await h.bamboo(`employees/${somebody()}?fields=status`, { key: 'nobody' });
    expect(hidden.status).toBe(403);
    expect(hidden.headers.get('x-bamboohr-error-message')).toBe('Insufficient Permissions to view this employee');
    const missing = await h.bamboo('employees/99999?fields=status');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    expect(missing.headers.get('x-bamboohr-error-message')).toBe('Employee not found, Employee not found');
    expect(missing.headers.get('x-bamboohr-error-messsage')).toBe('Employee not found, Employee not found');
    expect(await missing.text()).toBe('');
  });

  it('speaks XML unless JSON is accepted', async () => {
    for (const path of [
      `employees/${somebody()}?fields=lastName`,
      'employees/directory',
      'meta/fields',
      'meta/users',
    ]) {
      const response = await h.bamboo(path, { headers: { Accept: '*/*' } });
      expect(response.headers.get('content-type')).toContain('text/xml');
      expect(await response.text()).toMatch(/^<\?xml/);
    }
  });
});

describe('GET employees/changed', () => {
  it('names deleted people, and writes an empty map as an object, by mode as an array', async () => {
    const deleted = h.sandbox.state.bamboo.deleted[0];
    const since = new Date(Date.now() - 10 * 86_400_000).toISOString();
    const read = async (query: string): Promise<{ latest: string; employees: Record<string, Row> }> =>
      (await (await h.bamboo(`employees/changed?${query}`)).json()) as never;
    const gone = await read(`since=${since}&type=deleted`);
    expect(gone.employees).toEqual({
      [deleted?.id ?? '']: { id: deleted?.id, action: 'Deleted', lastChanged: deleted?.at },
    });
    const all = await read(`since=${since}`);
    expect(new Set(Object.values(all.employees).map((row) => row['action']))).toContain('Updated');
    const none = await read(`since=${new Date(Date.now() + 86_400_000).toISOString()}`);
    expect(none.employees).toEqual({});
    h.sandbox.modes.bamboo.changedEmpty = 'array';
    expect((await read(`since=${new Date(Date.now() + 86_400_000).toISOString()}`)).employees).toEqual([]);
  });

  it('needs a good since and type', async () => {
    for (const query of ['', 'since=yesterday', 'since=2026-01-01T00:00:00Z&type=moved']) {
      expect((await h.bamboo(`employees/changed?${query}`)).status).toBe(400);
    }
  });
});

describe('directory, meta, photos', () => {
  it('shows active, shared people to every key, "First Last" supervisors, a number for canUploadPhoto', async () => {
    const read = async (): Promise<{ fields: Row[]; employees: Row[] }> =>
      (await (await h.bamboo('employees/directory', { key: 'nobody' })).json()) as never;
    const { employees } = await read();
    expect(employees.length).toBeGreaterThan(60);
    expect(employees.length).toBeLessThan(100);
    expect(employees[0]).toMatchObject({ canUploadPhoto: 1 });
    expect(employees[0]).not.toHaveProperty('status');
    expect(employees.some((row) => String(row['supervisor']).includes(','))).toBe(false);
    h.sandbox.modes.bamboo.directory = 'org-chart';
    expect((await read()).employees[0]).not.toHaveProperty('workEmail');
    h.sandbox.modes.bamboo.directory = 'off';
    const off = await h.bamboo('employees/directory');
    expect(off.status).toBe(403);
    expect(off.headers.get('x-bamboohr-error-message')).toBe('Directory disabled for this account');
  });

  it('lists fields for everybody, users with numeric ids for administrators only', async () => {
    const fields = (await (await h.bamboo('meta/fields', { key: 'noStatus' })).json()) as Row[];
    expect(fields.some((field) => field['alias'] === 'status')).toBe(true);
    expect(fields.some((field) => !('alias' in field))).toBe(true);
    const users = Object.values((await (await h.bamboo('meta/users')).json()) as Record<string, Row>);
    expect(typeof users[0]?.['id']).toBe('number');
    expect(typeof users[0]?.['employeeId']).toBe('number');
    expect(users.some((user) => !('lastLogin' in user))).toBe(true);
    expect((await h.bamboo('meta/users', { key: 'selfOnly' })).status).toBe(403);
  });

  it('signs photo addresses for the whole company and checks them', async () => {
    const { employees } = await h.report(['photoUrl', 'photoUploaded']);
    const signed = employees
      .filter((row) => row['photoUploaded'] === true)
      .map((row) => new URL(String(row['photoUrl'])));
    expect(new Set(signed.map((url) => url.search)).size).toBe(1);
    const url = signed[0] as URL;
    expect(url.hostname).toBe('images7.bamboohr.com');
    expect((await h.fetch(url)).status).toBe(200);
    expect((await h.fetch(url.href.replace('Signature=', 'Signature=x'))).status).toBe(403);
    const placeholder = employees.find((row) => row['photoUploaded'] === false)?.['photoUrl'];
    expect((await h.fetch(String(placeholder))).headers.get('content-type')).toBe('image/png');
  });
});
