import { soundOf, toLatin } from './latin.ts';

/** Written or left out, put together or apart: nothing a name is told by. */
const particles: ReadonlySet<string> = new Set(
  (
    'von vom van vander vanden der den de del della dello degli dei di da do dos das du des la le las los les el al ' +
    'dela delos am auf vd af av zu zum zur ten ter te op y e i und bin bint ibn ben abu san'
  ).split(' '),
);

/** Abbreviated particles: a letter is one only in such company, because elsewhere it is an initial (`v.d. Berg`, `van 't Hoff`). */
const abbreviated: ReadonlySet<string> = new Set(['v d', 'v de', 'v den', 'v der', 'v t', 'van t', 'op t']);

const apostrophes = /['’‘‛`´ʻʼʽʾʿˈ′＇]/g;
/** Marks that only decorate a letter, and all that shows nothing: zero width, bidirectional, soft hyphen, controls, tatweel. */
const unseen = /[\p{Script=Inherited}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u0591-\u05c7\u0640]+/gu;
/** What `ä`, `ö`, `ü` and `å` are spelled as where a keyboard lacks them. */
const spelledOut = /ae|oe|ue|aa/g;

/**
 * The words of a name, folded: without case, diacritics, apostrophes and invisible characters, in Latin letters where the
 * script has an alphabet. `ä`, `ae` and `a` are one, in either direction, as are the spellings of ö, ü, å, ø, æ and ß.
 */
export function nameWords(text: string, apostrophe: '' | ' ' = ' '): readonly string[] {
  const spaced = text.replace(apostrophes, apostrophe).replace(/\s+/g, ' ');
  const plain = spaced.normalize('NFKD').replace(unseen, '').toLowerCase();
  return toLatin(plain)
    .replace(spelledOut, (pair) => pair.charAt(0))
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
}

/** Whether a folded word is one that a name is not told by. */
export function isParticle(word: string): boolean {
  return particles.has(word);
}

/** The words without particles, unless nothing else is left. */
export function coreWords(words: readonly string[]): readonly string[] {
  const core = words.filter((word, at) => !isParticle(word) && !isAbbreviated(words, at));
  return core.length === 0 ? words : core;
}

function isAbbreviated(words: readonly string[], at: number): boolean {
  const word = words[at] as string;
  return (
    word.length === 1 && (abbreviated.has(`${words[at - 1]} ${word}`) || abbreviated.has(`${word} ${words[at + 1]}`))
  );
}

/** Whether some of the words in a row are the text, written in one piece. */
export function hasInOnePiece(words: readonly string[], text: string): boolean {
  return words.some((_, from) => {
    let run = '';
    for (let to = from; run.length < text.length && to < words.length; to += 1) run += words[to] as string;
    return run === text;
  });
}

/** Whether a text has the Serbian letter that is spelled `d` as often as `dj`. */
export function hasDj(text: string): boolean {
  return /[đĐђЂ]/.test(text);
}

/** The text with that letter spelled `dj`. */
export function withDj(text: string): string {
  return text.replaceAll(/[đĐђЂ]/g, 'dj');
}

/**
 * Everything a full name is found by: its words whatever their order, and all of it in one piece, either part first and
 * with particles or without. Two names are the same when they have a key in common; empty when there is nothing to compare.
 */
export function nameKeys(first = '', last = ''): readonly string[] {
  const keys = keysOf(first, last, ' ');
  if ((first + last).search(apostrophes) >= 0) keys.push(...keysOf(first, last, ''));
  if (hasDj(first + last)) keys.push(...nameKeys(withDj(first), withDj(last)));
  return [...new Set(keys)];
}

function keysOf(first: string, last: string, apostrophe: '' | ' '): string[] {
  const [given, family] = [nameWords(first, apostrophe), nameWords(last, apostrophe)];
  if (given.length === 0 && family.length === 0) return [];
  const [one, other] = [given.join(''), family.join('')];
  const [core, familyCore] = [coreWords(given), familyCoreWords(family, last)];
  const keys = [inOrder([...core, ...coreWords(family)]), one + other, other + one];
  if (core.length === given.length && familyCore.length === family.length) return keys;
  const [coreOne, coreOther] = [core.join(''), familyCore.join('')];
  return [...keys, inOrder([...core, ...familyCore]), coreOne + coreOther, coreOther + coreOne];
}

/** A full name as it sounds, to be looked up in another alphabet; empty when there is nothing to compare. */
export function soundKey(first = '', last = ''): string {
  return inOrder([...coreWords(nameWords(first)), ...familyCoreWords(nameWords(last), last)].map(soundOf));
}

/** Words in one text, the same whatever their order. */
export function inOrder(words: readonly string[]): string {
  return [...words].sort().join(' ');
}

/** The core of a last name, which may begin with a shortened particle: `v. Stetten`, `d'Almeida`, `'t Hart`. */
function familyCoreWords(words: readonly string[], text: string): readonly string[] {
  const [letter, ...rest] = words;
  const isShort = letter === 'v' || ((letter === 'd' || letter === 't') && text.search(apostrophes) >= 0);
  return coreWords(isShort && rest.length > 0 ? rest : words);
}
