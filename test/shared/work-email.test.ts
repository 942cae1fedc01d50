import { describe, expect, it } from 'vitest';
import { usableEmail, visibleText } from '../../src/shared/work-email.ts';

describe('usableEmail', () => {
  it.each([
    ['p7@example.com', 'p7@example.com'],
    ['P.Seven+x@Mail.Example.com', 'P.Seven+x@Mail.Example.com'],
    [' p7@example.com ', 'p7@example.com'],
    ['p7@example.com\u200B', 'p7@example.com'],
    ['\uFEFFp7@example.com', 'p7@example.com'],
    ['p7@exam\u00ADple.com', 'p7@example.com'],
    ['\u202Ap7@example.com\u202C', 'p7@example.com'],
    ['\u2066p7\u2069@example.com', 'p7@example.com'],
    ['p7\u0000@example.com', 'p7@example.com'],
    ['p7@example.com\uFE0F', 'p7@example.com'],
    ['\u00A0p7@example.com\u3000', 'p7@example.com'],
    ['jo\u0308rg@mu\u0308ller.example', 'j\u00F6rg@m\u00FCller.example'],
    ["o'hara@example.co.uk", "o'hara@example.co.uk"],
    ["jo.o'@example.com", "jo.o'@example.com"],
    ['\u5F20@\u4F8B\u3048.example', '\u5F20@\u4F8B\u3048.example'],
    [
      '\u0438\u0432\u0430\u043D@\u043F\u0440\u0438\u043C\u0435\u0440.example',
      '\u0438\u0432\u0430\u043D@\u043F\u0440\u0438\u043C\u0435\u0440.example',
    ],
  ])('takes %j as %j', (text, address) => {
    expect(usableEmail(text)).toBe(address);
  });

  it.each([
    '',
    'N/A',
    '-',
    '@',
    'p7',
    'p7@',
    '@example.com',
    'p7@example',
    'p7@example.',
    'p7@.com',
    'p7@example..com',
    'p7@@example.com',
    'p7@example.com@example.com',
    'a@example.com; b@example.com',
    'a@example.com,b@example.com',
    'a@example.com b@example.com',
    'a@example.com/b@example.com',
    'Anna <anna@example.com>',
    'anna (work) anna@example.com',
    '[anna]@example.com',
    '"anna"@example.com',
    'mailto:anna@example.com',
    'anna @example.com',
    'anna\n@example.com',
    'anna\uFF20example.com',
    '\u200B',
    '\uFF1Canna@example.com\uFF1E',
    'anna@example.com\uFF1B',
    'anna@example.com\uFF0C',
    'anna@example.com\u3001',
    'anna@example.com\u3002',
    'anna@example.com\u060C',
    'anna@example.com\u061B',
    '\u201Canna@example.com\u201D',
    '\u201Eanna@example.com\u201C',
    '\u00ABanna@example.com\u00BB',
    '\u300Canna@example.com\u300D',
    "'anna@example.com'",
    "'anna@example.com",
    "anna@example.com'",
    '`anna@example.com`',
    '\u00B4anna@example.com\u00B4',
    'anna@example.com\uFF08\u65E7\uFF09',
    'anna@example.com\uFE50bob',
    '\uFF41\uFF4E\uFF4E\uFF41@example.com',
    'anna@example.com\uFF1Bbob@example.com',
    'anna@example\uFF0Ecom',
  ])('takes %j as nothing', (text) => {
    expect(usableEmail(text)).toBeUndefined();
  });
});

describe('visibleText', () => {
  it('shows what is left without characters nobody sees', () => {
    expect(visibleText(' \u202EN\u200B/A\u202C ')).toBe('N/A');
  });
});
