import type { EmployeeId, SiUserId } from '../../domain/ids.ts';
import type { Change, ManagerTarget } from '../../domain/change.ts';

/** Rows by the account they show and, for people to be created, by employee. Rows are named by position, -1 is none. */
export interface RowIndex {
  rowOfUser(id: SiUserId): number;
  rowOfNewcomer(id: EmployeeId): number;
}

const known = new WeakMap<readonly Change[], RowIndex>();

/** The index of a plan's rows; made once for each list of rows. */
export function indexRows(rows: readonly Change[]): RowIndex {
  let index = known.get(rows);
  if (!index) known.set(rows, (index = makeIndex(rows)));
  return index;
}

/** Keeps an index for rows that show the same accounts in the same places as those it was made of. */
export function shareIndex(rows: readonly Change[], index: RowIndex): void {
  known.set(rows, index);
}

/** The row of a manager. */
export function rowOfTarget(index: RowIndex, target: ManagerTarget): number {
  if (target === null) return -1;
  return 'siUserId' in target ? index.rowOfUser(target.siUserId) : index.rowOfNewcomer(target.createdFor);
}

/** Positions of people to be created, by employee. */
export function indexNewcomers(rows: readonly Change[]): ReadonlyMap<EmployeeId, number> {
  const byNewcomer = new Map<EmployeeId, number>();
  for (let at = 0; at < rows.length; at += 1) {
    const { kind, employeeId } = rows[at] as Change;
    if (kind === 'create' && employeeId !== undefined) byNewcomer.set(employeeId, at);
  }
  return byNewcomer;
}

function makeIndex(rows: readonly Change[]): RowIndex {
  const byUser = new Map<SiUserId, number>();
  for (let at = 0; at < rows.length; at += 1) {
    const { siUserId } = rows[at] as Change;
    if (siUserId !== undefined) byUser.set(siUserId, at);
  }
  const byNewcomer = indexNewcomers(rows);
  return { rowOfUser: (id) => byUser.get(id) ?? -1, rowOfNewcomer: (id) => byNewcomer.get(id) ?? -1 };
}
