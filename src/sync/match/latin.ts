/** Each letter and how it is spelled: those that are no letter with a mark, and Cyrillic and Greek as passports have them. */
const spellings =
  'ßss æae œoe øoe đd ðd łl þth ıi ħh ŧt ŋn əa аa бb вv гg ґg дd ђd еe єie жzh зz ' +
  'иi іi јj кk лl љlj мm нn њnj оo пp рr сs тt ћc уu фf хkh цts чch џdz шsh щshch ъ ' +
  'ыy ь эe юiu яia αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs ' +
  'τt υy φf χch ψps ωo';

const letters: Readonly<Record<string, string>> = Object.fromEntries(
  spellings.split(' ').map((entry) => [entry.charAt(0), entry.slice(1)]),
);

const foreign = /[ßæœøđðłþıħŧŋə\u0370-\u03ff\u0400-\u045f\u0490-\u0491]/g;

/** A lower-case text without marks, its letters in Latin ones where an alphabet has a usual transliteration. */
export function toLatin(text: string): string {
  return text.replace(foreign, (letter) => letters[letter] ?? letter);
}

/**
 * Scripts names are told apart by; of any other every name counts as written in the same one. The first three have letters
 * for sounds that `letters` carries over; names in two of the others cannot be compared.
 */
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Han}/u,
  /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Bengali}/u,
  /\p{Script=Tamil}/u,
  /\p{Script=Telugu}/u,
  /\p{Script=Kannada}/u,
  /\p{Script=Malayalam}/u,
  /\p{Script=Gujarati}/u,
  /\p{Script=Gurmukhi}/u,
  /\p{Script=Sinhala}/u,
  /\p{Script=Khmer}/u,
  /\p{Script=Lao}/u,
  /\p{Script=Myanmar}/u,
  /\p{Script=Ethiopic}/u,
  /\p{Script=Mongolian}/u,
] as const;
const alphabets = 3;
/** From here on, and in all scripts without a place, one letter may stand for a name. */
const rareScripts = 10;

/** How two names can be compared: in a script they share, by sound, or not at all. */
export function reachOf(one: string, other: string): 'script' | 'sound' | 'none' {
  const [ours, theirs] = [scriptsOf(one), scriptsOf(other)];
  if (ours.some((script) => theirs.includes(script))) return 'script';
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length ? 'script' : 'none';
  return [...ours, ...theirs].every((script) => script < alphabets) ? 'sound' : 'none';
}

function scriptsOf(text: string): readonly number[] {
  return scripts.flatMap((script, at) => (script.test(text) ? [at] : []));
}

/** Whether a text has letters of an alphabet that is compared with Latin by sound. */
export function isCarriedOver(text: string): boolean {
  return /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text);
}

/** Whether a folded word may stand for any name that begins with it. */
export function isInitial(word: string): boolean {
  if (/^[a-z]$/.test(word)) return true;
  return /^\p{L}\p{M}*$/u.test(word) && scriptsOf(word).every((script) => script >= rareScripts);
}

/** Whether two folded words may be one name carried over from another alphabet: alike but for a letter in four. */
export function soundAlike(one: string, other: string): boolean {
  const [ours, theirs] = [soundOf(one), soundOf(other)];
  return distance(ours, theirs) * 4 <= Math.max(ours.length, theirs.length);
}

/** A folded word as it sounds, so that its spellings are one: Sergey and Sergei, Khrushchev and Hruschev, Alexander and Aleksandr. */
export function soundOf(word: string): string {
  return word
    .replaceAll('x', 'ks')
    .replaceAll('w', 'v')
    .replaceAll('ph', 'f')
    .replaceAll(/[kscztp]h/g, (pair) => (pair === 'kh' ? 'h' : pair.charAt(0)))
    .replaceAll(/[jy]/g, 'i')
    .replaceAll('ts', 'c')
    .replaceAll(/(.)\1+/g, '$1');
}

/** Letters to change, add or leave out (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const swap = (row[to - 1] as number) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[to] as number) + 1, (next[to - 1] as number) + 1));
    }
    row = next;
  }
  return row[other.length] as number;
}
