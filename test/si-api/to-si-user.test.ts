import { describe, expect, it } from 'vitest';
import { NOT_OFFERED } from '../../src/domain/cell.ts';
import { dateReader } from '../../src/si-api/dates.ts';
import { toSiUser } from '../../src/si-api/to-si-user.ts';

const of = (row: Readonly<Record<string, unknown>>) => toSiUser({ id: 'a', ...row }, dateReader('UTC'));

describe('an account of Small Improvements', () => {
  it.each([
    ['male', 'male'],
    ['M', 'male'],
    ['Female', 'female'],
    ['f', 'female'],
    ['diverse', 'unspecified'],
    ['', null],
    [null, null],
    [undefined, NOT_OFFERED],
  ])('has the gender %j as %j', (gender, expected) => {
    expect(of({ gender }).gender).toBe(expected);
  });

  it.each([
    ['2022-06-15', '2022-06-15'],
    [Date.UTC(2022, 5, 15), '2022-06-15'],
    ['', null],
    [null, null],
    ['soon', NOT_OFFERED],
    [true, NOT_OFFERED],
    [undefined, NOT_OFFERED],
  ])('has the hire date %j as %j', (hiringDate, expected) => {
    expect(of({ hiringDate }).hireDate).toBe(expected);
  });

  it.each([
    [{ managerId: 'b', manager: { id: 'c' } }, 'b'],
    [{ managerId: null, manager: { id: 'c' } }, null],
    [{ manager: { id: 'c' } }, 'c'],
    [{ manager: { name: 'Nobody known' } }, null],
    [{ manager: null }, null],
    [{ manager: 'c' }, null],
    [{}, NOT_OFFERED],
  ])('has the manager of %j', (row, expected) => {
    expect(of(row).managerId).toBe(expected);
  });

  it('has texts without what surrounds them, and only what is said as yes or no', () => {
    expect(of({ location: ' Berlin ', department: ' ', externalSystemId: 12 })).toMatchObject({
      location: 'Berlin',
      department: null,
      externalId: '12',
      jobTitle: NOT_OFFERED,
      active: true,
      admin: undefined,
      guest: undefined,
      staff: undefined,
    });
    expect(of({ isActive: false, isHR: false, isGuest: null, isSmallImprovements: true })).toMatchObject({
      active: false,
      admin: false,
      guest: undefined,
      staff: true,
    });
    expect(of({ isAdmin: false, isAssistant: true }).admin).toBe(true);
  });
});
