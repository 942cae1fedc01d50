import { HIDDEN } from '../../domain/cell.ts';
import type { RequiredSourceField } from '../../domain/fields.ts';
import { type Employee, sourceCell } from '../../domain/people.ts';
import type { PlanInput } from '../../domain/plan.ts';

/** Required fields a company may do without: empty for one person, hardly for everybody, unless it does not use them. */
export const dispensable = ['gender', 'supervisor', 'hireDate'] as const;

/** People with a manager in a company so small that its chart may dissolve in one day. */
const fewManagers = 2;

/**
 * Required fields of which no row shows anything although the key is not refused them: empty for everybody, or offered
 * by no source (design §3.3, §3.4). Nothing is known of them, so they clear nothing.
 *
 * Shape:  without fields an admin confirmed to be meant when empty; that nobody has a supervisor is believed where SI has hardly any manager to lose
 */
export function unreadableFields({
  snapshot: { bamboo, si },
  options,
}: PlanInput): readonly (typeof dispensable)[number][] {
  const { employees, hiddenFields } = bamboo;
  if (employees.length === 0) return [];
  return dispensable.filter((field) => {
    const isMeant = field !== 'hireDate' && options.emptyMeansEmpty.includes(field);
    if (isMeant || hiddenFields.includes(field)) return false;
    if (employees.some((employee) => showsSomething(employee, field))) return false;
    if (employees.every((employee) => sourceCell(employee, field) === HIDDEN)) return false;
    return field !== 'supervisor' || si.users.filter((user) => typeof user.managerId === 'string').length > fewManagers;
  });
}

function showsSomething(employee: Employee, field: RequiredSourceField): boolean {
  return typeof sourceCell(employee, field) === 'string' || employee.disputed?.has(field) === true;
}
