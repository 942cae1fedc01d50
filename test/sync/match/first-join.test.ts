import { describe, expect, it } from 'vitest';
import { HIDDEN } from '../../../src/domain/cell.ts';
import { plan } from '../../../src/sync/plan.ts';
import { aLink, aPin, aPlanInput, type InputParts, rowOf, verdictOf } from '../../builders/plan-input.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';

function planOf(employees: readonly EmployeeParts[], users: readonly SiUserParts[], parts: InputParts = {}) {
  return plan(aPlanInput(employees.map(anEmployee), users.map(aSiUser), parts));
}

const ignored = (employeeId: string): InputParts => ({
  decisions: [{ kind: 'ignore', employeeId: employeeId as never }],
});

describe('an account found by ID with somebody else’s email, where the records only tie', () => {
  const anna: EmployeeParts = { id: '10', firstName: 'Anna', lastName: 'Berg', workEmail: 'anna.berg@acme.example' };
  const arne: EmployeeParts = { id: '11', firstName: 'Arne', lastName: 'Berg', workEmail: 'arne.berg@acme.example' };
  const arnes: SiUserParts = { id: 'u10', login: 'arne.berg@acme.example', firstName: 'Arne', lastName: 'Berg' };
  const old: SiUserParts = { id: 'u11', login: 'arne@old.example', firstName: 'Arne', lastName: 'Berg' };

  it.each<[string, InputParts]>([
    ['by ID', {}],
    ['by link', { links: [aLink('11')] }],
    ['by pin', { decisions: [aPin('11', 'u11')] }],
  ])('is a conflict though the other one is certain of an account %s: siblings', (_, parts) => {
    const made = planOf([anna, arne], [arnes, old], parts);
    expect(rowOf(made, 'e:10')).toMatchObject({
      kind: 'conflict',
      selected: false,
      reason: { code: 'user-claimed-twice', people: [{ employeeId: '11', name: 'Arne Berg' }, { siUserId: 'u10' }] },
    });
    expect(rowOf(made, 'e:10').siUserId).toBeUndefined();
    expect(verdictOf(made, 's:u10')).toMatch(/^only-in-si: /);
  });

  const son: EmployeeParts = {
    id: '112',
    firstName: 'John',
    lastName: 'Smith',
    workEmail: 'john.smith2@acme.example',
    hireDate: '2023-01-01',
  };
  const father: EmployeeParts = {
    id: '57',
    employeeNumber: '112',
    firstName: 'John',
    lastName: 'Smith',
    workEmail: 'john.smith@acme.example',
    hireDate: '2015-01-01',
  };
  const fathers: SiUserParts = {
    id: 'u1',
    externalId: '112',
    login: 'John.Smith@acme.example',
    firstName: 'John',
    lastName: 'Smith',
    hireDate: '2015-01-01',
  };
  const disputed = (report: string | null, list: string | null): EmployeeParts => ({
    workEmail: HIDDEN,
    disputed: new Map([['workEmail' as const, { report, list }]]),
  });

  it.each<[string, EmployeeParts, InputParts]>([
    ['readable', {}, {}],
    ['of an excluded person', {}, ignored('57')],
    ['of an excluded leaver', { status: 'inactive' }, ignored('57')],
    ['one of two answers', disputed('john.smith@acme.example', 'js@home.example'), {}],
    ['the other of two answers', disputed('js@home.example', '\u200bJohn.Smith@acme.example '), {}],
    ['one answer beside none', disputed('john.smith@acme.example', null), {}],
    ['one of two addresses', { workEmail: 'john.smith@acme.example; js@home.example' }, {}],
    ['the second of two', { workEmail: 'js@home.example,john.smith@acme.example' }, {}],
    ['in brackets', { workEmail: 'John Smith <john.smith@acme.example>' }, {}],
    ['in quotes', { workEmail: '"john.smith@acme.example" (private: js@home.example)' }, {}],
    ['at the end of a sentence', { workEmail: 'use john.smith@acme.example.' }, {}],
    ['of full width', { workEmail: 'ｊohn.smith＠acme.example; js@home.example' }, {}],
  ])('is a conflict where that email is %s: father and son', (_, parts, options) => {
    const made = planOf([son, { ...father, ...parts }], [fathers], options);
    expect(verdictOf(made, 'e:112')).toBe('conflict: user-claimed-twice');
    expect(rowOf(made, 'e:112').reason?.people?.map(({ employeeId, siUserId }) => employeeId ?? siUserId)).toEqual([
      '57',
      'u1',
    ]);
  });

  it.each<[string, EmployeeParts, InputParts]>([
    ['of an excluded person', {}, ignored('57')],
    ['of nobody', { workEmail: 'js@home.example' }, {}],
    ['of nobody readable', disputed('js@home.example', 'j@home.example'), {}],
    ['of a text that merely contains it', { workEmail: 'not-john.smith@acme.example; js@home.example' }, {}],
  ])('is joined where the records agree by more than half and the email is %s', (_, parts, options) => {
    const employee = { ...son, hireDate: '2015-01-01' };
    const made = planOf([employee, { ...father, ...parts }], [fathers], options);
    expect(rowOf(made, 'e:112')).toMatchObject({ kind: 'update', siUserId: 'u1', selected: true });
  });

  it('is a conflict also by three to one where two addresses or two answers hold it', () => {
    const employee = { ...son, hireDate: '2015-01-01' };
    for (const parts of [
      disputed('john.smith@acme.example', null),
      { workEmail: 'john.smith@acme.example; x@y.example' },
    ])
      expect(verdictOf(planOf([employee, { ...father, ...parts }], [fathers]), 'e:112')).toBe(
        'conflict: user-claimed-twice',
      );
  });
});

