import { describe, expect, it } from 'vitest';
import { bambooOrigin, normaliseSubdomain, subdomainOf } from '../../src/shared/bamboo-subdomain.ts';

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
    ['acme.bamboohr.com:443', 'acme'],
    ['acme.bamboohr.com.', 'acme'],
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
    'www',
    'api.bamboohr.com',
    'help.bamboohr.com',
    'https://acme.bamboohr.com:8443/',
    'not a name!',
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

describe('the company of a host', () => {
  it('is found, and its origin leads back to it', () => {
    expect(subdomainOf('acme.bamboohr.com')).toBe('acme');
    expect(subdomainOf(new URL(bambooOrigin('acme-2')).host)).toBe('acme-2');
  });

  it.each([
    'www.bamboohr.com',
    'help.bamboohr.com',
    'bamboohr.com',
    'a.b.bamboohr.com',
    'acme.bamboohr.com:8443',
    'acme.bamboohr.com.',
    'acme.bamboohr.com.evil.example',
    'evilbamboohr.com',
    'acme',
  ])('is nobody’s at %s', (host) => {
    expect(subdomainOf(host)).toBeUndefined();
  });
});
