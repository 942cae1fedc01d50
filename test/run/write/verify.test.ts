import { describe, expect, test } from 'vitest';
import { NOT_OFFERED } from '../../../src/domain/cell.ts';
import { differenceOf, isSame, isShown, shownValues } from '../../../src/run/write/verify.ts';
import { aSiUser } from '../../builders/people.ts';

describe('a value that is shown', () => {
  test.each([
    ['workEmail', 'Ada@Acme.example', 'ada@acme.example', true],
    ['jobTitle', 'engineer', 'Engineer', false],
    ['jobTitle', 'Re\u0301gisseur', 'R\u00e9gisseur', true],
    ['gender', 'unspecified', null, true],
    ['department', null, '', true],
  ] as const)('of %s, %j for %j: the same is %j', (key, shown, written, same) => {
    expect(isSame(key, shown, written)).toBe(same);
  });

  test('is none where Small Improvements does not show the field: an empty one is not proven', () => {
    const user = aSiUser({ department: NOT_OFFERED, jobTitle: null });
    expect(isShown('department', null, user)).toBe(false);
    expect(isShown('jobTitle', null, user)).toBe(true);
    expect(Object.keys(shownValues(user))).not.toContain('department');
  });
});

describe('a value that is not shown as it was sent', () => {
  const sent = { jobTitle: 'Senior Engineer, Berlin' };
  const of = (title: string, how: Parameters<typeof differenceOf>[2]) =>
    differenceOf(sent, aSiUser({ jobTitle: title }), how);

  test('and is the beginning of it was cut, unless it stood there before and is short', () => {
    const cut = { kept: { jobTitle: 'Senior' }, missed: [], dropped: [] };
    expect(of('Senior', { before: { jobTitle: 'Janitor' } })).toEqual(cut);
    const ignored = { kept: {}, missed: ['jobTitle'], dropped: ['jobTitle'] };
    expect(of('Senior', { before: { jobTitle: 'Senior' } })).toEqual(ignored);
  });

  test('and is short may have stood there where nothing is known of before', () => {
    expect(of('Senior', { before: {} })).toEqual({ kept: {}, missed: ['jobTitle'], dropped: [] });
  });

  test('is a form of it where an earlier write of the same value came to the same', () => {
    const how = { before: { jobTitle: 'Job 7' }, keeps: { jobTitle: 'Job 7' } };
    expect(of('Job 7', how)).toEqual({ kept: { jobTitle: 'Job 7' }, missed: [], dropped: [] });
    expect(of('Job 8', { ...how, before: {} })).toMatchObject({ missed: ['jobTitle'] });
  });
});
