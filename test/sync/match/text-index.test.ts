import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextIndex } from '../../../src/sync/match/text-index.ts';
import { propertyOptions } from '../../property.ts';

describe('a text index', () => {
  it('answers like a map of the same texts, whatever they are and however many were expected', () => {
    const entry = fc.tuple(fc.oneof(fc.string(), fc.constantFrom('', 'a', 'ab', '\u0000', '1', '10')), fc.nat(1000));
    fc.assert(
      fc.property(
        fc.array(entry, { maxLength: 200 }),
        fc.array(fc.string()),
        fc.nat(300),
        (entries, others, expected) => {
          const map = new Map<string, number>();
          const index = createTextIndex(expected);
          for (const [text, position] of entries) {
            map.set(text, position);
            index.set(text, position);
          }
          expect(index.size).toBe(map.size);
          for (const text of [...map.keys(), ...others]) {
            expect([index.get(text), index.has(text)]).toEqual([map.get(text), map.has(text)]);
          }
        },
      ),
      propertyOptions(),
    );
  });

  it('keeps a hundred thousand texts that hardly differ apart, expected or not', () => {
    for (const expected of [0, 100_000]) {
      const index = createTextIndex(expected);
      for (let number = 0; number < 100_000; number += 1) index.set(`kYzD7Qp0RtmS1xw${number}`, number);
      expect(index.size).toBe(100_000);
      for (let number = 0; number < 100_000; number += 997) expect(index.get(`kYzD7Qp0RtmS1xw${number}`)).toBe(number);
      expect(index.get('kYzD7Qp0RtmS1xw100000')).toBeUndefined();
    }
  });
});
