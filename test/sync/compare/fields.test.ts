import { describe, expect, it } from 'vitest';
import { HIDDEN, NOT_OFFERED } from '../../../src/domain/cell.ts';
import { plan } from '../../../src/sync/plan.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';
import { aLink, aPin, aPlanInput, fieldOf, type InputParts, rowOf } from '../../builders/plan-input.ts';

function planOf(employee: EmployeeParts, user: SiUserParts, parts: InputParts = {}) {
  return plan(aPlanInput([anEmployee({ id: '1', ...employee })], [aSiUser({ id: 'u1', ...user })], parts));
}

describe('a managed field', () => {
  it.each([
    ['a value', 'Cook', 'Baker', 'change Baker → Cook', 'update'],
    ['a value over an empty', 'Cook', null, 'change empty → Cook', 'update'],
    ['the same value', 'Cook', 'Cook', '-', 'unchanged'],
    ['the same letters composed otherwise', 'Ko\u0308ln', 'K\u00f6ln', '-', 'unchanged'],
    ['an empty over an empty', null, null, '-', 'unchanged'],
    ['an empty without proof', null, 'Baker', 'held-back Baker → empty (empty-unproven)', 'unchanged'],
    ['a hidden value', HIDDEN, 'Baker', 'same Baker → Baker (hidden)', 'unchanged'],
    ['a value not offered', NOT_OFFERED, 'Baker', '-', 'unchanged'],
    ['a value SI hides', 'Cook', HIDDEN, 'same empty → Cook (not-readable)', 'unchanged'],
    ['a value SI does not offer', 'Cook', NOT_OFFERED, '-', 'unchanged'],
  ] as const)('is written only from what is known: %s', (_, jobTitle, now, expected, kind) => {
    const made = planOf({ jobTitle }, { jobTitle: now });
    expect(fieldOf(made, 'e:1', 'jobTitle')).toBe(expected);
    expect(rowOf(made, 'e:1').kind).toBe(kind);
  });

  it('is emptied with proof, or when the admin confirmed that empty is meant', () => {
    const user = { department: 'Ops' };
    expect(fieldOf(planOf({ provenEmpty: ['department'] }, user), 'e:1', 'department')).toBe('change Ops → empty');
    expect(fieldOf(planOf({}, user, { options: { emptyMeansEmpty: ['department'] } }), 'e:1', 'department')).toBe(
      'change Ops → empty',
    );
    expect(fieldOf(planOf({ provenEmpty: ['location'] }, user), 'e:1', 'department')).toBe(
      'held-back Ops → empty (empty-unproven)',
    );
  });

  it('is not repeated on every row when it is hidden for everybody', () => {
    const made = planOf({ jobTitle: HIDDEN }, { jobTitle: 'Baker' }, { bamboo: { hiddenFields: ['jobTitle'] } });
    expect(fieldOf(made, 'e:1', 'jobTitle')).toBe('-');
  });

  it('leaves the diff when SI drops it silently, so that planning converges', () => {
    const made = planOf(
      { jobTitle: 'Cook', supervisorId: '1' },
      {},
      { history: { notWritable: ['jobTitle', 'employeeId'] } },
    );
    expect(fieldOf(made, 'e:1', 'jobTitle')).toBe('same empty → Cook (not-writable)');
    expect(rowOf(made, 'e:1').kind).toBe('unchanged');
    expect(made.basis.notWritable).toEqual(['jobTitle', 'employeeId']);
  });

  it('never empties a name on proof alone, nor an email at all', () => {
    const made = planOf(
      { firstName: null, workEmail: null, provenEmpty: ['firstName', 'workEmail'] },
      {},
      { links: [aLink('1')] },
    );
    expect(fieldOf(made, 'e:1', 'firstName')).toBe('held-back First1 → empty (name-missing)');
    expect(fieldOf(made, 'e:1', 'workEmail')).toBe('held-back p1@example.com → empty (email-missing)');
    expect(made.heldBack).toBe(2);
    const confirmed = planOf(
      { firstName: null, workEmail: null },
      {},
      { links: [aLink('1')], options: { emptyMeansEmpty: ['firstName', 'workEmail'] } },
    );
    expect(fieldOf(confirmed, 'e:1', 'firstName')).toBe('change First1 → empty');
    expect(fieldOf(confirmed, 'e:1', 'workEmail')).toBe('held-back p1@example.com → empty (email-missing)');
  });

  it('lets the other fields of a person stand when one is held back', () => {
    const made = planOf({ workEmail: null, jobTitle: 'Cook' }, {}, { links: [aLink('1')] });
    expect(rowOf(made, 'e:1')).toMatchObject({ kind: 'update', selected: true });
    expect(made.heldBack).toBe(1);
  });
});

