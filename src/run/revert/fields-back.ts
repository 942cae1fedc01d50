import type { FieldChange } from '../../domain/change.ts';
import type { JournalRow } from '../../domain/journal.ts';
import type { Operation } from '../../domain/operation.ts';
import type { OwnForms } from '../../domain/own-form.ts';
import type { SiUser } from '../../domain/people.ts';
import { inOwnForm } from '../../sync/compare/own-form.ts';
import { formsShown, textSent } from '../own-forms.ts';
import { isSame, isShown, shownValues, type WrittenKey } from '../write/verify.ts';

/**
 * Each value of a write: back to what it was where SI still shows it, kept where it does not. What it was is what SI held when
 * the write left; a write sent twice may have found its own value there, and then the plan knows. What was a form of SI's own
 * goes back as it was sent once: SI makes the form of it again.
 */
export function fieldsBack(
  { before: held = {}, kept = {} }: JournalRow,
  operation: Operation & { readonly stage: 'fields' },
  user: SiUser,
  forms: OwnForms = {},
): FieldChange[] {
  const shown = shownValues(user);
  // What was only sent along stood there before as well.
  const written = (Object.keys(operation.values) as WrittenKey[]).filter(
    (field) => !(field in (operation.keeps ?? {})),
  );
  return written.map((field) => {
    const before = shown[field] ?? null;
    const sent = operation.values[field] ?? null;
    const found = held[field];
    const isOurs = found === undefined || found === kept[field] || isSame(field, found, sent);
    const after = textSent(forms, field, (isOurs ? operation.before[field] : found) ?? null);
    // Names and email are what an account consists of; they are never emptied.
    const isRequired = field === 'firstName' || field === 'lastName' || field === 'workEmail';
    const goesBack = isShown(field, kept[field] ?? sent, user) && !(isRequired && after === null);
    return { field, state: goesBack ? 'change' : 'held-back', before, after };
  });
}

/** What SI keeps of the account in forms of its own, but for what goes back: an update carries it as it was sent once. */
export function sentAlong(fields: readonly FieldChange[], user: SiUser, forms: OwnForms = {}): FieldChange[] {
  const goesBack = new Set(fields.filter(({ state }) => state === 'change').map(({ field }) => field));
  return formsShown(forms, user).flatMap(([field, { sent, kept }]) =>
    goesBack.has(field) ? [] : [inOwnForm(field, kept, sent)],
  );
}
