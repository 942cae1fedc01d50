import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareName } from '../../src/profile/same-name.ts';
import { propertyOptions } from '../property.ts';

const word = fc
  .string({ unit: fc.constantFrom(...'bcdfghjkpqrstvwxz'.split('')), minLength: 3, maxLength: 9 })
  .filter((text) => compareName(text, text).agrees);

describe('whether a text is about a person', () => {
  it('takes two words of the name, all of it where it has one', () => {
    expect(compareName('Ada Lovelace', 'Ada King Lovelace | Acme').agrees).toBe(true);
    expect(compareName('Ada Lovelace', 'Ada Byron').agrees).toBe(false);
    expect(compareName('Prince', 'Prince – BambooHR').agrees).toBe(true);
    expect(compareName('Ada King Lovelace', 'Ada Lovelace').agrees).toBe(true);
  });

  it('does not count particles, company words or the company’s own name', () => {
    expect(compareName('Eva van der Berg', 'Jan van der Meer').agrees).toBe(false);
    expect(compareName('HR Team', 'HR Team | BambooHR')).toEqual({ agrees: false, contradicts: false });
    expect(compareName('Acme Bob', 'Bob Jones – Acme', 'acme').agrees).toBe(true);
    expect(compareName('Acme Smith', 'Bob Jones – Acme', 'acme')).toEqual({ agrees: false, contradicts: true });
  });

  it('reads names in other spellings and scripts', () => {
    for (const text of ['JÖRG MÜLLER', 'Mueller, Joerg', 'Jorg Muller', 'Jo\u0308rg Mu\u0308ller'])
      expect(compareName('Jörg Müller', text).agrees).toBe(true);
    expect(compareName('山田 太郎', '太郎 山田').agrees).toBe(true);
    expect(compareName('李 明', '明 李').agrees).toBe(true);
    expect(compareName('J. Smith', 'J. Brown').agrees).toBe(false);
    expect(compareName('Łukasz Żak', 'lukasz zak').agrees).toBe(true);
  });

  it('takes an initial for a word it does not know, not for none', () => {
    for (const name of ['A. Schmidt', 'Schmidt A', 'E. Schmidt', 'I Schmidt'])
      expect(compareName(name, 'Bernd Schmidt')).toEqual({ agrees: false, contradicts: false });
    expect(compareName('А. Шмидт', 'Бернд Шмидт').agrees).toBe(false);
    expect(compareName('A. Schmidt', 'Bernd Vogel').contradicts).toBe(true);
    expect(compareName('Anna K. Schmidt', 'Anna Schmidt').agrees).toBe(true);
    expect(compareName('Acme A. Schmidt', 'Bernd Schmidt – Acme', 'acme').agrees).toBe(false);
  });

  it('is said of nobody without a name', () => {
    expect(compareName('', 'Ada Lovelace')).toEqual({ agrees: false, contradicts: false });
    expect(compareName('Ada Lovelace', '')).toEqual({ agrees: false, contradicts: false });
  });

  it('never agrees and contradicts at once, and needs as many words of any name', () => {
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 4 }), fc.nat(4), (parts, kept) => {
        const text = parts.slice(0, kept).join(' ');
        const { agrees, contradicts } = compareName(parts.join(' '), text);
        const shared = Math.min(kept, parts.length);
        expect(agrees).toBe(shared >= 2);
        expect(contradicts).toBe(false);
        expect(compareName(parts.join(' '), 'qwxyz').contradicts).toBe(!parts.includes('qwxyz'));
      }),
      propertyOptions(),
    );
  });
});
