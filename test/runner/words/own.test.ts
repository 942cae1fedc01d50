import { expect, test } from 'vitest';
import { de } from '../../../src/runner/words/de.ts';
import { en } from '../../../src/runner/words/en.ts';

test('no text has a number before a word that would be another one for 1', () => {
  const spoken = (words: Readonly<Record<string, string>>, plural: RegExp) =>
    Object.entries(words).flatMap(([key, said]) => (plural.test(said) ? [key] : []));
  expect(spoken(en, /\{n\} (?:people|\w{2,}s)\b/u)).toEqual([]);
  expect(spoken(de, /\{n\} \p{Lu}/u)).toEqual([]);
});

test('a text has the same placeholders in both languages', () => {
  const placeholders = (said: string) => [...new Set(said.match(/\{\w+\}/g))].toSorted();
  const differ = (Object.keys(en) as (keyof typeof en)[]).filter(
    (key) => placeholders(en[key]).join() !== placeholders(de[key]).join(),
  );
  expect(differ).toEqual([]);
});
