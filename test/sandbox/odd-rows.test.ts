import { expect, it } from 'vitest';
import { type Row, useSandbox } from './harness.ts';

const h = useSandbox({ scenario: 'odd-rows' });

it('serves broken rows on every read, each lacking what it lacks', async () => {
  const report = await h.report(['status', 'hireDate', 'supervisorEId', 'workEmail']);
  expect(report.employees.filter((row) => !('id' in row))).toHaveLength(1);
  expect(report.employees.some((row) => row['status'] === 'Suspended')).toBe(true);
  const list = (await (await h.bamboo('employees?page[limit]=2500')).json()) as { data: Row[] };
  expect(list.data.filter((row) => !('employeeId' in row))).toHaveLength(1);
  const users = (await h.siJson('users/medium?showLocked=true&includeGuests=true')) as Row[];
  expect(users.filter((row) => !('loginname' in row))).toHaveLength(1);
  expect(users.filter((row) => !('lastName' in row))).toHaveLength(1);
  expect(
    (await h.siJson(`users/medium/by-login?loginname=${encodeURIComponent(String(users[0]?.['loginname']))}`)) as Row,
  ).toHaveProperty('id');
  expect((await h.bamboo('employees/directory')).status).toBe(200);
});
