import { describe, expect, it } from 'vitest';
import type { EmployeeId } from '../../../src/domain/ids.ts';
import { HIDDEN } from '../../../src/domain/cell.ts';
import { plan } from '../../../src/sync/plan.ts';
import { aLink, aPin, aPlanInput, type InputParts, rowOf, verdictOf } from '../../builders/plan-input.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';

function planOf(employees: readonly EmployeeParts[], users: readonly SiUserParts[], parts: InputParts = {}) {
  return plan(aPlanInput(employees.map(anEmployee), users.map(aSiUser), parts));
}

/** `account by kind`, as the row of employee 1 has it. */
function matchOf(made: ReturnType<typeof plan>, key = 'e:1'): string {
  const row = rowOf(made, key);
  return row.match ? `${row.siUserId} by ${row.match.by}` : 'none';
}

const stranger = { id: 'u90', externalId: null, login: 'other@example.com', firstName: 'Some', lastName: 'Body' };

describe('matching', () => {
  it('prefers a pin to a link, a link to an ID and an ID to an email', () => {
    const users = [
      { ...stranger, id: 'pinned' },
      { ...stranger, id: 'linked', login: 'b@example.com' },
      { id: 'u1', login: 'c@example.com' },
      { ...stranger, id: 'mailed', login: 'p1@example.com' },
    ];
    const decisions = [aPin('1', 'pinned')];
    const links = [aLink('1', 'linked')];
    expect(matchOf(planOf([{ id: '1' }], users, { decisions, links }))).toBe('pinned by pin');
    expect(matchOf(planOf([{ id: '1' }], users, { links }))).toBe('linked by link');
    expect(matchOf(planOf([{ id: '1' }], users))).toBe('u1 by employee-id');
    expect(matchOf(planOf([{ id: '1' }], users.slice(3)))).toBe('mailed by email');
    expect(matchOf(planOf([{ id: '1' }], [stranger]))).toBe('none');
  });

  it('compares emails without regard to case and takes the login where SI shows no email', () => {
    const made = planOf(
      [{ id: '1', workEmail: 'Ann@Example.com' }],
      [{ ...stranger, login: 'aNN@example.COM', email: null }],
    );
    expect(matchOf(made)).toBe('u90 by email');
  });

  it('takes the Employee # as ID where the setting says so', () => {
    const employee = { id: '1', employeeNumber: 'N-7' };
    const users = [{ id: 'u1', externalId: 'N-7' }];
    expect(matchOf(planOf([employee], users, { options: { idKind: 'employee-number' } }))).toBe('u1 by employee-id');
    expect(matchOf(planOf([employee], users))).toBe('u1 by email');
  });

  it('goes on to ID and email when the account of a link is gone', () => {
    expect(matchOf(planOf([{ id: '1' }], [{ id: 'u1' }], { links: [aLink('1', 'deleted')] }))).toBe(
      'u1 by employee-id',
    );
  });

  it('believes the latest of two links, whichever comes first', () => {
    const links = [aLink('1', 'u1', { confirmedAtMs: 1 }), aLink('1', 'u90', { confirmedAtMs: 2 })];
    expect(matchOf(planOf([{ id: '1' }], [{ id: 'u1' }, stranger], { links }))).toBe('u90 by link');
    expect(matchOf(planOf([{ id: '1' }], [{ id: 'u1' }, stranger], { links: links.reverse() }))).toBe('u90 by link');
  });

  it('believes the latest of two links of an employee who is gone', () => {
    const links = [aLink('9', 'u1', { confirmedAtMs: 1 }), aLink('9', 'u90', { confirmedAtMs: 2 })];
    for (const both of [links, links.toReversed()]) {
      const made = planOf([{ id: '5' }], [{ id: 'u1', externalId: null }, stranger], { links: both });
      expect([verdictOf(made, 's:u1'), verdictOf(made, 's:u90')]).toEqual([
        'only-in-si: no-employee',
        'only-in-si: no-longer-visible',
      ]);
    }
  });

  it('decides the same of two links confirmed at the same moment, whichever comes first', () => {
    const both = (one: ReturnType<typeof aLink>, other: ReturnType<typeof aLink>) => [
      [one, other],
      [other, one],
    ];
    for (const links of both(aLink('1', 'u90'), aLink('1', 'u1')))
      expect(matchOf(planOf([{ id: '1' }], [{ id: 'u1' }, stranger], { links }))).toBe('u1 by link');
    for (const links of both(aLink('2', 'u90'), aLink('1', 'u90'))) {
      const made = planOf([{ id: '1' }, { id: '2' }], [stranger], { links });
      expect([matchOf(made), matchOf(made, 'e:2')]).toEqual(['u90 by link', 'none']);
    }
  });

  it('leaves a pinned person and a pinned account out of every link, in any order', () => {
    const users = [{ id: 'u1', externalId: null }, { id: 'u2', externalId: null }, stranger];
    const decisions = [aPin('1', 'u90')];
    const links = [aLink('2', 'u90', { confirmedAtMs: 9 }), aLink('1', 'u2', { confirmedAtMs: 8 }), aLink('2', 'u2')];
    for (const all of [links, links.toReversed()]) {
      const made = planOf([{ id: '1' }, { id: '2' }], users, { decisions, links: all });
      expect([matchOf(made), matchOf(made, 'e:2')]).toEqual(['u90 by pin', 'u2 by link']);
    }
  });

  it('gives nobody whose pin is broken an account by link', () => {
    const made = planOf([{ id: '1' }], [{ id: 'u1' }], { decisions: [aPin('1', 'deleted')], links: [aLink('1')] });
    expect(verdictOf(made, 'e:1')).toBe('conflict: pin-broken');
    expect(matchOf(made)).toBe('none');
  });

  it('matches deactivated accounts and guests like any other', () => {
    expect(matchOf(planOf([{ id: '1' }], [{ id: 'u1', active: false, guest: true }]))).toBe('u1 by employee-id');
  });
});

