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

type Edit = (texts: readonly string[], at: number, place: number) => readonly string[];

/** Small changes of one text or of where two of them meet: what a weak hash is blind to. */
const edit = fc.constantFrom<Edit>(
  (texts, at, place) => texts.with(at, replaced(texts[at] ?? '', place, '\u0000')),
  (texts, at, place) => texts.with(at, replaced(texts[at] ?? '', place, '')),
  (texts, at) => texts.with(at, (texts[at] ?? '').split('').toReversed().join('')),
  (texts, at) => [...texts.slice(0, at), texts.slice(at).join('')],
  (texts, at) => [...texts.slice(0, at), '', ...texts.slice(at)],
  (texts, at) => [...texts.slice(at), ...texts.slice(0, at)],
);

function replaced(text: string, place: number, by: string): string {
  const at = place % Math.max(text.length, 1);
  return text.slice(0, at) + by + text.slice(at + 1);
}

function bitsApart(one: string, other: string): number {
  let difference = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let count = 0;
  for (; difference > 0n; difference >>= 1n) count += Number(difference & 1n);
  return count;
}

describe('hashTexts', () => {
  it('tells apart where one text ends and the next begins', () => {
    const splits = [['abcd'], ['ab', 'cd'], ['abcd', ''], ['', 'abcd'], ['a', 'bcd'], ['abc', 'd']];
    expect(new Set(splits.map((texts) => hashTexts(texts))).size).toBe(splits.length);
  });

  it('gives another hash for a text that differs in one place', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
        fc.nat(),
        fc.nat(),
        edit,
        (texts, at, place, change) => {
          const other = change(texts, at % texts.length, place);
          expect(hashTexts(texts) === hashTexts(other)).toBe(JSON.stringify(texts) === JSON.stringify(other));
        },
      ),
      propertyOptions(),
    );
  });

  it('turns about half of its bits for one changed character', () => {
    let turned = 0;
    const pairs = 2_000;
    for (let number = 0; number < pairs; number += 1) {
      turned += bitsApart(hashTexts([`person ${number}`, 'a']), hashTexts([`person ${number}`, 'b']));
    }
    const bits = hashTexts(['']).length * 4;
    expect(turned / pairs / bits).toBeGreaterThan(0.4);
    expect(turned / pairs / bits).toBeLessThan(0.6);
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
