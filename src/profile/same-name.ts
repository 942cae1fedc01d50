import { coreWords, nameWords } from '../sync/match/name-key.ts';

/** Words of headings and of accounts that name no person, as `nameWords` gives them: folding them would cost every wake-up. */
const companyWords = new Set(
  'bamboohr small improvements gmbh ag inc llc ltd co corp company group team hr admin office info support'.split(' '),
);

export interface NameAgreement {
  /** Two words of the name stand in the text; all of it where it has one and no initial. */
  readonly agrees: boolean;
  /** Not a single word does. */
  readonly contradicts: boolean;
}

/**
 * Whether a text is about the person of a name. Case, diacritics, ä = ae and order do not matter, particles and company
 * words do not count (design §7); `company` are words of the company itself. A name with nothing left agrees with nothing.
 * An initial stands for a word that is not known: it is not found in any text, and what is beside it is not the whole name.
 */
export function compareName(name: string, text: string, company = ''): NameAgreement {
  const ofCompany = new Set(nameWords(company));
  const counts = (word: string) => !isInitial(word) && !companyWords.has(word) && !ofCompany.has(word);
  const there = new Set(coreWords(nameWords(text)).filter(counts));
  const words = nameWords(name);
  const parts = [...new Set(coreWords(words).filter(counts))];
  // Before particles are left out: `e`, `i` and `y` are both.
  const needed = Math.min(2, parts.length + words.filter(isInitial).length);
  const shared = parts.filter((part) => there.has(part)).length;
  return {
    agrees: parts.length > 0 && shared >= needed,
    contradicts: parts.length > 0 && there.size > 0 && shared === 0,
  };
}

/** A single letter; a single character of another script can be a name. */
function isInitial(word: string): boolean {
  return /^[a-z0-9]$/.test(word);
}
