import type { Cell } from '../../domain/cell.ts';
import type { Employee } from '../../domain/people.ts';

/** Whether the first working day is still to come, if only by one of BambooHR's two answers. `today`: calendar day of reading. */
export function isBeforeFirstDay({ hireDate, disputed }: Employee, today: string): boolean {
  const dispute = disputed?.get('hireDate');
  return dispute ? isAfter(dispute.report, today) || isAfter(dispute.list, today) : isAfter(hireDate, today);
}

function isAfter(date: Cell, today: string): boolean {
  return typeof date === 'string' && date > today;
}
