import type { EmployeeId } from '../../domain/ids.ts';
import type { Employee } from '../../domain/people.ts';
import { createTextIndex, type ReadonlyTextIndex } from './text-index.ts';
import { withUsableEmails } from '../compare/usable-emails.ts';
import { employeeName } from '../compare/wanted.ts';

/** BambooHR's employees by id. Employees are named by their position in `employees`. */
export interface StaffIndex {
  readonly employees: readonly Employee[];
  readonly byId: ReadonlyTextIndex;
  /** Ids more than one row carried; `employees` has one row for each. */
  readonly repeated: ReadonlyMap<EmployeeId, readonly Employee[]>;
}

/** Indexes the employees; of rows with the same id the one with the smallest name stays, whatever their order. */
export function indexStaff(read: readonly Employee[]): StaffIndex {
  const all = withUsableEmails(read);
  const byId = createTextIndex(all.length);
  for (let at = 0; at < all.length; at += 1) byId.set((all[at] as Employee).id, at);
  return byId.size === all.length ? { employees: all, byId, repeated: new Map() } : indexRepeated(all);
}

function indexRepeated(all: readonly Employee[]): StaffIndex {
  const groups = new Map<EmployeeId, Employee[]>();
  for (const employee of all) {
    const group = groups.get(employee.id);
    if (group) group.push(employee);
    else groups.set(employee.id, [employee]);
  }
  const employees: Employee[] = [];
  const byId = createTextIndex(groups.size);
  const repeated = new Map<EmployeeId, readonly Employee[]>();
  for (const [id, group] of groups) {
    group.sort((one, other) => (employeeName(one) < employeeName(other) ? -1 : 1));
    byId.set(id, employees.length);
    employees.push(group[0] as Employee);
    if (group.length > 1) repeated.set(id, group);
  }
  return { employees, byId, repeated };
}
