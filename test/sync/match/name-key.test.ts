import { describe, expect, it } from 'vitest';
import { nameKeys } from '../../../src/sync/match/name-key.ts';

/** Whether one of the keys of two full names, given in one piece or as first and last name, is the same. */
function isSame(one: string | readonly [string, string], other: string | readonly [string, string]): boolean {
  const keys = [one, other].map((name) => (typeof name === 'string' ? nameKeys(undefined, name) : nameKeys(...name)));
  return (keys[0] ?? []).some((key) => keys[1]?.includes(key));
}

describe('the keys of a full name', () => {
  it.each([
    ['Müller, Jörg', 'jorg MULLER'],
    ['Müller, Jörg', 'Joerg Mueller'],
    ['Łukasz Żółć', 'Zolc Lukasz'],
    ['Anne-Marie Strauß', 'strauss anne marie'],
    ['Søren Ærø', 'aero soren'],
    ['Søren Ærø', 'Soeren Aeroe'],
    ['Åse Ågård', 'Aase Aagaard'],
    ["D'Arcy", 'arcy d'],
    ["Sean O'Neill", 'ONeill Sean'],
    ['Karl-Heinz Vogel', 'Karlheinz Vogel'],
    ['Ludwig von Stetten', 'Stetten Ludwig'],
    ['An\u200bna\u00ad \u202eBerg\u202c', 'anna\u00a0berg'],
    ['İlkay Şahin', 'ilkay sahin'],
    ['Ｊｏｈｎ Smith', 'John Smith'],
    ['Юлия Иванова', 'Iuliia Ivanova'],
  ])('has one in common: %s and %s', (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  it.each<[readonly [string, string], readonly [string, string]]>([
    [
      ['小明', '王'],
      ['王', '小明'],
    ],
    [
      ['小明', '王'],
      ['', '王小明'],
    ],
    [
      ['Jan', 'van den Berg'],
      ['Jan', 'Vandenberg'],
    ],
    [
      ['Maria', 'de la Cruz'],
      ['Delacruz', 'Maria'],
    ],
    [
      ['Ben', 'Adler'],
      ['Adler', 'Ben'],
    ],
  ])('has one in common over both fields: %s and %s', (one, other) => {
    expect(isSame(one, other)).toBe(true);
  });

  it.each([
    ['王小明', '李小明'],
    ['Jörg Müller', 'Jörg Möller'],
    ['Ann Berg', 'Anna Berg'],
  ])('has none in common: %s and %s', (one, other) => {
    expect(isSame(one, other)).toBe(false);
  });

  it('keeps first names apart that are particles elsewhere', () => {
    expect(isSame(['Ben', 'Adler'], ['Al', 'Adler'])).toBe(false);
  });

  it('is empty when there is nothing to compare', () => {
    expect(nameKeys(undefined, ' – ')).toEqual([]);
    expect(nameKeys('\u200b', undefined)).toEqual([]);
  });
});