describe('the work email', () => {
  it('keeps a difference in case alone as a note', () => {
    const made = planOf({ workEmail: 'P1@Example.com' }, {});
    expect(fieldOf(made, 'e:1', 'workEmail')).toBe('same p1@example.com → P1@Example.com (case-only)');
    expect(rowOf(made, 'e:1').kind).toBe('unchanged');
  });

  it('is written with its case', () => {
    expect(fieldOf(planOf({ workEmail: 'New@Example.com' }, {}), 'e:1', 'workEmail')).toBe(
      'change p1@example.com → New@Example.com',
    );
  });

  it('is compared with the login where SI shows no email', () => {
    expect(fieldOf(planOf({ workEmail: 'new@example.com' }, { email: NOT_OFFERED }), 'e:1', 'workEmail')).toBe(
      'change p1@example.com → new@example.com',
    );
  });

  it('is held back while an account without employee has it', () => {
    const people = [anEmployee({ id: '1', workEmail: 'taken@example.com', jobTitle: 'Cook' })];
    const users = [aSiUser({ id: 'u1' }), aSiUser({ id: 'u2', login: 'taken@example.com' })];
    const made = plan(aPlanInput(people, users));
    expect(fieldOf(made, 'e:1', 'workEmail')).toBe('held-back p1@example.com → taken@example.com (email-taken)');
    expect(rowOf(made, 'e:1').fields[0]?.note?.people).toEqual([
      { name: 'First2 Last2', employeeId: undefined, siUserId: 'u2' },
    ]);
    expect(rowOf(made, 'e:1').kind).toBe('update');
  });
});

describe('gender', () => {
  it.each([
    ['Female', 'unspecified', 'change unspecified → female'],
    ['MALE', 'female', 'change female → male'],
    ['female', 'female', '-'],
    ['Non-binary', 'female', 'change female → unspecified'],
    ['Non-binary', null, '-'],
    [null, 'female', 'held-back female → unspecified (empty-unproven)'],
    [null, null, '-'],
    [HIDDEN, 'female', 'same female → female (hidden)'],
    [NOT_OFFERED, 'female', '-'],
    ['constructor', 'female', 'change female → unspecified'],
  ] as const)('of BambooHR %s over %s', (gender, now, expected) => {
    expect(fieldOf(planOf({ gender }, { gender: now }), 'e:1', 'gender')).toBe(expected);
  });

  it('follows the table of the options', () => {
    const options = { genderTable: { weiblich: 'female' } } as const;
    expect(fieldOf(planOf({ gender: 'Weiblich' }, {}, { options }), 'e:1', 'gender')).toBe(
      'change unspecified → female',
    );
  });

  it('becomes unspecified from an empty the admin confirmed', () => {
    const made = planOf({ gender: null }, { gender: 'male' }, { options: { emptyMeansEmpty: ['gender'] } });
    expect(fieldOf(made, 'e:1', 'gender')).toBe('change male → unspecified');
  });
});

describe('the first name', () => {
  const options = { usePreferredName: true };

  it('is the nickname where the setting says so and there is one', () => {
    const nick = { firstName: 'Robert', preferredName: 'Bob' };
    expect(fieldOf(planOf(nick, { firstName: 'Robert' }, { options }), 'e:1', 'firstName')).toBe(
      'change Robert → Bob (nickname-used)',
    );
    expect(fieldOf(planOf(nick, { firstName: 'Robert' }), 'e:1', 'firstName')).toBe('-');
    expect(fieldOf(planOf({ firstName: 'Robert' }, { firstName: 'Rob' }, { options }), 'e:1', 'firstName')).toBe(
      'change Rob → Robert',
    );
  });

  it('is no nickname without a letter or a digit', () => {
    for (const preferredName of ['-', '.', '…'])
      expect(fieldOf(planOf({ firstName: 'Robert', preferredName }, {}, { options }), 'e:1', 'firstName')).toBe(
        'change First1 → Robert',
      );
  });

  it('is left alone while the nickname is hidden', () => {
    const made = planOf({ firstName: 'Robert', preferredName: HIDDEN }, { firstName: 'Bob' }, { options });
    expect(fieldOf(made, 'e:1', 'firstName')).toBe('same Bob → Bob (hidden)');
    const offered = planOf({ firstName: 'Robert', preferredName: NOT_OFFERED }, { firstName: 'Bob' }, { options });
    expect(fieldOf(offered, 'e:1', 'firstName')).toBe('change Bob → Robert');
  });

  it('of a new person is the nickname too', () => {
    const made = plan(aPlanInput([anEmployee({ id: '1', preferredName: 'Bob' })], [], { options }));
    expect(fieldOf(made, 'e:1', 'firstName')).toBe('change empty → Bob');
  });
});

