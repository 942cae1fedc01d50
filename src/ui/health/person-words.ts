import { fold } from '../format/fold.ts';

/** What shows nothing (zero width, soft hyphen), and apostrophes, of which everybody types another. */
const unseen = /[\p{Default_Ignorable_Code_Point}'’‘‛`´ʻʼʽʾʿˈ′＇]/gu;
/** What stands between words, or around them where a name and an address were copied. */
const between = /[\s,;<>()#"“”„«»]+/u;
/** What keyboards without these letters have in their place, beside the letter without its mark. */
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** The words of what somebody typed or copied, folded; none where nothing is asked. */
export function wordsOf(text: string): readonly string[] {
  return fold(text.replace(unseen, ''))
    .split(between)
    .filter((word) => word !== '');
}

/** `ae` is `a`, as in names without their umlauts. */
function short(word: string): string {
  return word.replace(/[aou]e|aa/gu, (pair) => pair.charAt(0));
}

/** The words of a text in all spellings, each between spaces: what `hasWords` looks into. */
export function spellings(text: string): string {
  const words = wordsOf(text);
  const plain = text.toLowerCase().normalize();
  const spelled = wordsOf(plain.replace(/[äöüåø]/gu, (letter) => spelledOut[letter] ?? letter));
  return ` ${[...new Set([...words, ...spelled, ...words.map(short)])].join(' ')} `;
}

/** Whether every one of the words occurs in the spellings of a text; all do where there is none. */
export function hasWords(spelled: string, words: readonly string[]): boolean {
  return words.every((word) => spelled.includes(word) || spelled.includes(` ${short(word)} `));
}
