import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cell, valueOf } from '../../../src/domain/cell.ts';
import type { Employee, SiUser } from '../../../src/domain/people.ts';
import { plan } from '../../../src/sync/plan.ts';
import type { PlanInput } from '../../../src/domain/plan.ts';
import { anEmployee, aSiUser } from '../../builders/people.ts';
import { aPlanInput, rowOf, verdictOf } from '../../builders/plan-input.ts';
import { propertyOptions } from '../../property.ts';
import { anyInput } from '../arbitrary-input.ts';

/** 1: agrees, -1: contradicts, 0: unknown. The values of `anyInput` need no folding but for case. */
function compare(one: Cell, ...others: readonly Cell[]): number {
  const [value, known] = [valueOf(one)?.toLowerCase(), others.flatMap((other) => valueOf(other)?.toLowerCase() ?? [])];
  if (value === undefined || known.length === 0) return 0;
  return known.includes(value) ? 1 : -1;
}

/** Contradictions are more than agreements, or nothing agrees. */
function isDoubtful(employee: Employee, user: SiUser): boolean {
  const first = compare(user.firstName, employee.firstName, employee.preferredName);
  const facts = [
    valueOf(employee.firstName) === undefined && first < 0 ? 0 : first,
    compare(employee.lastName, user.lastName),
    compare(employee.workEmail, user.email, user.login),
    compare(employee.hireDate, user.hireDate),
  ];
  const agree = facts.filter((fact) => fact > 0).length;
  return agree === 0 || facts.filter((fact) => fact < 0).length > agree;
}

function employeeOf(input: PlanInput, id: string | undefined): Employee {
  return input.snapshot.bamboo.employees.find((each) => each.id === id) as Employee;
}

describe('first joins', () => {
  it('join no two records that contradict more than they agree', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const row of plan(input).changes) {
          if (row.match?.by !== 'employee-id' && row.match?.by !== 'email') continue;
          if (row.reason?.code === 'not-visible') continue;
          const user = input.snapshot.si.users.find((each) => each.id === row.siUserId) as SiUser;
          expect(isDoubtful(employeeOf(input, row.employeeId), user)).toBe(false);
        }
      }),
      propertyOptions(),
    );
  });

  it('show both records wherever a recycled ID or email is told', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        for (const row of plan(input).changes) {
          if (row.kind !== 'conflict' || !row.reason?.code.startsWith('recycled-')) continue;
          expect(row.selected).toBe(false);
          expect(new Set(row.records?.map(({ side }) => side))).toEqual(new Set(['bamboo', 'si']));
        }
      }),
      propertyOptions(),
    );
  });

  const dirt = fc.constantFrom('\u200b', '\u00ad', '\u202e', '\u2066', '\ufeff', '\u0301', '\u2060');
  const letters: Readonly<Record<string, readonly string[]>> = {
    ä: ['ä', 'ae', 'a', 'Ä', 'a\u0308'],
    ö: ['ö', 'oe', 'o', 'ø'],
    ü: ['ü', 'ue', 'u', 'Ü'],
    ß: ['ß', 'ss', 'ẞ'],
    å: ['å', 'aa', 'a'],
    '-': ['-', ' ', '\u2010', '  ', '\u00a0'],
    ' ': [' ', '  ', '\u2003', '\t'],
    "'": ["'", '’', '´', ' ', 'ʼ'],
  };

  /** The name as somebody else types it: other spellings, other case, invisible characters in between. */
  const spelling = (name: string): fc.Arbitrary<string> =>
    fc
      .tuple(
        ...Array.from(name, (letter) =>
          fc.tuple(
            fc.constantFrom(...(letters[letter] ?? [letter, letter.toUpperCase()])),
            fc.option(dirt, { nil: '', freq: 4 }),
          ),
        ),
      )
      .map((parts) => parts.map(([letter, after]) => letter + after).join(''));

  const person = fc.record({
    first: fc.constantFrom('jörg', 'käthe', 'karl-heinz', 'åse', 'maria', 'anne marie'),
    last: fc.constantFrom('müller', 'größmann', 'von stetten', "o'neill", 'meyer-lansky', 'jäger'),
  });

  const spelt = person.chain(({ first, last }) =>
    fc.record({
      name: fc.constant({ firstName: first, lastName: last }),
      first: spelling(first),
      last: spelling(last),
      swapped: fc.boolean(),
    }),
  );

  it('see one person however the name is spelled and ordered', () => {
    fc.assert(
      fc.property(spelt, ({ name, first, last, swapped }) => {
        const names = swapped ? { firstName: last, lastName: first } : { firstName: first, lastName: last };
        const quiet = { workEmail: null, hireDate: null } as const;
        const joined = plan(
          aPlanInput([anEmployee({ id: '1', ...name, ...quiet })], [aSiUser({ id: 'u1', ...names })]),
        );
        expect(rowOf(joined, 'e:1').match?.by).toBe('employee-id');
        const stranger = aSiUser({
          id: 'u1',
          externalId: null,
          login: 'x@y.example',
          hireDate: '1999-09-09',
          ...names,
        });
        expect(verdictOf(plan(aPlanInput([anEmployee({ id: '1', ...name })], [stranger])), 'e:1')).toBe(
          'create: possible-duplicate',
        );
      }),
      propertyOptions(),
    );
  });
});
