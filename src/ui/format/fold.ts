import type { FieldChange } from '../../domain/change.ts';

/** Marks, what shows nothing (zero width, soft hyphen), and apostrophes, of which everybody types another. */
const unseen = /[\p{M}\p{Default_Ignorable_Code_Point}'’‘‛`´ʻʼʽʾʿˈ′＇]/gu;
/** What stands between words, or around them where a name and an address were copied. */
const between = /[\s,;<>()#"“”„«»]+/u;
/** The fields that say who somebody is. */
const naming = /Name|Email|Id/u;
/** What keyboards without these letters have in their place, beside the letter without its mark. */
const spelledOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu');

/** Text as it is compared: lower case, without diacritics, apostrophes and invisible characters. */
export function fold(value: string): string {
  return value
    .toLowerCase()
    .normalize('NFD')
    .replace(unseen, '')
    .replace(special, (letter) => letters[letter] ?? letter)
    .trim();
}

/** The words of what somebody typed or copied, folded; none where nothing is asked. */
export function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(between)
    .filter((word) => word !== '');
}

/** `ae` is `a`, as in names without their umlauts. */
function short(word: string): string {
  return word.replace(/[aou]e|aa/gu, (pair) => pair.charAt(0));
}

/** Somebody who can be searched: as a row has them, with what its fields say. */
interface Searched {
  readonly name: string;
  readonly email?: string | undefined;
  readonly employeeId?: string | undefined;
  readonly siUserId?: string | undefined;
  readonly fields: readonly Pick<FieldChange, 'field' | 'before' | 'after'>[];
}

/**
 * What somebody is found by: the words of name, email and IDs, as BambooHR has them and as Small Improvements has them
 * still, in all spellings; a space around each.
 */
export function searchText({ name, email, employeeId, siUserId, fields }: Searched): string {
  const parts = [name, email, employeeId, siUserId];
  for (const { field, before, after } of fields) {
    if (naming.test(field)) parts.push(before ?? '', after ?? '');
  }
  const text = parts.join(' ').toLowerCase().normalize();
  const words = wordsOf(text);
  const spelled = wordsOf(text.replace(/[äöüåø]/gu, (letter) => spelledOut[letter] ?? letter));
  return ` ${[...new Set([...words, ...spelled, ...words.map(short)])].join(' ')} `;
}

/** Whether every one of the words occurs in the text of a search; all do where there is none. */
export function matchesWords(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word) || text.includes(` ${short(word)} `));
}
