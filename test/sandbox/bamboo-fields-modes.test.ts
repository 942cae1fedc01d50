import { describe, expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox();
const NAMES = ['jobTitle', 'department', 'location', 'gender', 'hireDate'];

async function listRows(fields: string): Promise<Row[]> {
  const response = await h.bamboo(`employees?page[limit]=2500&fields=${fields}`);
  return ((await response.json()) as { data: Row[] }).data;
}

describe('fields a company does not have, or has empty', () => {
  it('offers a field nowhere: no column, no key in the list, nothing in the record', async () => {
    h.sandbox.modes.bamboo.unoffered = ['gender'];
    const report = await h.report(NAMES);
    expect(report.fields.map((field) => field.id)).not.toContain('gender');
    expect(report.employees.some((row) => 'gender' in row)).toBe(false);
    const listed = await listRows('gender,hireDate');
    expect(listed.some((row) => 'gender' in row)).toBe(false);
    expect(listed.every((row) => JSON.stringify(row['_restrictedFields']) === '[]')).toBe(true);
    const own = (await (await h.bamboo('employees/0?fields=gender,hireDate')).json()) as Row;
    expect(Object.keys(own)).toEqual(['id', 'hireDate']);
    expect(await (await h.bamboo('meta/fields')).text()).not.toContain('"gender"');
  });

  it('shows a field that is empty for everybody, hidden for nobody', async () => {
    h.sandbox.modes.bamboo.blank = ['hireDate', 'gender'];
    const report = await h.report(NAMES);
    expect(report.employees.every((row) => row['hireDate'] === '0000-00-00' && row['gender'] === null)).toBe(true);
    const listed = await listRows('gender,hireDate');
    expect(listed.every((row) => row['hireDate'] === null && row['gender'] === null)).toBe(true);
    expect(listed.every((row) => JSON.stringify(row['_restrictedFields']) === '[]')).toBe(true);
  });

  it('hides the hire date of everybody from a key of that level', async () => {
    const report = await h.report(NAMES, 'noHireDate');
    expect(report.fields.map((field) => field.id)).not.toContain('hireDate');
  });
});

describe('a report whose values stand under the wrong names', () => {
  it('exchanges job title, department and location of everybody, the list staying right', async () => {
    const right = await h.report(NAMES);
    h.sandbox.modes.bamboo.reportValues = 'exchanged';
    const wrong = await h.report(NAMES);
    for (const [index, row] of right.employees.entries()) {
      expect(wrong.employees[index]).toEqual({
        ...row,
        jobTitle: row['department'],
        department: row['location'],
        location: row['jobTitle'],
      });
    }
    const listed = await listRows('departmentName,locationName');
    for (const { id, jobTitle, department, location } of h.sandbox.state.bamboo.employees) {
      const row = listed.find((entry) => entry['employeeId'] === id);
      expect(row).toMatchObject({ jobTitleName: jobTitle, departmentName: department, locationName: location });
    }
  });

  it('exchanges them for three people only', async () => {
    const right = await h.report(NAMES);
    h.sandbox.modes.bamboo.reportValues = 'exchanged-few';
    const wrong = await h.report(NAMES);
    const differing = wrong.employees.filter((row, index) => row['jobTitle'] !== right.employees[index]?.['jobTitle']);
    expect(differing).toHaveLength(3);
  });
});
