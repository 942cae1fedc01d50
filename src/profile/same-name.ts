import { nameKey } from '../sync/match/name-key.ts';

/** Words of names that many people share. */
const particles = new Set(
  'von van der den de del della di da do dos das du la le el al bin ibn bint zu zum zur af av ter ten und and y e mc st'.split(
    ' ',
  ),
);

/** Words of headings and of accounts that name no person. */
const companyWords = new Set(
  'bamboohr small improvements gmbh ag inc llc ltd co corp company group team hr admin office info support profile employee'.split(
    ' ',
  ),
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
  const ofCompany = new Set(wordsOf(company).flatMap((word) => [...spellings(word)]));
  const counts = (word: string) => {
    const key = nameKey(word);
    // A single letter is an initial; a single character of another script can be a name.
    return !/^[a-z0-9]?$/.test(key) && !particles.has(key) && !companyWords.has(key) && !ofCompany.has(key);
  };
  const there = new Set(
    wordsOf(text)
      .filter(counts)
      .flatMap((word) => [...spellings(word)]),
  );
  const parts = [...new Set(wordsOf(name).filter(counts))];
  const shared = parts.filter((part) => [...spellings(part)].some((each) => there.has(each))).length;
  return {
    agrees: parts.length > 0 && shared >= Math.min(2, parts.length),
    contradicts: parts.length > 0 && there.size > 0 && shared === 0,
  };
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

/** `müller` as `muller` and as `mueller`: both are typed. */
function spellings(word: string): ReadonlySet<string> {
  const spelled = word.replace(/[äöü]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter] ?? letter);
  return new Set([nameKey(word), nameKey(spelled)]);
}