describe('conflicts of matching', () => {
  it('names a pin whose account is gone', () => {
    const made = planOf([{ id: '1' }, { id: '2' }], [{ id: 'u1' }, { id: 'u2' }], {
      decisions: [aPin('1', 'deleted')],
    });
    expect(verdictOf(made, 'e:1')).toBe('conflict: pin-broken');
    expect(verdictOf(made, 'e:2')).toBe('unchanged');
  });

  it('names two pins to one account, and two accounts pinned to one person', () => {
    const people = [{ id: '1' }, { id: '2' }];
    const users = [{ id: 'u1' }, { id: 'u2' }];
    const oneAccount = planOf(people, users, { decisions: [aPin('1', 'u1'), aPin('2', 'u1')] });
    expect([verdictOf(oneAccount, 'e:1'), verdictOf(oneAccount, 'e:2')]).toEqual([
      'conflict: pin-broken',
      'conflict: pin-broken',
    ]);
    expect(verdictOf(planOf(people, users, { decisions: [aPin('1', 'u1'), aPin('1', 'u2')] }), 'e:1')).toBe(
      'conflict: pin-broken',
    );
  });

  it('names an email of an account linked to somebody else', () => {
    const moved = planOf(
      [
        { id: '1', workEmail: 'new@example.com' },
        { id: '2', workEmail: 'p1@example.com' },
      ],
      [{ id: 'u1', externalId: null }],
      { links: [aLink('1')] },
    );
    expect(verdictOf(moved, 'e:2')).toBe('conflict: email-of-linked-user');
    expect(rowOf(moved, 'e:2').reason).toMatchObject({ people: [{ employeeId: '1', siUserId: 'u1' }] });
    expect(rowOf(moved, 'e:2').reason?.relink).toBeUndefined();
    expect(rowOf(moved, 'e:1').kind).toBe('update');
  });

  it('offers to re-link when the account belonged to an employee who is gone', () => {
    const made = planOf([{ id: '2', workEmail: 'p1@example.com' }], [{ id: 'u1', externalId: null }], {
      links: [aLink('1')],
    });
    expect(rowOf(made, 'e:2').reason).toEqual({
      code: 'email-of-linked-user',
      people: [{ name: 'First1 Last1', siUserId: 'u1', employeeId: '1' }],
      relink: true,
    });
  });

  it('does not offer to re-link when that employee merely is not visible', () => {
    const made = planOf([{ id: '2', workEmail: 'p1@example.com' }], [{ id: 'u1' }], {
      bamboo: { notVisible: ['1' as EmployeeId], visibility: 'subset' },
    });
    expect(verdictOf(made, 'e:2')).toBe('conflict: email-of-other-id');
    expect(rowOf(made, 'e:2').reason?.relink).toBeUndefined();
  });

  it('leaves a leaver the deactivated account whose email went to a rehire with a new record', () => {
    const person = { firstName: 'James', lastName: 'Ashworth' };
    const made = planOf(
      [
        { ...person, id: '1', status: 'inactive', workEmail: null },
        { ...person, id: '2', workEmail: 'james@example.com', hireDate: '2024-01-08' },
      ],
      [{ ...person, id: 'u1', login: 'james@example.com', email: 'james@example.com', active: false }],
    );
    expect(matchOf(made)).toBe('u1 by employee-id');
    expect(rowOf(made, 'e:1').kind).toBe('unchanged');
    expect(rowOf(made, 'e:2').kind).toBe('conflict');
    expect(made.counts['only-in-si']).toBe(0);
  });

  it('holds a rehire with a new record back, and the lock of the account with it', () => {
    const people: EmployeeParts[] = [
      { id: '1', status: 'inactive', workEmail: 'ann@example.com' },
      { id: '2', workEmail: 'ann@example.com' },
    ];
    const users: SiUserParts[] = [{ id: 'u1', login: 'ann@example.com' }];
    const made = planOf(people, users);
    expect(rowOf(made, 'e:2').reason).toMatchObject({ code: 'email-of-other-id', relink: true });
    expect(verdictOf(made, 'e:1')).toBe('conflict: user-claimed-twice');
    const left = planOf(people, [{ ...users[0], active: false }]);
    expect(verdictOf(left, 'e:1')).toBe('unchanged');
    expect(verdictOf(left, 'e:2')).toBe('conflict: email-of-other-id');
  });

  it('holds the lock of an account back too where the new record of a rehire has its ID', () => {
    const number = { employeeNumber: '5', workEmail: 'ann@example.com' };
    const kept = planOf(
      [
        { id: '1', status: 'inactive', ...number },
        { id: '2', ...number },
      ],
      [{ id: 'u1', externalId: '5', login: 'ann@example.com' }],
      { links: [aLink('1')], options: { idKind: 'employee-number' } },
    );
    // An admin wrote the new record's ID into the account, which the link still gives to the old one.
    const moved = (workEmail: string) =>
      planOf(
        [
          { id: '1', status: 'inactive', workEmail: 'ann@example.com' },
          { id: '2', workEmail },
        ],
        [{ id: 'u1', externalId: '2', login: 'ann@example.com' }],
        { links: [aLink('1')] },
      );
    for (const made of [kept, moved('ann@example.com'), moved('ann.new@example.com')]) {
      expect(rowOf(made, 'e:2').reason).toMatchObject({ code: 'user-claimed-twice', relink: true });
      expect(rowOf(made, 'e:2').reason?.people).toMatchObject([{ employeeId: '1', siUserId: 'u1' }]);
      expect(verdictOf(made, 'e:1')).toBe('conflict: user-claimed-twice');
    }
  });

  it('locks a leaver’s own account although somebody else has the email of another one with their ID', () => {
    const made = planOf(
      [
        { id: '1', status: 'inactive' },
        { id: '2', workEmail: 'shared@example.com' },
      ],
      [
        { id: 'u1', externalId: null },
        { id: 'u7', externalId: '1', login: 'shared@example.com' },
      ],
      { links: [aLink('1')] },
    );
    const reason = rowOf(made, 'e:2').reason;
    expect(reason).toMatchObject({ code: 'email-of-other-id', relink: true });
    expect(reason?.people).toEqual([{ name: 'First1 Last1', employeeId: '1', siUserId: 'u7' }]);
    expect(verdictOf(made, 'e:1')).toBe('deactivate: inactive-in-bamboo');
  });

  it('offers to re-link the account in question, never another one of the same leaver', () => {
    const people: EmployeeParts[] = [
      { id: '1', status: 'inactive', employeeNumber: 'E1' },
      { id: '2', employeeNumber: 'E2', workEmail: 'shared@example.com' },
    ];
    const users = (id: string): SiUserParts[] => [
      { id: 'u1', externalId: null },
      { id: 'u7', externalId: id, login: 'shared@example.com' },
    ];
    for (const [idKind, id] of [
      ['bamboo-id', '1'],
      ['employee-number', 'E1'],
    ] as const) {
      const parts: InputParts = { options: { idKind }, links: [aLink('1')] };
      const [offered] = rowOf(planOf(people, users(id), parts), 'e:2').reason?.people ?? [];
      const decisions = [aPin('2', offered?.siUserId ?? '')];
      expect(matchOf(planOf(people, users(id), { ...parts, decisions }), 'e:2')).toBe('u7 by pin');
      expect(matchOf(planOf(people, users(id), { ...parts, decisions }), 'e:1')).toBe('u1 by link');
    }
  });

  it('has no question about leavers whose account is deactivated already', () => {
    const leaver: EmployeeParts = { id: '2', status: 'inactive', workEmail: 'p1@example.com' };
    const codeWhen = (active: boolean) =>
      verdictOf(planOf([leaver], [{ id: 'u1', externalId: null, active }], { links: [aLink('1')] }), 'e:2');
    expect(codeWhen(true)).toBe('conflict: email-of-linked-user');
    expect(codeWhen(false)).toBe('ignored: inactive-never-in-si');
  });

  it('gives the account to the new record once an admin re-linked it', () => {
    const made = planOf(
      [
        { id: '1', status: 'inactive', workEmail: 'ann@example.com' },
        { id: '2', workEmail: 'ann@example.com' },
      ],
      [{ id: 'u1', login: 'ann@example.com' }],
      { links: [aLink('1')], decisions: [aPin('2', 'u1')] },
    );
    expect(matchOf(made, 'e:2')).toBe('u1 by pin');
    expect(verdictOf(made, 'e:1')).toBe('ignored: inactive-never-in-si');
  });

  it('names an email of an account that carries the ID of another employee', () => {
    const made = planOf(
      [{ id: '1' }, { id: '2' }, { id: '3', workEmail: 'shared@example.com' }],
      [
        { id: 'u1', externalId: null },
        { id: 'u2', externalId: '1', login: 'shared@example.com' },
        { id: 'u3', externalId: '2', login: 'x@example.com' },
      ],
      { links: [aLink('1', 'u1'), aLink('2', 'u3')] },
    );
    expect(verdictOf(made, 'e:3')).toBe('conflict: email-of-other-id');
    expect(verdictOf(made, 's:u2')).toBe('only-in-si: email-of-other-id');
  });

  it('names an email of an account that carries the ID of an employee who was seen before', () => {
    const users: SiUserParts[] = [{ id: 'u1', externalId: '7', login: 'p2@example.com' }];
    const seen = planOf([{ id: '2' }], users, { history: { seenBefore: new Set(['7' as EmployeeId]) } });
    expect(rowOf(seen, 'e:2').reason).toMatchObject({ code: 'email-of-other-id', relink: true });
    expect(matchOf(planOf([{ id: '2' }], users), 'e:2')).toBe('u1 by email');
  });

  it.each([
    ['everything differs', {}, 'conflict: recycled-id'],
    ['only the first name agrees', { firstName: 'Óla' }, 'conflict: recycled-id'],
    ['only the last name agrees', { lastName: 'NORD' }, 'conflict: recycled-id'],
    ['only the nickname agrees', { preferredName: 'Ola' }, 'conflict: recycled-id'],
    ['the names are swapped', { firstName: 'Nord', lastName: 'Ola' }, 'update'],
    ['only the email agrees', { workEmail: 'OLA@example.com' }, 'conflict: recycled-id'],
    ['only the hire date agrees', { hireDate: '2011-11-11' }, 'conflict: recycled-id'],
    ['the hire date and the first name agree', { hireDate: '2011-11-11', firstName: 'Ola' }, 'update'],
    ['the hire date is not known', { hireDate: null }, 'conflict: recycled-id'],
    ['the email is not known', { workEmail: null }, 'conflict: recycled-id'],
    ['a name is not known', { firstName: null }, 'conflict: recycled-id'],
  ] as const)('takes an ID for recycled or not when %s', (_, parts, verdict) => {
    const user = { id: 'u1', login: 'ola@example.com', firstName: 'Ola', lastName: 'Nord', hireDate: '2011-11-11' };
    const made = planOf([{ id: '1', firstName: 'Kim', lastName: 'Berg', jobTitle: 'Cook', ...parts }], [user]);
    expect(verdictOf(made, 'e:1')).toBe(verdict);
    if (verdict !== 'update') expect(verdictOf(made, 's:u1')).toBe('only-in-si: recycled-id');
  });

  it('does not lock the account of a recycled ID', () => {
    const made = planOf(
      [{ id: '1', status: 'inactive', firstName: 'Kim', lastName: 'Berg', workEmail: null, hireDate: null }],
      [{ id: 'u1' }],
    );
    expect(verdictOf(made, 'e:1')).toBe('conflict: recycled-id');
  });

  it('names one work email of two employees, but not of a leaver and somebody at work', () => {
    const twins = [{ id: '1' }, { id: '2', workEmail: 'P1@example.com' }];
    const users = [{ id: 'u1' }, { id: 'u2' }];
    const made = planOf(twins, users);
    expect([verdictOf(made, 'e:1'), verdictOf(made, 'e:2')]).toEqual([
      'conflict: duplicate-email-bamboo',
      'conflict: duplicate-email-bamboo',
    ]);
    expect(rowOf(made, 'e:1').reason?.people).toEqual([{ name: 'First2 Last2', employeeId: '2', siUserId: 'u2' }]);
    const left = planOf([{ id: '1' }, { id: '2', workEmail: 'p1@example.com', status: 'inactive' }], users);
    expect([verdictOf(left, 'e:1'), verdictOf(left, 'e:2')]).toEqual(['unchanged', 'deactivate: inactive-in-bamboo']);
    const fresh = planOf(
      [
        { id: '8', workEmail: 'new@example.com' },
        { id: '9', workEmail: 'new@example.com' },
      ],
      [],
    );
    expect([verdictOf(fresh, 'e:8'), verdictOf(fresh, 'e:9')]).toEqual([
      'conflict: duplicate-email-bamboo',
      'conflict: duplicate-email-bamboo',
    ]);
  });

  it('names leavers who share an email only while there is an account to lock', () => {
    const leavers = ['1', '2'].map((id) => ({ id, status: 'inactive', workEmail: 'x@example.com' }) as const);
    const account = { id: 'x', externalId: null, login: 'x@example.com', firstName: 'First1', lastName: 'Last1' };
    const open = planOf(leavers, [account]);
    expect([verdictOf(open, 'e:1'), verdictOf(open, 'e:2')]).toEqual([
      'conflict: duplicate-email-bamboo',
      'conflict: duplicate-email-bamboo',
    ]);
    expect(rowOf(open, 'e:1').reason?.people?.map(({ employeeId }) => employeeId)).toEqual(['2']);
    const over = planOf(leavers, [{ ...account, active: false }]);
    expect(verdictOf(over, 'e:1')).toBe('ignored: inactive-never-in-si');
    // One holder of the address that is active is enough: as login of one account and email of another.
    const two = [
      { ...account, active: false },
      { ...account, id: 'y', login: 'y@example.com', email: 'x@example.com' },
    ];
    expect(verdictOf(planOf(leavers.slice(0, 1), two), 'e:1')).toBe('conflict: duplicate-email-si');
  });

  it('says whose account an email is by how its owner came to it', () => {
    const claimed = (owner: EmployeeParts, user: SiUserParts, parts: InputParts = {}) =>
      rowOf(
        planOf(
          [
            { ...owner, id: '1' },
            { id: '2', workEmail: 'shared@example.com' },
          ],
          [user],
          parts,
        ),
        'e:2',
      ).reason;
    const account = { id: 'u1', login: 'shared@example.com' };
    const linked = { ...account, externalId: null };
    const own = { workEmail: 'own@example.com' };
    expect(claimed(own, linked, { links: [aLink('1')] })).toMatchObject({ code: 'email-of-linked-user' });
    expect(claimed(own, linked, { decisions: [aPin('1', 'u1')] })).toMatchObject({ code: 'email-of-linked-user' });
    const leaver = { ...own, status: 'inactive' } as const;
    expect(claimed(leaver, linked, { links: [aLink('1')] })).toMatchObject({ relink: true });
    expect(claimed(own, linked, { links: [aLink('1')] })?.relink).toBeUndefined();
  });

  it('names an email of two employees who already have the two accounts that hold it', () => {
    const made = planOf(
      [
        { id: '1', workEmail: 'x@example.com' },
        { id: '2', workEmail: 'x@example.com' },
      ],
      [
        { id: 'u1', login: 'x@example.com' },
        { id: 'u2', login: 'x@example.com' },
      ],
    );
    expect([verdictOf(made, 'e:1'), verdictOf(made, 'e:2')]).toEqual([
      'conflict: duplicate-email-bamboo',
      'conflict: duplicate-email-bamboo',
    ]);
  });

  it('names one BambooHR id and one Employee # of two employees', () => {
    const same = planOf(
      [
        { id: '1', firstName: 'Ann' },
        { id: '1', firstName: 'Bob', workEmail: 'b@example.com' },
      ],
      [{ id: 'u1' }],
    );
    expect(same.changes.map((row) => row.key)).toEqual(['e:1', 's:u1']);
    expect(verdictOf(same, 'e:1')).toBe('conflict: duplicate-id-bamboo');
    const numbers = planOf(
      [
        { id: '1', employeeNumber: '5' },
        { id: '2', employeeNumber: '5' },
      ],
      [{ id: 'u1', externalId: '5', login: 'other@example.com' }],
      { options: { idKind: 'employee-number' } },
    );
    expect([verdictOf(numbers, 'e:1'), verdictOf(numbers, 'e:2')]).toEqual([
      'conflict: duplicate-id-bamboo',
      'conflict: duplicate-id-bamboo',
    ]);
    expect(verdictOf(numbers, 's:u1')).toBe('only-in-si: duplicate-id-bamboo');
  });

  it('names the same person for an Employee # of two, whatever comes first', () => {
    const twins: EmployeeParts[] = [
      { id: '1', employeeNumber: '5', workEmail: null },
      { id: '2', employeeNumber: '5', workEmail: null },
    ];
    const options = { idKind: 'employee-number' } as const;
    for (const people of [twins, twins.toReversed()]) {
      const made = planOf([...people, { id: '3' }], [{ id: 'u3', externalId: '5' }], { options });
      expect(rowOf(made, 'e:3').reason).toMatchObject({ code: 'email-of-other-id', people: [{ employeeId: '1' }] });
    }
  });

  it('names leavers who share an Employee # only while there is an account to lock', () => {
    const leavers: EmployeeParts[] = [
      { id: '1', employeeNumber: '5', status: 'inactive', workEmail: null },
      { id: '2', employeeNumber: '5', status: 'inactive', workEmail: null },
    ];
    const options = { idKind: 'employee-number' } as const;
    const codes = (active: boolean) =>
      planOf(leavers, [{ id: 'u9', externalId: '5', active }], { options }).changes.map((row) => row.reason?.code);
    expect(codes(true)).toEqual(['duplicate-id-bamboo', 'duplicate-id-bamboo', 'duplicate-id-bamboo']);
    expect(codes(false)).toEqual(['inactive-never-in-si', 'inactive-never-in-si', 'no-employee']);
  });

  it('gives an Employee # kept through a rehire to the record that is active', () => {
    const made = planOf(
      [
        { id: '1', employeeNumber: '5', status: 'inactive', workEmail: null },
        { id: '2', employeeNumber: '5' },
      ],
      [{ id: 'u2', externalId: '5' }],
      { options: { idKind: 'employee-number' } },
    );
    expect(matchOf(made, 'e:2')).toBe('u2 by employee-id');
    expect(verdictOf(made, 'e:1')).toBe('ignored: inactive-never-in-si');
  });

  it('names one email and one ID of two accounts', () => {
    const emails = planOf(
      [{ id: '1' }],
      [
        { id: 'a', externalId: null, login: 'p1@example.com' },
        { id: 'b', externalId: null, login: 'other@example.com', email: 'P1@example.com' },
      ],
    );
    expect(verdictOf(emails, 'e:1')).toBe('conflict: duplicate-email-si');
    expect([verdictOf(emails, 's:a'), verdictOf(emails, 's:b')]).toEqual([
      'only-in-si: duplicate-email-si',
      'only-in-si: duplicate-email-si',
    ]);
    const ids = planOf(
      [{ id: '1' }],
      [
        { id: 'a', externalId: '1' },
        { id: 'b', externalId: '1', login: 'b@example.com' },
      ],
    );
    expect(verdictOf(ids, 'e:1')).toBe('conflict: duplicate-id-si');
  });

  it('names an ID on the account of somebody else', () => {
    const made = planOf([{ id: '1' }, { id: '2', workEmail: null }], [{ id: 'u1', externalId: '2' }], {
      links: [aLink('1')],
    });
    expect(rowOf(made, 'e:2').reason).toMatchObject({ code: 'user-claimed-twice', people: [{ employeeId: '1' }] });
    expect(rowOf(made, 'e:1').kind).toBe('unchanged');
  });

  it('names both people when an account has the email of one as login and that of the other as email', () => {
    const made = planOf(
      [
        { id: '1', workEmail: 'a@example.com' },
        { id: '2', workEmail: 'b@example.com' },
      ],
      [{ id: 'x', externalId: null, login: 'a@example.com', email: 'b@example.com' }],
    );
    expect(made.changes.map((row) => row.reason?.code)).toEqual(['user-claimed-twice', 'user-claimed-twice']);
  });

  it('names everybody on a ring of emails and leaves a chain alone', () => {
    const users = [
      { id: 'u1', login: 'a@example.com' },
      { id: 'u2', login: 'b@example.com' },
      { id: 'u3', login: 'c@example.com' },
    ];
    const ring = planOf(
      [
        { id: '1', workEmail: 'b@example.com' },
        { id: '2', workEmail: 'c@example.com' },
        { id: '3', workEmail: 'a@example.com' },
      ],
      users,
    );
    expect(ring.changes.map((row) => row.reason?.code)).toEqual(['email-ring', 'email-ring', 'email-ring']);
    expect(rowOf(ring, 'e:2').reason?.people?.map((person) => person.employeeId)).toEqual(['1', '3']);
    const chain = planOf(
      [
        { id: '1', workEmail: 'b@example.com' },
        { id: '2', workEmail: 'c@example.com' },
        { id: '3', workEmail: 'd@example.com' },
      ],
      users,
    );
    expect(chain.counts).toMatchObject({ conflict: 0, update: 3 });
  });

  it('sees no ring where one of the people takes no part', () => {
    const users = [{ id: 'u1' }, { id: 'u2' }];
    const made = planOf(
      [
        { id: '1', workEmail: 'p2@example.com' },
        { id: '2', workEmail: 'p1@example.com', status: HIDDEN },
      ],
      users,
    );
    expect([verdictOf(made, 'e:1'), verdictOf(made, 'e:2')]).toEqual(['unchanged', 'ignored: status-hidden']);
    expect(rowOf(made, 'e:1').fields[0]?.note?.code).toBe('email-taken');
  });

  it('never stops the others', () => {
    const made = planOf(
      [{ id: '1' }, { id: '2', workEmail: 'p1@example.com' }, { id: '3', jobTitle: 'Cook' }],
      [{ id: 'u1' }, { id: 'u2' }, { id: 'u3' }],
    );
    expect(verdictOf(made, 'e:3')).toBe('update');
  });

  it('takes people an admin excluded out of every conflict', () => {
    const made = planOf([{ id: '1' }, { id: '2', workEmail: 'p1@example.com' }], [{ id: 'u1' }, { id: 'u2' }], {
      decisions: [{ kind: 'ignore', employeeId: '2' as EmployeeId }],
    });
    expect(verdictOf(made, 'e:1')).toBe('unchanged');
    expect(verdictOf(made, 'e:2')).toBe('ignored: excluded');
  });
});

