import type { FieldChange } from '../../domain/change.ts';
import { type Cell, known } from '../../domain/cell.ts';
import { plainFields, type SourceField } from '../../domain/fields.ts';
import type { Dispute, Employee, SiUser } from '../../domain/people.ts';
import type { PlanOptions } from '../../domain/plan.ts';
import { emailOf, genderOf } from './wanted.ts';

type DisputedField = (typeof plainFields)[number] | 'hireDate';

const disputedFields: readonly DisputedField[] = [...plainFields, 'hireDate'];

/**
 * Adds what BambooHR's two answers contradict each other in on a matched row: held back, with the answer that would
 * change the account as the value it should have. `user` undefined: a new account.
 */
export function addDisputes(
  into: FieldChange[],
  employee: Employee,
  user: SiUser | undefined,
  options: PlanOptions,
  fields = disputedFields,
): void {
  if (!employee.disputed) return;
  for (const field of fields) {
    const dispute = disputeAbout(employee, field, options);
    if (!dispute) continue;
    const before = user ? known(shownIn(user, field)) : null;
    // What SI does not show is not compared at all.
    if (before === undefined) continue;
    const [report, list] = [dispute.report, dispute.list].map((value) => wanted(field, value, options));
    const after = (report === before ? list : report) ?? null;
    into.push({ field, state: 'held-back', before, after, note: { code: 'answers-disagree' } });
  }
}

/** The dispute that decides about a field of SI; a nickname in doubt leaves the first name in doubt. */
function disputeAbout(employee: Employee, field: DisputedField, options: PlanOptions): Dispute | undefined {
  const nickname = field === 'firstName' && options.usePreferredName ? dispute(employee, 'preferredName') : undefined;
  return nickname ?? dispute(employee, field);
}

function dispute(employee: Employee, field: SourceField): Dispute | undefined {
  return employee.disputed?.get(field);
}

function shownIn(user: SiUser, field: DisputedField): Cell {
  return field === 'workEmail' ? emailOf(user) : user[field];
}

function wanted(field: DisputedField, value: string | null, options: PlanOptions): string | null {
  return field === 'gender' && value !== null ? genderOf(value, options) : value;
}
