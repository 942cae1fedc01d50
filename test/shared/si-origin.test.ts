import { describe, expect, it } from 'vitest';
import { normaliseSiAddress } from '../../src/shared/si-origin.ts';

describe('normaliseSiAddress', () => {
  it.each([
    ['acme', 'https://acme.small-improvements.com'],
    [' ACME.small-improvements.com ', 'https://acme.small-improvements.com'],
    ['https://acme.small-improvements.com/app/home?x=1#y', 'https://acme.small-improvements.com'],
    ['http://app.small-improvements.com', 'https://app.small-improvements.com'],
    ['acme.small-improvements.com/app/directory', 'https://acme.small-improvements.com'],
    ['https://acme.small-improvements.com:443/', 'https://acme.small-improvements.com'],
  ])('finds the address in %j', (text, expected) => {
    expect(normaliseSiAddress(text)).toBe(expected);
  });

  it.each([
    '',
    'small-improvements.com',
    'https://small-improvements.com/',
    'https://acme.small-improvements.com.evil.example/',
    'https://acme.small-improvements.com@evil.example/',
    'https://user:pw@acme.small-improvements.com/',
    'https://evil.example/?acme.small-improvements.com',
    'https://evilsmall-improvements.com',
    'https://acme.small-improvements.com:8443/',
    'ftp://acme.small-improvements.com',
    'javascript:alert(1)',
    'https://eu.acme.small-improvements.com',
    'eu.acme',
    'acme:443',
    'http://evil.example',
    'acme corp',
    'https://-a.small-improvements.com',
  ])('finds none in %j', (text) => {
    expect(normaliseSiAddress(text)).toBeUndefined();
  });
});
