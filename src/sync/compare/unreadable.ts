import type { Cell } from '../../domain/cell.ts';
import type { RequiredSourceField } from '../../domain/fields.ts';
import type { Employee } from '../../domain/people.ts';
import type { PlanInput } from '../../domain/plan.ts';

/** Required fields that may be empty for one person, but hardly for everybody. */
const checked = ['gender', 'supervisor', 'hireDate'] as const;

/** The cell of a required field. */
export function requiredCell(employee: Employee, field: RequiredSourceField): Cell {
  return field === 'supervisor' ? employee.supervisorId : employee[field];
}

/**
 * Required fields of which no row shows anything although the key is not refused them: empty for everybody, or offered
 * by no source (design §3.3, §3.4). Nothing is known of them, so they clear nothing.
 *
 * Shape:  a chart without any manager counts as one where SI has none either
 */
export function unreadableFields({ snapshot: { bamboo, si } }: PlanInput): readonly (typeof checked)[number][] {
  const { employees, hiddenFields } = bamboo;
  if (employees.length === 0) return [];
  return checked.filter((field) => {
    if (hiddenFields.includes(field)) return false;
    if (employees.some((employee) => showsSomething(employee, field))) return false;
    return field !== 'supervisor' || si.users.some((user) => typeof user.managerId === 'string');
  });
}

function showsSomething(employee: Employee, field: RequiredSourceField): boolean {
  return typeof requiredCell(employee, field) === 'string' || employee.disputed?.has(field) === true;
}
