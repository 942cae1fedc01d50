import { escapeHtml } from '../server/html.ts';
import type { StoredForm } from '../state/modes.ts';
import { SiRefusal } from './reply.ts';

const LONGEST = 20;

const collapse = (text: string): string => text.replace(/\s+/gu, ' ').trim();
/** Letters that are no letter with a mark, and what is left of them in plain ones. */
const BARE: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D' };
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßłŁøØđĐ]/g, (letter) => BARE[letter] ?? letter);

/** The names HTML 4 has for marks; what it has no name for stays as it is. */
const MARKS: Readonly<Record<string, string>> = {
  '\u0300': 'grave',
  '\u0301': 'acute',
  '\u0302': 'circ',
  '\u0303': 'tilde',
  '\u0308': 'uml',
  '\u030A': 'ring',
  '\u0327': 'cedil',
};
const nameLetters = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/([a-z])([\u0300-\u0303\u0308\u030A\u0327])/gi, (_, letter, mark) => `&${letter}${MARKS[mark]};`)
    .replaceAll('ß', '&szlig;')
    .normalize('NFC');

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
    case 'escape-twice':
      return escapeHtml(escapeHtml(text));
    case 'escape-cut':
      return cut(escapeHtml(text));
    case 'entities':
      return nameLetters(escapeHtml(text));
    case 'plain':
      return plain(text);
    case 'cut':
      return cut(text);
    case 'refuse':
      if (escapeHtml(collapse(cut(text))) !== text) throw new SiRefusal(400, `${key} has an invalid value`);
      return text;
    default:
      return text;
  }
}
