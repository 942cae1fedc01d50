import { describe, expect, it } from 'vitest';
import { normaliseSubdomain } from '../../src/shared/bamboo-subdomain.ts';

describe('normaliseSubdomain', () => {
  it.each([
    ['acme', 'acme'],
    ['  Acme-2 ', 'acme-2'],
    ['acme.bamboohr.com', 'acme'],
    ['https://acme.bamboohr.com', 'acme'],
    ['https://ACME.bamboohr.com/employees/employee.php?id=4&page=2097', 'acme'],
    ['http://acme.bamboohr.com/', 'acme'],
    ['acme.bamboohr.com/home#top', 'acme'],
    ['https://acme.bamboohr.com:443/home', 'acme'],
    ['https://api.bamboohr.com/api/gateway.php/acme/v1/employees', 'acme'],
  ])('finds the subdomain in %j', (text, expected) => {
    expect(normaliseSubdomain(text)).toBe(expected);
  });

  it.each([
    '',
    '   ',
    'bamboohr.com',
    'https://www.bamboohr.com/',
    'https://api.bamboohr.com/',
    'acme corp',
    'acme.example.com',
    'https://acme.bamboohr.com.evil.example/',
    'https://evil.example/acme.bamboohr.com',
    'acme@evil',
    'me:pw@acme.bamboohr.com',
    '-acme',
    'acme-',
    'ac_me',
    'a.b.bamboohr.com',
    'äcme',
    'a'.repeat(64),
  ])('finds none in %j', (text) => {
    expect(normaliseSubdomain(text)).toBeUndefined();
  });
});
