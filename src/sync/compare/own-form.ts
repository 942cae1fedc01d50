import type { Cell } from '../../domain/cell.ts';
import type { FieldChange } from '../../domain/change.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { OwnForms } from '../../domain/own-form.ts';
import type { SiUser } from '../../domain/people.ts';
import type { PlanInput } from '../../domain/plan.ts';

/** SI still shows what it made of the very value BambooHR still has. */
export function isOwnForm(
  { history }: PlanInput,
  user: SiUser,
  field: keyof OwnForms,
  before: Cell,
  after: Cell,
): boolean {
  const form = history.ownForms?.get(user.id)?.[field];
  return form !== undefined && form.kept === before && form.sent === after;
}

/** The field as the row shows it: no difference, with a note on how SI keeps the value. */
export function inOwnForm(field: FieldName, before: string | null, after: string | null): FieldChange {
  return { field, state: 'same', before, after, note: { code: 'own-form', text: before ?? '' } };
}
