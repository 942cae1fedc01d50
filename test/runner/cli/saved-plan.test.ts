import { describe, expect, test } from 'vitest';
import { findRow, type Named } from '../../../src/runner/cli/saved-plan.ts';
import type { EmployeeId, SiUserId } from '../../../src/domain/ids.ts';

const anna: Named = { key: 's:7', siUserId: '7' as SiUserId, name: 'Anna Berg', email: 'anna@acme.com' };
const bela: Named = { key: 'e:12', employeeId: '12' as EmployeeId, name: 'Béla  Nagy', email: undefined };
const rows = [anna, bela];

describe('a person who is named', () => {
  test.each([
    ['s:7', anna],
    ['7', anna],
    [' ANNA@acme.com', anna],
    ['12', bela],
    ['béla nagy', bela],
  ])('is found by %j', (named, row) => {
    expect(findRow(rows, named)).toBe(row);
  });

  test.each(['', '  ', '\t'])(
    'is nobody where the name is blank (%j), whatever IDs and emails are missing',
    (named) => {
      for (const listed of [[anna], [bela], rows]) expect(() => findRow(listed, named)).toThrow('person-unknown');
    },
  );

  test('is nobody where no row has the name, and unclear where several do', () => {
    expect(() => findRow(rows, 'undefined')).toThrow('person-unknown');
    expect(() => findRow([anna, { ...anna, key: 's:8', siUserId: '8' as SiUserId }], 'Anna Berg')).toThrow(
      'person-unclear',
    );
  });
});