describe('possible duplicates', () => {
  const ann = { id: '9', firstName: 'Ann Marié', lastName: "O'Neill", workEmail: 'new@example.com' };

  it.each([
    ['without diacritics and case', { firstName: 'ann marie', lastName: "O'NEILL" }],
    ['with the parts in another order', { firstName: "O'Neill", lastName: 'Marie Ann' }],
  ])('are told by name %s', (_, names) => {
    const made = planOf([ann], [{ ...stranger, ...names }]);
    expect(verdictOf(made, 'e:9')).toBe('create: possible-duplicate');
    expect(rowOf(made, 'e:9')).toMatchObject({ selected: false, selectedByDefault: false });
    expect(rowOf(made, 'e:9').reason?.people).toMatchObject([{ siUserId: 'u90' }]);
    expect(verdictOf(made, 's:u90')).toBe('only-in-si: possible-duplicate');
  });

  it('are told by nickname', () => {
    const made = planOf([{ ...ann, preferredName: 'Nan' }], [{ ...stranger, firstName: 'Nan', lastName: "O'Neill" }]);
    expect(verdictOf(made, 'e:9')).toBe('create: possible-duplicate');
  });

  it('are none when the account has an employee, or the name differs', () => {
    expect(
      verdictOf(planOf([ann, { id: '1' }], [{ id: 'u1', firstName: 'Ann Marié', lastName: "O'Neill" }]), 'e:9'),
    ).toBe('create');
    expect(verdictOf(planOf([ann], [{ ...stranger, firstName: 'Anna', lastName: "O'Neill" }]), 'e:9')).toBe('create');
  });

  it('are created when an admin decided so, and matched when one pinned them', () => {
    const user = { ...stranger, firstName: 'Ann Marie', lastName: "O'Neill" };
    const anyway = planOf([ann], [user], { decisions: [{ kind: 'create-anyway', employeeId: '9' as EmployeeId }] });
    expect(rowOf(anyway, 'e:9')).toMatchObject({ kind: 'create', selected: true });
    expect(matchOf(planOf([ann], [user], { decisions: [aPin('9', 'u90')] }), 'e:9')).toBe('u90 by pin');
  });
});
