import type { SiUserId } from '../domain/ids.ts';
import type { WriteValues } from '../domain/operation.ts';
import type { OwnForm, OwnForms, OwnFormsRow } from '../domain/own-form.ts';
import type { SiUser } from '../domain/people.ts';
import { shownValues, type WrittenKey } from './write/verify.ts';

/** The forms of each account; of rows of the same account the last counts. */
export function formsByAccount(rows: readonly OwnFormsRow[]): ReadonlyMap<SiUserId, OwnForms> {
  return new Map(rows.map(({ siUserId, forms }) => [siUserId, forms]));
}

/** What to send so that SI shows the text: where it is a form SI made of another text, that one (ADR 29). */
export function textSent(forms: OwnForms, key: keyof WriteValues, shown: string | null): string | null {
  const form = forms[key];
  return form?.kept === shown ? form.sent : shown;
}

/** The forms SI still shows of the account. */
export function formsShown(forms: OwnForms, user: SiUser): readonly (readonly [WrittenKey, OwnForm])[] {
  const shown = shownValues(user);
  return (Object.keys(forms) as WrittenKey[]).flatMap((key) => {
    const form = forms[key];
    return form !== undefined && form.kept === shown[key] ? [[key, form] as const] : [];
  });
}