describe('bookkeeping', () => {
  it('never makes a row an update and is counted for the separate action', () => {
    const made = planOf({ hireDate: '2021-01-01' }, { externalId: null });
    expect(fieldOf(made, 'e:1', 'employeeId')).toBe('bookkeeping empty → 1');
    expect(fieldOf(made, 'e:1', 'hireDate')).toBe('bookkeeping 2020-01-01 → 2021-01-01');
    expect(rowOf(made, 'e:1').kind).toBe('unchanged');
    expect(made.basis.idsToStore).toBe(1);
  });

  it('rides along with an update', () => {
    const made = planOf({ jobTitle: 'Cook' }, { externalId: null });
    expect(rowOf(made, 'e:1').kind).toBe('update');
    expect(fieldOf(made, 'e:1', 'employeeId')).toBe('bookkeeping empty → 1');
    expect(made.basis.idsToStore).toBe(0);
  });

  it('is never emptied', () => {
    const made = planOf(
      { hireDate: null, provenEmpty: ['jobTitle'] },
      {},
      { options: { idKind: 'employee-number' }, links: [aLink('1')] },
    );
    expect(rowOf(made, 'e:1').fields).toEqual([]);
  });

  it('stores no Employee # that two pinned people share', () => {
    const people = ['1', '2'].map((id) => anEmployee({ id, employeeNumber: '5', jobTitle: 'Cook' }));
    const users = ['u1', 'u2'].map((id) => aSiUser({ id, externalId: null }));
    const decisions = [aPin('1', 'u1'), aPin('2', 'u2')];
    const made = plan(aPlanInput(people, users, { decisions, options: { idKind: 'employee-number' } }));
    expect([rowOf(made, 'e:1').kind, fieldOf(made, 'e:1', 'employeeId')]).toEqual(['update', '-']);
  });

  it('stores no ID that another account carries', () => {
    const users = [aSiUser({ id: 'u1', externalId: null }), aSiUser({ id: 'u2', externalId: '1' })];
    const made = plan(aPlanInput([anEmployee({ id: '1' })], users, { links: [aLink('1')] }));
    expect(fieldOf(made, 'e:1', 'employeeId')).toBe('-');
  });
});

describe('a new person', () => {
  it('starts with every value there is', () => {
    const employee = anEmployee({ id: '1', gender: 'male', location: 'Ulm', jobTitle: 'Cook', department: 'Ops' });
    const made = plan(aPlanInput([employee], []));
    expect(rowOf(made, 'e:1').fields.map((field) => `${field.field} ${field.state} ${field.after}`)).toEqual([
      'firstName change First1',
      'lastName change Last1',
      'workEmail change p1@example.com',
      'gender change male',
      'location change Ulm',
      'jobTitle change Cook',
      'department change Ops',
      'employeeId bookkeeping 1',
      'hireDate bookkeeping 2020-01-01',
    ]);
  });

  it('leaves out what is hidden, empty or not writable', () => {
    const employee = anEmployee({ id: '1', gender: HIDDEN, location: 'Ulm', jobTitle: NOT_OFFERED, hireDate: null });
    const made = plan(aPlanInput([employee], [], { history: { notWritable: ['location', 'firstName'] } }));
    expect(rowOf(made, 'e:1').fields.map((field) => field.field)).toEqual([
      'firstName',
      'lastName',
      'workEmail',
      'employeeId',
    ]);
  });
});
