const marks = /\p{M}/gu;
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

/** Text as it is searched: lower case, without diacritics; "Łukasz Müller" is found by "lukasz muller". */
export function fold(value: string): string {
  return value
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .replace(special, (letter) => letters[letter] ?? letter)
    .trim();
}

/** Whether every word of the folded query occurs in the folded text. */
export function matchesWords(folded: string, query: string): boolean {
  return query.split(/\s+/u).every((word) => folded.includes(word));
}
