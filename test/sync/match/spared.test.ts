import { describe, expect, it } from 'vitest';
import { HIDDEN } from '../../../src/domain/cell.ts';
import type { Employee } from '../../../src/domain/people.ts';
import { plan } from '../../../src/sync/plan.ts';
import { aCompany, anEmployee, type EmployeeParts, type SiUserParts, aSiUser } from '../../builders/people.ts';
import { aLink, aPlanInput, type InputParts, rowOf, verdictOf } from '../../builders/plan-input.ts';

const wide: InputParts = { options: { deactivateNotImported: true, deactivateUnmanaged: true } };

/** Six people who match, somebody whose row is left out, and one account more. */
function planOf(people: readonly EmployeeParts[], account: SiUserParts = {}, parts = wide) {
  const { employees, users } = aCompany(6);
  const left = people.map((each) => anEmployee({ firstName: 'Anna', lastName: 'Berg', ...each }));
  const other = aSiUser({ id: 's9', externalId: null, firstName: 'Anna', lastName: 'Berg', ...account });
  return plan(aPlanInput([...employees, ...left], [...users, other], parts));
}

const emailTorn = (report: string, list: string): EmployeeParts => ({
  workEmail: HIDDEN,
  disputed: new Map([['workEmail', { report, list }]]),
});

const login = 'anna.berg@example.com';
const elsewhere = { login: 'other@example.com' };
const married = { lastName: 'Sommer' };

describe('deactivating accounts not imported spares the account of somebody whose row is ignored', () => {
  it.each<[string, EmployeeParts, SiUserParts]>([
    ['two addresses instead of one', { workEmail: `${login}; ab@example.com`, ...married }, { login }],
    ['an address with a name', { workEmail: `Anna <mailto:${login}>.`, ...married }, { login }],
    ['an address in quotes', { workEmail: `'${login}'`, ...married }, { login }],
    ['an address of full width', { workEmail: '\uFF41nna.berg\uFF20example.com', ...married }, { login }],
    ['an address with a gap', { workEmail: 'anna.berg @example.com', ...married }, { login }],
    [
      'a work email in dispute, the report being right',
      { ...emailTorn(login, 'x@example.com'), ...married },
      { login },
    ],
    ['a work email in dispute, the list being right', { ...emailTorn('x@example.com', login), ...married }, { login }],
    ['no work email, and the same name', { workEmail: null }, elsewhere],
    [
      'no work email, and the account has the nickname',
      { workEmail: null, preferredName: 'Änne' },
      { ...elsewhere, firstName: 'Anne' },
    ],
    ['no work email, and the ID but for zeros', { workEmail: null, ...married }, { ...elsewhere, externalId: '0099' }],
    ['a status nobody can read', { status: HIDDEN, workEmail: 'a.b@example.com' }, elsewhere],
    ['a first day ahead', { hireDate: '2024-07-01', workEmail: 'a.b@example.com' }, elsewhere],
    ['no place at work any more', { status: 'inactive', workEmail: 'a.b@example.com' }, elsewhere],
  ])('%s', (_what, employee, account) => {
    const made = planOf([{ id: '99', ...employee }], account);
    expect(rowOf(made, 'e:99').kind).toBe('ignored');
    expect(verdictOf(made, 's:s9')).toBe('only-in-si: possible-duplicate');
    expect(rowOf(made, 's:s9').reason?.people).toEqual([expect.objectContaining({ employeeId: '99' })]);
    expect(rowOf(made, 's:s9').selected).toBe(false);
  });

  it('where the two answers disagree about the Employee # it is matched by, both of them', () => {
    for (const externalId of ['112', '57']) {
      const disputed = new Map([['employeeNumber' as const, { report: '112', list: '57' }]]);
      const anna = {
        id: '99',
        employeeNumber: HIDDEN,
        disputed,
        ...married,
        workEmail: 'anna.sommer@example.com',
      } as const;
      const options = { ...wide.options, idKind: 'employee-number' as const };
      const made = planOf([anna], { externalId, ...elsewhere }, { options });
      expect(verdictOf(made, 'e:99')).toBe('ignored: answers-disagree');
      expect(rowOf(made, 's:s9')).toMatchObject({ kind: 'only-in-si', selected: false });
    }
  });

  it('also where an admin excluded the person, and where this product manages the account', () => {
    const decisions = [{ kind: 'ignore', employeeId: '99' as Employee['id'] }] as const;
    const away = { id: '99', workEmail: 'a.b@example.com' };
    expect(verdictOf(planOf([away], elsewhere, { ...wide, decisions }), 's:s9')).toBe('only-in-si: possible-duplicate');
    const managed = { ...wide, links: [aLink('77', 's9')] };
    expect(verdictOf(planOf([{ ...away, workEmail: null }], elsewhere, managed), 's:s9')).toBe(
      'only-in-si: possible-duplicate',
    );
  });

  it('but no account that has nothing in common with anybody left out', () => {
    const made = planOf([{ id: '99', workEmail: 'N/A' }], { ...elsewhere, firstName: 'Karl', lastName: 'Voss' });
    expect(verdictOf(made, 's:s9')).toBe('deactivate: not-imported');
  });
});

describe('deactivating accounts not imported spares the account of somebody in conflict', () => {
  const office = { workEmail: 'office@example.com' };
  const shared: EmployeeParts[] = [
    { id: '98', ...office },
    { id: '99', ...office, firstName: 'Karl', lastName: 'Voss' },
  ];

  it('who shares a mailbox, while the account has an address of its own', () => {
    const made = planOf(shared, { login });
    expect(verdictOf(made, 'e:98')).toBe('conflict: duplicate-email-bamboo');
    expect(verdictOf(made, 's:s9')).toBe('only-in-si: duplicate-email-bamboo');
    expect(rowOf(made, 's:s9').reason?.people).toEqual([{ name: 'Anna Berg', employeeId: '98', siUserId: undefined }]);
  });

  it('whatever the order of the rows', () => {
    const twice = [...shared, { id: '97', ...office }];
    expect(planOf(twice.toReversed())).toEqual(planOf(twice));
  });
});
