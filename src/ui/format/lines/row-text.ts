import type { FieldName } from '../../../domain/fields.ts';
import type { Change, Reason } from '../../../domain/change.ts';
import { fieldLabel } from '../field-text.ts';
import { reasonShort } from '../reason-text.ts';
import { countText, listText, text } from '../text.ts';

/** What a line about a person of the preview is made of. */
export interface RowFacts {
  readonly kind: Change['kind'];
  readonly reason: Pick<Reason, 'code' | 'atMs' | 'text'> | undefined;
  readonly changed: readonly FieldName[];
  readonly heldBack: number;
}

/** Why, what changes and what is held back, on one line. `leftOut`: it could be imported and is not unless somebody says so. */
export function rowSummary(row: RowFacts, leftOut: boolean): string {
  const parts: string[] = [];
  if (row.reason !== undefined) parts.push(reasonShort(row.reason));
  if (leftOut) parts.push(text('preview.leftOut'));
  if (row.kind !== 'create' && row.changed.length > 0) parts.push(listText(row.changed.map(fieldLabel)));
  if (row.heldBack > 0) parts.push(countText('preview.heldBack', row.heldBack));
  return parts.join(' · ');
}
