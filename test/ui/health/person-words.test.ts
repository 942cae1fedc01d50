import { describe, expect, it } from 'vitest';
import { hasWords, spellings, wordsOf } from '../../../src/ui/health/person-words.ts';

describe('words people are asked about by', () => {
  it.each([
    ['Käthe Åström', 'kathe astrom', true],
    ['Käthe Åström', 'kaethe aastroem', true],
    ['Kaethe Aastroem', 'Käthe Åström', true],
    ['Kathe Astrom', 'kaethe aastroem', true],
    ['Ka\u0308the', 'kaeth', true],
    ['Søren Æbelø', 'soeren aebeloe', true],
    ['Manuela', 'ela', true],
    ['Ren\u00e9e O’Brien', "o'brien", true],
    ['Ren\u00e9e O’Brien', 'obrien ren\u00ade', true],
    ['Joan', 'joe', false],
    ['Susan', 'sue', false],
    ['Jo', 'joe', true],
    ['Grace Hoffmann', 'hoff gra', true],
    ['Grace Hoffmann', 'grace miller', false],
  ])('take ä, ae and a for one: %s by %s', (name, query, isFound) => {
    expect(hasWords(spellings(name), wordsOf(query))).toBe(isFound);
  });

  it('are none where nothing is asked', () => {
    for (const none of ['', '  ', '#', '<>', '\u200b']) expect(wordsOf(none)).toEqual([]);
  });
});
