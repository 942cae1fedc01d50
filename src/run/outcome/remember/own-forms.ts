import type { CompanyPair, SiUserId } from '../../../domain/ids.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { OwnForm, OwnFormsRow } from '../../../domain/own-form.ts';
import type { WriteValues } from '../../../domain/operation.ts';

/** What the run learned of how SI keeps values, joined with what was known of the same accounts. */
export function learnedForms(
  pair: CompanyPair,
  known: readonly OwnFormsRow[],
  journal: readonly JournalRow[],
): readonly OwnFormsRow[] {
  const before = new Map(known.map((row) => [row.siUserId, row.forms]));
  const learned = new Map<SiUserId, Partial<Record<keyof WriteValues, OwnForm>>>();
  for (const { operation, state, siUserId = operation.siUserId, kept = {} } of journal) {
    if (siUserId === undefined || !('values' in operation)) continue;
    const isConfirmed = state === 'confirmed';
    if (!isConfirmed && Object.keys(kept).length === 0) continue;
    const forms = learned.get(siUserId) ?? { ...before.get(siUserId) };
    for (const key of Object.keys(operation.values) as (keyof WriteValues)[]) {
      const [sent, form] = [operation.values[key], kept[key]];
      const earlier = forms[key];
      if (typeof sent === 'string' && typeof form === 'string') forms[key] = { sent, kept: form };
      // Taken as it was sent: SI makes no such form of it any more. The form of another text is what a revert goes back to.
      else if (isConfirmed && (sent === earlier?.sent || sent === earlier?.kept)) delete forms[key];
    }
    learned.set(siUserId, forms);
  }
  return [...learned].map(([siUserId, forms]) => ({ pair, siUserId, forms }));
}
