import { escapeHtml } from '../server/html.ts';
import type { StoredForm } from '../state/modes.ts';
import { SiRefusal } from './reply.ts';

const LONGEST = 20;

const collapse = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const cut = (text: string): string => text.slice(0, LONGEST);

/**
 * A text the way this company stores it (inferred).
 * Throws SiRefusal in the form `refuse` for a text one of the others would change.
 */
export function toStoredForm(key: string, text: string, form: StoredForm | undefined): string {
  switch (form) {
    case 'collapse':
      return collapse(text);
    case 'escape':
      return escapeHtml(text);
    case 'cut':
      return cut(text);
    case 'refuse':
      if (escapeHtml(collapse(cut(text))) !== text) throw new SiRefusal(400, `${key} has an invalid value`);
      return text;
    default:
      return text;
  }
}
