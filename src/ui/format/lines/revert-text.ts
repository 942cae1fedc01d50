import type { RevertRow } from '../../../domain/revert.ts';
import { text } from '../text.ts';

/** Why a person of a previewed revert goes back or stays; empty where the fields say it. */
export function revertWhy({ verdict, account, created, fields, ...row }: RevertRow): string {
  if (account === 'deactivate') return text(created === true ? 'revert.created' : 'revert.reactivated');
  if (account === 'reactivate') return text('revert.deactivated');
  if (row.protected === true) return text('skip.protected');
  // A note at a field says more than a sentence about the person.
  const noted = fields.some((field) => field.note !== undefined);
  return verdict === 'kept' && !noted ? text('skip.edited_since') : '';
}
