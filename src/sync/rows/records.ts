import { type Cell, valueOf } from '../../domain/cell.ts';
import { type Matching, employeeAt, userAt } from '../match/matching.ts';
import type { PersonRecord, PersonRef } from '../../domain/change.ts';
import type { RowDraft } from './row-draft.ts';
import { emailOf, employeeName, userName } from '../compare/wanted.ts';

/** More than these cannot be compared at a glance. */
const mostCompared = 5;

/** Puts the records side by side that the row's reason speaks of: the row's own first, each person's employee before the account. */
export function putRecords(matching: Matching, row: RowDraft): void {
  const { people } = row.reason ?? {};
  if (!people) return;
  const records = [row, ...people].flatMap((person) => recordsOf(matching, person));
  const known = new Map(records.map((record) => [record.side + record.id, record]));
  if (known.size > 1) row.records = [...known.values()].slice(0, mostCompared);
}

function recordsOf(matching: Matching, { employeeId, siUserId }: Omit<PersonRef, 'name'>): readonly PersonRecord[] {
  const employeePosition = employeeId === undefined ? undefined : matching.staff.byId.get(employeeId);
  const userPosition = siUserId === undefined ? undefined : matching.users.byId.get(siUserId);
  const records: PersonRecord[] = [];
  if (employeePosition !== undefined) {
    const employee = employeeAt(matching, employeePosition);
    const { id, status, workEmail } = employee;
    const active = status === 'active' || (status === 'inactive' ? false : undefined);
    records.push({
      side: 'bamboo',
      id,
      name: employeeName(employee),
      active,
      ...facts(employee, workEmail),
    });
  }
  if (userPosition !== undefined) {
    const account = userAt(matching, userPosition);
    const { id, active } = account;
    records.push({ side: 'si', id, name: userName(account), active, ...facts(account, emailOf(account)) });
  }
  return records;
}

function facts(of: Readonly<Record<'hireDate' | 'department' | 'jobTitle', Cell>>, email: Cell) {
  return {
    workEmail: valueOf(email),
    hireDate: valueOf(of.hireDate),
    department: valueOf(of.department),
    jobTitle: valueOf(of.jobTitle),
  };
}
