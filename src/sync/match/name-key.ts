import { toLatin } from './latin.ts';

/** Written or left out, put together or apart: nothing a name is told by. */
const particles: ReadonlySet<string> = new Set(
  (
    'von vom van vander vanden der den de del della dello degli dei di da do dos das du des la le las los les el al ' +
    'af av zu zum zur ten ter te op y e i und bin bint ibn ben abu san'
  ).split(' '),
);

const apostrophes = /['’‘‛`´ʻʼʽʾʿˈ′＇]/g;
/** Marks that only decorate a letter, and all that shows nothing: zero width, bidirectional, soft hyphen, controls. */
const unseen = /[\p{Script=Inherited}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u0591-\u05c7]+/gu;
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
  const core = words.filter((word) => !isParticle(word));
  return core.length === 0 ? words : core;
}

/** Whether some of the words in a row are the text, written in one piece. */
export function hasInOnePiece(words: readonly string[], text: string): boolean {
  return words.some((_, from) => {
    let run = '';
    for (let to = from; run.length < text.length && to < words.length; to += 1) run += words[to] as string;
    return run === text;
  });
}

/**
 * Everything a full name is found by: its words whatever their order, and all of it in one piece, either part first.
 * Two names are the same when they have a key in common; empty when there is nothing to compare.
 */
export function nameKeys(first = '', last = ''): readonly string[] {
  const [given, family] = [nameWords(first), nameWords(last)];
  if (given.length === 0 && family.length === 0) return [];
  const [one, other] = [given.join(''), family.join('')];
  return [...new Set([inAnyOrder(given, family), one + other, other + one, ...withoutApostrophes(first, last)])];
}

function inAnyOrder(given: readonly string[], family: readonly string[]): string {
  return [...coreWords(given), ...coreWords(family)].sort().join(' ');
}

function withoutApostrophes(first: string, last: string): readonly string[] {
  return (first + last).search(apostrophes) < 0 ? [] : [inAnyOrder(nameWords(first, ''), nameWords(last, ''))];
}
