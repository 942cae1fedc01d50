import type { EmployeeId, SiUserId } from '../shared/ids.ts';
import type { Change, ManagerTarget } from './plan-types.ts';

/** Rows by the account they show and, for people to be created, by employee. Rows are named by position. */
export interface RowIndex {
  readonly byUser: ReadonlyMap<SiUserId, number>;
  readonly byNewcomer: ReadonlyMap<EmployeeId, number>;
}

/** Indexes the rows of a plan; of several rows that show one account the first counts. */
export function indexRows(rows: readonly Change[]): RowIndex {
  const byUser = new Map<SiUserId, number>();
  const byNewcomer = new Map<EmployeeId, number>();
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as Change;
    if (row.siUserId !== undefined) byUser.set(row.siUserId, at);
    else if (row.kind === 'create' && row.employeeId !== undefined) byNewcomer.set(row.employeeId, at);
  }
  return { byUser, byNewcomer };
}

/** The row of a manager; -1 for nobody and for accounts without row. */
export function rowOfTarget(index: RowIndex, target: ManagerTarget): number {
  if (target === null) return -1;
  return ('siUserId' in target ? index.byUser.get(target.siUserId) : index.byNewcomer.get(target.createdFor)) ?? -1;
}
