import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addRow,
  addText,
  hashTexts,
  newHasher,
  newHashSum,
  restart,
  textOfSum,
} from '../../../src/sync/fingerprint/hash.ts';
import { propertyOptions } from '../../property.ts';

function sumOf(texts: readonly string[]): string {
  const hasher = newHasher();
  const sum = newHashSum();
  for (const text of texts) {
    restart(hasher);
    addText(hasher, text);
    addRow(sum, hasher);
  }
  return textOfSum(sum);
}

describe('hashTexts', () => {
  it('tells apart where one text ends and the next begins', () => {
    const splits = [['abcd'], ['ab', 'cd'], ['abcd', ''], ['', 'abcd'], ['a', 'bcd'], ['abc', 'd']];
    expect(new Set(splits.map((texts) => hashTexts(texts))).size).toBe(splits.length);
  });

  it('gives another hash for every other text', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (one, other) => {
        expect(hashTexts(one) === hashTexts(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
      propertyOptions(),
    );
  });

  it('has no collisions among a hundred thousand texts that hardly differ', () => {
    const hashes = new Set<string>();
    for (let number = 0; number < 100_000; number += 1) hashes.add(hashTexts([`e:${number}`]));
    expect(hashes.size).toBe(100_000);
  });
});

describe('a sum of rows', () => {
  it('does not depend on their order but on each of them', () => {
    expect(sumOf(['one', 'two', 'three'])).toBe(sumOf(['three', 'one', 'two']));
    expect(sumOf(['one', 'two'])).not.toBe(sumOf(['one']));
    expect(sumOf(['one', 'one'])).not.toBe(sumOf([]));
    expect(sumOf(['one', 'one'])).not.toBe(sumOf(['two', 'two']));
  });
});
