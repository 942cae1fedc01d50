import { describe, expect, it } from 'vitest';
import { useSandbox } from './harness.ts';

const h = useSandbox();
const JSON_TYPE = { 'Content-Type': 'application/json' };

function post(query: string, body: unknown, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return h.bamboo(`reports/custom${query}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('POST reports/custom', () => {
  it('answers everybody at once, active and inactive, ids as text', async () => {
    const report = await h.report(['id', 'status', 'firstName', 'supervisorEId']);
    expect(report.employees).toHaveLength(100);
    expect(new Set(report.employees.map((row) => row['status']))).toEqual(new Set(['Active', 'Inactive']));
    for (const row of report.employees) expect(row['id']).toMatch(/^\d+$/);
  });

  it('writes unset dates as zeros, other unset values as null, never as empty text, booleans only for the photo', async () => {
    const { employees } = await h.report([
      'terminationDate',
      'hireDate',
      'preferredName',
      'workEmail',
      'photoUploaded',
    ]);
    const values = employees.flatMap((row) => Object.values(row));
    expect(values).not.toContain('');
    expect(employees.some((row) => row['terminationDate'] === '0000-00-00')).toBe(true);
    expect(employees.some((row) => row['workEmail'] === null)).toBe(true);
    for (const row of employees) {
      expect(row['terminationDate']).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(typeof row['photoUploaded']).toBe('boolean');
    }
  });

  it('drops unknown and forbidden columns without a word', async () => {
    const asked = ['status', 'gender', 'firstName', 'notAField'];
    const full = await h.report(asked);
    expect(full.fields.map((field) => field.id)).toEqual(['status', 'gender', 'firstName']);
    const weak = await h.report(asked, 'noStatus');
    expect(weak.fields.map((field) => field.id)).toEqual(['gender', 'firstName']);
    expect(weak.employees).toHaveLength(100);
    expect(weak.employees.every((row) => !('status' in row))).toBe(true);
    expect((await h.report(asked, 'noGender')).fields.map((field) => field.id)).toEqual(['status', 'firstName']);
  });

  it('leaves out people beyond the reach of the key', async () => {
    const count = async (key: string): Promise<number> => (await h.report(['status'], key)).employees.length;
    expect(await count('selfOnly')).toBe(1);
    expect(await count('nobody')).toBe(0);
    expect(await count('subset')).toBe(25);
    expect(await count('byLocation')).toBeGreaterThan(1);
    expect(await count('byLocation')).toBeLessThan(60);
    expect(await count('reportsOnly')).toBeGreaterThan(2);
    const terminated = h.sandbox.state.bamboo.employees.filter((row) => row.employmentHistoryStatus === 'Terminated');
    expect(await count('noTerminated')).toBe(100 - terminated.length);
  });

  it('shows a partly withheld column as null or leaves the key out, by mode', async () => {
    const withheld = h.sandbox.state.bamboo.keys.find((key) => key.name === 'partialEmail')?.hiddenFor?.ids ?? [];
    const first = await h.report(['workEmail'], 'partialEmail');
    expect(first.fields.map((field) => field.id)).toEqual(['workEmail']);
    expect(first.employees.find((row) => row['id'] === withheld[0])).toEqual({ id: withheld[0], workEmail: null });
    h.sandbox.modes.bamboo.partialField = 'absent';
    const second = await h.report(['workEmail'], 'partialEmail');
    expect(second.employees.find((row) => row['id'] === withheld[0])).toEqual({ id: withheld[0] });
  });

  it('names the supervisor "Last, First", by employee number as supervisorId and by id as supervisorEId', async () => {
    const { employees } = await h.report([
      'supervisor',
      'supervisorId',
      'supervisorEId',
      'supervisorEmail',
      'employeeNumber',
    ]);
    const byId = new Map(h.sandbox.state.bamboo.employees.map((row) => [row.id, row]));
    const without = employees.filter((row) => row['supervisorEId'] === null);
    expect(without.length).toBeLessThan(5);
    let differs = 0;
    for (const row of employees) {
      const boss = byId.get(String(row['supervisorEId']));
      if (!boss) continue;
      expect(row['supervisor']).toBe(`${boss.lastName}, ${boss.firstName}`);
      expect(row['supervisorId']).toBe(boss.employeeNumber);
      expect(row['supervisorEmail']).toBe(boss.workEmail);
      if (row['supervisorId'] !== row['supervisorEId']) differs += 1;
    }
    expect(differs).toBeGreaterThan(50);
  });

  it('reads the body as JSON only under exactly application/json', async () => {
    const response = await post(
      '?format=json',
      { fields: ['status'] },
      { 'Content-Type': 'application/json; charset=UTF-8' },
    );
    expect(response.status).toBe(400);
    expect(response.headers.get('x-bamboohr-error-message')).toBe('Malformed XML');
    expect(await response.text()).toBe('');
  });

  it('answers 404 to unknown formats and to an inexact Accept without a format', async () => {
    expect((await post('?format=yaml', { fields: ['status'] })).status).toBe(404);
    expect((await post('', { fields: ['status'] }, { ...JSON_TYPE, Accept: '*/*' })).status).toBe(404);
    expect((await post('', { fields: ['status'] }, { ...JSON_TYPE, Accept: 'application/xml' })).status).toBe(404);
    expect((await post('', { fields: ['status'] }, { ...JSON_TYPE, Accept: 'application/json' })).status).toBe(200);
    expect((await post('?format=JSON', { fields: ['status'] })).status).toBe(200);
    const csv = await post('?format=csv', { fields: ['firstName'] });
    expect((await csv.text()).split('\r\n')).toHaveLength(101);
  });

  it('refuses broken JSON and more than 400 fields, and answers one row without fields', async () => {
    const broken = await h.bamboo('reports/custom?format=json', {
      method: 'POST',
      headers: JSON_TYPE,
      body: '{"fields":',
    });
    expect(broken.status).toBe(400);
    const many = Array.from({ length: 401 }, (_, index) => `f${index}`);
    expect((await post('?format=json', { fields: many })).status).toBe(400);
    const empty = (await (await post('?format=json', { fields: [] })).json()) as { employees: unknown[] };
    expect(empty.employees).toHaveLength(1);
  });

  it('applies rows ahead only with onlyCurrent=false', async () => {
    const { employees } = h.sandbox.state.bamboo;
    const ahead = employees.find((row) => row.status === 'Inactive' && row.future.length > 0);
    const leaving = employees.find((row) => row.status === 'Active' && row.terminationDate !== null);
    const current = await h.report(['status', 'hireDate', 'jobTitle']);
    const future = await h.report(['status', 'hireDate', 'jobTitle'], 'full', 'format=json&onlyCurrent=false');
    const find = (rows: typeof current.employees, id: string | undefined) => rows.find((row) => row['id'] === id);
    expect(find(current.employees, ahead?.id)).toMatchObject({
      status: 'Inactive',
      jobTitle: null,
      hireDate: ahead?.hireDate,
    });
    expect(find(future.employees, ahead?.id)).toMatchObject({ status: 'Active' });
    expect(find(current.employees, leaving?.id)).toMatchObject({ status: 'Active' });
    expect(find(future.employees, leaving?.id)).toMatchObject({ status: 'Inactive' });
  });

  it('filters by lastChanged, counting people without one unless told not to', async () => {
    const ask = async (includeNull?: string): Promise<number> => {
      const since = new Date(Date.now() - 30 * 86_400_000).toISOString();
      const filters = { lastChanged: { value: since, ...(includeNull ? { includeNull } : {}) } };
      const response = await post('?format=json', { fields: ['status'], filters });
      return ((await response.json()) as { employees: unknown[] }).employees.length;
    };
    const never = h.sandbox.state.bamboo.employees.filter((row) => row.lastChanged === null).length;
    expect(never).toBeGreaterThan(0);
    expect(await ask()).toBe((await ask('no')) + never);
    expect(await ask('no')).toBeGreaterThan(5);
    const two = await post('?format=json', { fields: ['status'], filters: { employeeIds: [4, 5] } });
    expect(((await two.json()) as { employees: unknown[] }).employees).toHaveLength(2);
  });
});
