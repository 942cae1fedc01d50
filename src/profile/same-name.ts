import { coreWords, nameWords } from '../sync/match/name-key.ts';

/** Words of headings and of accounts that name no person. */
const companyWords = new Set(
  nameWords('bamboohr small improvements gmbh ag inc llc ltd co corp company group team hr admin office info support'),
);

export interface NameAgreement {
  /** Two words of the name stand in the text; all of it where it has one. */
  readonly agrees: boolean;
  /** Not a single word does. */
  readonly contradicts: boolean;
}

/**
 * Whether a text is about the person of a name. Case, diacritics, ä = ae and order do not matter, particles and company
 * words do not count (design §7); `company` are words of the company itself. A name with nothing left agrees with nothing.
 */
export function compareName(name: string, text: string, company = ''): NameAgreement {
  const ofCompany = new Set(nameWords(company));
  // A single letter is an initial; a single character of another script can be a name.
  const counts = (word: string) => !/^[a-z0-9]$/.test(word) && !companyWords.has(word) && !ofCompany.has(word);
  const there = new Set(coreWords(nameWords(text)).filter(counts));
  const parts = [...new Set(coreWords(nameWords(name)).filter(counts))];
  const shared = parts.filter((part) => there.has(part)).length;
  return {
    agrees: parts.length > 0 && shared >= Math.min(2, parts.length),
    contradicts: parts.length > 0 && there.size > 0 && shared === 0,
  };
}
