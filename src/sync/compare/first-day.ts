import { valueOf } from '../../domain/cell.ts';
import type { Employee } from '../../domain/people.ts';

/** Whether the first working day is still to come. `today`: calendar day of reading. */
export function isBeforeFirstDay(employee: Employee, today: string): boolean {
  const hireDate = valueOf(employee.hireDate);
  return hireDate !== undefined && hireDate > today;
}
