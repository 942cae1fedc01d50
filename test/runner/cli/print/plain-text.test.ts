import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainJson, plainLines, plainText } from '../../../../src/runner/cli/print/plain-text.ts';

/** What a terminal may take for an order, or for a line of its own. */
const orders = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;
const anyText = () => fc.string({ unit: 'binary' });

describe('a text of anybody', () => {
  test('is one line that orders a terminal nothing', () => {
    expect(plainText('Anna\u001B]0;pwned\u0007 \u001B[2J')).toBe(String.raw`Anna\u{1b}]0;pwned\u{7} \u{1b}[2J`);
    expect(plainText('Anna\nroot: ok\r\u2028')).toBe(String.raw`Anna\u{a}root: ok\u{d}\u{2028}`);
    expect(plainText('\u009B31mred')).toBe(String.raw`\u{9b}31mred`);
    expect(plainText('abc\u202Etxt.exe')).toBe(String.raw`abc\u{202e}txt.exe`);
    fc.assert(fc.property(anyText(), (text) => !orders.test(plainText(text))));
  });

  test('stays as it is where it is only letters', () => {
    for (const name of ['Zoë Müller-O’Neil', '李小龍', 'محمد', 'Ægir 👩🏽']) expect(plainText(name)).toBe(name);
  });
});

describe('JSON', () => {
  test('is the same value, and orders a terminal nothing', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: false }).filter((value) => JSON.stringify(value) !== undefined),
        anyText(),
        (value, text) => {
          const said = plainJson({ value, text });
          expect(JSON.parse(said)).toEqual(JSON.parse(JSON.stringify({ value, text })));
          expect(said.replaceAll('\n', '')).not.toMatch(orders);
        },
      ),
    );
  });
});

test('lines whose breaks are meant keep them and the mark that leads, and nothing else', () => {
  expect(plainLines('\uFEFF"a\r\nb"\t\u001B[1m\uFEFF')).toBe('\uFEFF"a\r\nb"\t' + String.raw`\u{1b}[1m\u{feff}`);
});
