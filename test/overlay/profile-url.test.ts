import { describe, expect, it } from 'vitest';
import { profileAddresses } from '../../src/overlay/profile-addresses.ts';
import { hashOf, profileOf, viewOf } from '../../src/overlay/profile-url.ts';

/** As browsers match the address, its query included and its hash not. */
function isMatched(address: string): boolean {
  return profileAddresses.some((pattern) => {
    const path = pattern.replace('https://*.bamboohr.com', '').replaceAll('*', '.*').replaceAll('?', '\\?');
    return new RegExp(`^https://acme\\.bamboohr\\.com${path}$`).test(address.replace(/#.*$/, ''));
  });
}

const host = 'https://acme.bamboohr.com';

describe('profileOf', () => {
  it.each([
    ['/employees/employee.php?id=41', '41'],
    ['/employees/employee.php?id=41&page=2097', '41'],
    ['/employees/pto/?id=7', '7'],
    ['/employees/timesheet/?id=7#si=reviews', '7'],
    ['/employees/files/employeeFilesPage?id=12', '12'],
    ['/employees/contacts.php?id=12&e=12', '12'],
    ['/app/employees/88/personal', '88'],
    ['/app/employee/88', '88'],
  ])('knows %s as the profile of %s', (path, id) => {
    expect(profileOf(host + path)).toEqual({ employeeId: id, origin: host });
    expect(isMatched(host + path)).toBe(true);
  });

  it('has the overlay loaded with profiles, and not with the pages people see most', () => {
    for (const path of ['/home', '/', '/employees/directory.php', '/employees/orgchart.php', '/app/time', '/settings/'])
      expect(isMatched(host + path)).toBe(false);
  });

  it.each([
    '/employees/directory.php',
    '/employees/directory.php?id=4',
    '/employees/new.php?id=4',
    '/employees/orgchart.php?id=4',
    '/employees/employee.php',
    '/employees/employee.php?id=me',
    '/employees/employee.php?id=4x',
    '/home?id=4',
    '/settings/employees/4',
    '/app/reports/4',
    '/app/employees/new',
    '/employees/employee.php?id=4&id=5',
    '/employees/employee.php?id=4&ID=5',
    '/employees/employee.php?id=4&id[]=5',
    '/employees/employee.php?id=4&id%5B%5D=5',
    '/app/employees/4/employees/5',
    '/app/employees/4?id=5',
    `/employees/employee.php?id=${'9'.repeat(21)}`,
  ])('knows %s as no profile', (path) => {
    expect(profileOf(host + path)).toBeUndefined();
  });

  it('believes no other site', () => {
    for (const other of [
      'https://acme.bamboohr.com.example.org',
      'http://acme.bamboohr.com',
      'https://bamboohr.com.example',
      'https://bamboohr.com',
      'https://www.bamboohr.com',
      'https://help.bamboohr.com',
      'https://a.acme.bamboohr.com',
      'https://acme.bamboohr.com:8443',
      'https://me@acme.bamboohr.com',
      'chrome://newtab',
      '',
    ])
      expect(profileOf(`${other}/employees/employee.php?id=4`)).toBeUndefined();
  });
});

describe('viewOf', () => {
  it('reads exactly the two hashes the tabs write', () => {
    expect(viewOf(hashOf('reviews'))).toBe('reviews');
    expect(viewOf('#si=objectives')).toBe('objectives');
    for (const hash of ['', '#', '#si=', '#si=review', '#SI=reviews', '#si=reviews&x=1'])
      expect(viewOf(hash)).toBeUndefined();
  });
});
