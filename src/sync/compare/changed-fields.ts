import type { FieldName } from '../../domain/fields.ts';
import type { FieldChange } from '../../domain/change.ts';

/** The fields that are written, of those a row or a run names. */
export function changedFields(fields: readonly Pick<FieldChange, 'field' | 'state'>[]): readonly FieldName[] {
  return fields.filter(({ state }) => state === 'change').map(({ field }) => field);
}
