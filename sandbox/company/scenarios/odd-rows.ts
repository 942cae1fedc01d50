import type { Scenario } from '../scenario.ts';
import { calmPairs } from '../scenario-tools.ts';

/** Removes keys the way a broken answer would lack them. */
function drop(record: object, ...keys: string[]): void {
  for (const key of keys) delete (record as Record<string, unknown>)[key];
}

export const oddRows: Scenario = {
  name: 'odd-rows',
  description: 'broken rows: an employee without an id, unknown statuses and dates, accounts with missing fields',
  apply: (context) => {
    const [noId, status, dates, blanks, noLogin, noNames] = calmPairs(context, (person) => person.reports === 0);
    if (noId) drop(noId.employee, 'id');
    if (status) Object.assign(status.employee, { status: 'Suspended' });
    if (dates) Object.assign(dates.employee, { hireDate: '2026-02-30', supervisorEId: '999999' });
    if (blanks) Object.assign(blanks.employee, { lastName: null, workEmail: '  ' });
    if (noLogin) drop(noLogin.user, 'loginname', 'isActive');
    if (noNames) drop(noNames.user, 'firstName', 'lastName', 'gender');
  },
};