describe('an account found by ID whose email is on its way to somebody else, where the records are surely one person’s', () => {
  const ann: EmployeeParts = { id: '1', workEmail: 'ann.new@acme.example' };
  const anns: SiUserParts = { id: 'u1', login: 'p2@example.com' };
  const bob: EmployeeParts = { id: '2' };
  const bobs: SiUserParts = { id: 'u2', login: 'bob.old@acme.example' };

  it.each<[string, readonly EmployeeParts[], readonly SiUserParts[], InputParts]>([
    ['by link', [], [{ ...bobs, externalId: null }], { links: [aLink('2')] }],
    ['by pin', [], [{ ...bobs, externalId: null }], { decisions: [aPin('2', 'u2')] }],
    ['by ID', [], [bobs], {}],
  ])('is joined where the other one is certain of an account %s', (_, others, users, parts) => {
    const made = planOf([ann, bob, ...others], [anns, ...users], parts);
    expect(rowOf(made, 'e:1')).toMatchObject({ kind: 'update', siUserId: 'u1' });
    expect(rowOf(made, 'e:2')).toMatchObject({ siUserId: 'u2' });
  });

  it.each<[string, readonly SiUserParts[], InputParts]>([
    ['none', [], {}],
    [
      'one by an ID another account carries too',
      [bobs, { ...bobs, id: 'u3', externalId: '2', login: 'x@y.example' }],
      {},
    ],
    ['one by an ID that is somebody else’s account', [{ ...bobs, externalId: '2' }], { links: [aLink('9', 'u2')] }],
    ['one by ID of another person', [{ ...bobs, firstName: 'Kim', lastName: 'Berg', hireDate: '1999-09-09' }], {}],
  ])('is a conflict where the other one has %s', (_, users, parts) => {
    const made = planOf([ann, bob, { id: '9', workEmail: 'nine@acme.example' }], [anns, ...users], parts);
    expect(verdictOf(made, 'e:1')).toBe('conflict: user-claimed-twice');
  });

  it('is a conflict where the other one has an Employee # that is a third person’s too', () => {
    const options = { idKind: 'employee-number' } as const;
    const number = (employeeNumber: string) => ({ employeeNumber });
    const staff = [
      { ...ann, ...number('1') },
      { ...bob, ...number('2') },
    ];
    expect(rowOf(planOf(staff, [anns, bobs], { options }), 'e:1')).toMatchObject({ kind: 'update', siUserId: 'u1' });
    const third = { id: '3', ...number('2') };
    expect(verdictOf(planOf([...staff, third], [anns, bobs], { options }), 'e:1')).toBe('conflict: user-claimed-twice');
  });

  it('can be re-linked only where everybody else who has the email is gone', () => {
    const others = (...status: readonly ('active' | 'inactive')[]) =>
      status.map((each, at) => ({ id: String(20 + at), workEmail: 'p2@example.com', status: each }));
    const relink = (...status: readonly ('active' | 'inactive')[]) =>
      rowOf(planOf([ann, ...others(...status)], [anns]), 'e:1').reason?.relink;
    expect(relink('inactive', 'inactive')).toBe(true);
    expect(relink('inactive', 'active')).toBeUndefined();
  });
});

describe('a company that moved to another domain', () => {
  const moved = (id: string, name = `p${id}`): EmployeeParts => ({
    id,
    firstName: `New${id}`,
    workEmail: `${name}@new.example`,
    hireDate: null,
  });
  const verdicts = (staff: readonly EmployeeParts[], parts: InputParts = {}) => {
    const users = staff.map(({ id }) => ({ id: `u${id}` }));
    return staff.map(({ id = '' }) => verdictOf(planOf(staff, users, parts), `e:${id}`));
  };

  // First name contradicts, last name agrees, nothing is known of the hire date: the email decides between them.
  it('is one once three moved the same way, who keep their accounts then', () => {
    expect(verdicts(['1', '2', '3'].map((id) => moved(id)))).toEqual(['update', 'update', 'update']);
    expect(verdicts([moved('1'), moved('2'), moved('3', 'q3')])).toEqual([
      'conflict: recycled-id',
      'conflict: recycled-id',
      'conflict: recycled-id',
    ]);
  });

  it('counts people found by link as well, and nobody without an email', () => {
    const links = [aLink('1'), aLink('2')];
    expect(
      verdicts(
        ['1', '2', '3'].map((id) => moved(id)),
        { links },
      ),
    ).toEqual(['update', 'update', 'update']);
    expect(verdicts([moved('1'), moved('2'), { ...moved('3'), workEmail: null }])[0]).toBe('conflict: recycled-id');
  });
});
