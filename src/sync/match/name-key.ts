/** Letters that keep their look when diacritics are stripped, by what people type instead. */
const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/**
 * A name without case, diacritics, punctuation and order of its parts: `Müller, Jörg` and `Jorg Muller` give the same key.
 * Empty when nothing is left to compare.
 */
export function nameKey(...parts: readonly (string | null | undefined)[]): string {
  const text = parts.filter((part) => typeof part === 'string').join(' ');
  const folded = text
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => spelledOut[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
  return folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .sort()
    .join(' ');
}
