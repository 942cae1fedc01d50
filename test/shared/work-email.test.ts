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
  ])('takes %j as nothing', (text) => {
    expect(usableEmail(text)).toBeUndefined();
  });
});

describe('visibleText', () => {
  it('shows what is left without characters nobody sees', () => {
    expect(visibleText(' \u202EN\u200B/A\u202C ')).toBe('N/A');
  });
});
