import { describe, expect, it } from 'vitest';
import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import { HIDDEN, NOT_OFFERED } from '../../src/domain/cell.ts';
import { guardsFor } from '../../src/sync/guard/guards.ts';
import { plan } from '../../src/sync/plan.ts';
import { withSelection } from '../../src/sync/settle/selection.ts';
import { aCompany, anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../builders/people.ts';
import { aLink, aPlanInput, type InputParts, rowOf, verdictOf } from '../builders/plan-input.ts';

function planOf(employees: readonly EmployeeParts[], users: readonly SiUserParts[], parts: InputParts = {}) {
  return plan(aPlanInput(employees.map(anEmployee), users.map(aSiUser), parts));
}

const later = '2024-06-02';

describe('kinds of rows', () => {
  it.each<[string, EmployeeParts, SiUserParts | undefined, string, boolean]>([
    ['active without account', {}, undefined, 'create', true],
    ['active with an equal account', {}, {}, 'unchanged', false],
    ['active with another title', { jobTitle: 'Cook' }, {}, 'update', true],
    ['active with a deactivated account', {}, { active: false }, 'reactivate: reactivated-elsewhere', false],
    ['inactive with an active account', { status: 'inactive' }, {}, 'deactivate: inactive-in-bamboo', true],
    ['inactive with a deactivated account', { status: 'inactive' }, { active: false }, 'unchanged', false],
    ['inactive without account', { status: 'inactive' }, undefined, 'ignored: inactive-never-in-si', false],
    [
      'inactive, without account and without email',
      { status: 'inactive', workEmail: null },
      undefined,
      'ignored: inactive-never-in-si',
      false,
    ],
    ['starting tomorrow, without account', { hireDate: later }, undefined, 'ignored: not-started', false],
    [
      'inactive and starting tomorrow, without account',
      { status: 'inactive', hireDate: later },
      undefined,
      'ignored: not-started',
      false,
    ],
    [
      'inactive and starting tomorrow, with an account',
      { status: 'inactive', hireDate: later },
      {},
      'unchanged',
      false,
    ],
    ['starting today', { hireDate: '2024-06-01' }, undefined, 'create', true],
    ['without work email and without account', { workEmail: null }, undefined, 'ignored: no-work-email', false],
    ['with a hidden email and without account', { workEmail: HIDDEN }, undefined, 'ignored: email-hidden', false],
    [
      'with an email not offered and without account',
      { workEmail: NOT_OFFERED },
      undefined,
      'ignored: email-hidden',
      false,
    ],
    [
      'without work email, inactive, with an account',
      { status: 'inactive', workEmail: null },
      {},
      'deactivate: inactive-in-bamboo',
      true,
    ],
    ['without last name and without account', { lastName: null }, undefined, 'ignored: name-missing', false],
    ['with a hidden first name and without account', { firstName: HIDDEN }, undefined, 'ignored: name-missing', false],
    ['with a hidden status and an account', { status: HIDDEN, jobTitle: 'Cook' }, {}, 'ignored: status-hidden', false],
    [
      'with a hidden status and a deactivated account',
      { status: HIDDEN },
      { active: false },
      'ignored: status-hidden',
      false,
    ],
    ['with an empty status', { status: null }, {}, 'ignored: status-hidden', false],
    ['with a status not offered', { status: NOT_OFFERED }, undefined, 'ignored: status-hidden', false],
    ['with a status nobody knows', { status: 'unknown' }, {}, 'ignored: status-unknown', false],
  ])('%s', (_, employee, user, verdict, selected) => {
    const made = planOf([{ id: '1', ...employee }], user ? [{ id: 'u1', ...user }] : []);
    expect(verdictOf(made, 'e:1')).toBe(verdict);
    expect(rowOf(made, 'e:1')).toMatchObject({ selected, selectedByDefault: selected });
  });

  it('reports accounts without employee', () => {
    const made = planOf([], [{ id: 'u1', department: 'Ops' }]);
    expect(rowOf(made, 's:u1')).toMatchObject({
      kind: 'only-in-si',
      reason: { code: 'no-employee' },
      name: 'First1 Last1',
      department: 'Ops',
    });
  });

  it('selects a reactivation only when this product deactivated the account', () => {
    const links = [aLink('1', 'u1', { deactivatedByUs: true })];
    const made = planOf([{ id: '1', jobTitle: 'Cook' }], [{ id: 'u1', active: false }], { links });
    expect(rowOf(made, 'e:1')).toMatchObject({ kind: 'reactivate', selected: true });
    expect(rowOf(made, 'e:1').reason).toBeUndefined();
    expect(rowOf(made, 'e:1').fields).toHaveLength(1);
  });

  it('ignores whom an admin excluded, whatever they would be', () => {
    const decisions = [{ kind: 'ignore', employeeId: '1' as EmployeeId }] as const;
    for (const status of ['active', 'inactive'] as const) {
      expect(verdictOf(planOf([{ id: '1', status }], [{ id: 'u1' }], { decisions }), 'e:1')).toBe('ignored: excluded');
      expect(verdictOf(planOf([{ id: '1', status }], [], { decisions }), 'e:1')).toBe('ignored: excluded');
    }
  });

  it('shows people the key cannot see as ignored, their accounts with them', () => {
    const notVisible = ['1', '2', '3'] as EmployeeId[];
    const made = planOf([], [{ id: 'u1' }, { id: 'u2', externalId: null }], {
      bamboo: { notVisible, visibility: 'subset' },
      links: [aLink('2')],
    });
    expect(made.changes.map((row) => [row.key, row.kind, row.reason?.code, row.siUserId])).toEqual([
      ['e:1', 'ignored', 'not-visible', 'u1'],
      ['e:2', 'ignored', 'not-visible', 'u2'],
      ['e:3', 'ignored', 'not-visible', undefined],
    ]);
    expect(made.basis).toMatchObject({ employees: 3, visible: 0, notVisible: 3 });
  });

  it('creates nobody in place of an account whose row could not be read', () => {
    const issues = [{ side: 'si', row: 0, id: 'u1', reason: 'invalid-field' }] as const;
    expect(verdictOf(planOf([{ id: '1' }], [], { links: [aLink('1')], si: { issues } }), 'e:1')).toBe(
      'ignored: account-unreadable',
    );
    expect(verdictOf(planOf([{ id: '1' }], [{ id: 'u1' }], { links: [aLink('1')], si: { issues } }), 'e:1')).toBe(
      'unchanged',
    );
  });

  it('leaves reverted rows unselected until an admin decides', () => {
    const reverted = new Map([
      ['e:1', { atMs: 5 }],
      ['e:2', { atMs: 6 }],
      ['e:3', { atMs: 7 }],
      ['e:4', { atMs: 8 }],
    ]);
    const made = planOf(
      [{ id: '1', jobTitle: 'Cook' }, { id: '2', status: 'inactive' }, { id: '3' }, { id: '4' }],
      [{ id: 'u1' }, { id: 'u2' }, { id: 'u4' }],
      { history: { reverted } },
    );
    expect(made.changes.map((row) => [row.kind, row.selected, row.reason?.code, row.reason?.atMs])).toEqual([
      ['update', false, 'reverted', 5],
      ['deactivate', false, 'reverted', 6],
      ['create', false, 'reverted', 7],
      ['unchanged', false, undefined, undefined],
    ]);
  });
});

describe('protected people', () => {
  it.each<[string, SiUserParts, InputParts]>([
    ['admin', { admin: true }, {}],
    ['staff', { staff: true }, {}],
    ['guest', { guest: true }, {}],
    ['acting-admin', {}, { si: { me: { id: 'u1' as SiUserId, name: '', admin: true, canInvite: true } } }],
    ['listed', {}, { decisions: [{ kind: 'protect', siUserId: 'u1' as SiUserId }] }],
  ])('are held back whatever is chosen: %s', (protectedAs, user, parts) => {
    const made = withSelection(
      planOf([{ id: '1', status: 'inactive' }], [{ id: 'u1', ...user }], parts),
      new Set(['e:1']),
    );
    expect(rowOf(made, 'e:1')).toMatchObject({
      kind: 'deactivate',
      reason: { code: 'protected' },
      protectedAs,
      selected: false,
    });
    expect(made.guards).toMatchObject([
      { id: 'protected-person', effect: 'warns', count: 1, people: [{ siUserId: 'u1' }] },
    ]);
  });

  describe('are released by an admin who types the name', () => {
    const leaver: EmployeeParts = { id: '1', status: 'inactive', firstName: 'Zoë', lastName: 'Ambrose' };
    const typing = (typedName: string, siUserId = 'u1', parts: InputParts = {}) =>
      planOf([leaver], [{ id: 'u1', admin: true }], {
        decisions: [{ kind: 'deactivate', siUserId: siUserId as SiUserId, typedName }],
        ...parts,
      });

    it.each(['Zoë Ambrose', ' zoe\u0308  AMBROSE '])('“%s”: offered, not chosen by itself', (typedName) => {
      const made = typing(typedName);
      expect(rowOf(made, 'e:1')).toMatchObject({
        kind: 'deactivate',
        reason: { code: 'inactive-in-bamboo' },
        protectedAs: 'admin',
        selectedByDefault: false,
        selected: false,
      });
      const chosen = withSelection(made, new Set(['e:1']));
      expect(rowOf(chosen, 'e:1').selected).toBe(true);
      expect(chosen.guards.map((finding) => finding.id)).not.toContain('protected-person');
      expect(made.fingerprint).not.toBe(typing('').fingerprint);
    });

    it.each([
      ['another name', typing('Zoe Ambrose')],
      ['a part of it', typing('Ambrose')],
      ['nothing', typing('')],
      ['the name of another account', typing('Zoë Ambrose', 'u2')],
      [
        'the acting admin',
        typing('Zoë Ambrose', 'u1', { si: { me: { id: 'u1' as SiUserId, name: '', admin: true, canInvite: true } } }),
      ],
    ])('not by %s', (_what, made) => {
      const row = rowOf(withSelection(made, new Set(['e:1'])), 'e:1');
      expect([row.reason?.code, row.selected]).toEqual(['protected', false]);
    });

    it('not where nobody has a name', () => {
      const made = planOf([], [{ id: 'u1', admin: true, firstName: null, lastName: null }], {
        options: { deactivateNotImported: true },
        links: [aLink('1')],
        decisions: [{ kind: 'deactivate', siUserId: 'u1' as SiUserId, typedName: '' }],
      });
      expect(made.changes.some((row) => row.selected)).toBe(false);
    });
  });

  it('does not take an account for protected where SI does not say', () => {
    const made = planOf(
      [{ id: '1', status: 'inactive' }],
      [{ id: 'u1', admin: undefined, guest: undefined, staff: undefined }],
    );
    expect(rowOf(made, 'e:1')).toMatchObject({ kind: 'deactivate', selected: true });
    expect(made.guards).toContainEqual({ id: 'rights-unreadable', effect: 'warns', count: 1, unconfirmed: ['rights'] });
    expect(guardsFor(made, 'automatic')).toContainEqual(
      expect.objectContaining({ id: 'rights-unreadable', effect: 'blocks' }),
    );
  });

  it('takes an account for protected where SI shows the rights of others and not of this one', () => {
    const unknown = { admin: undefined, guest: undefined, staff: undefined };
    const made = planOf([{ id: '1', status: 'inactive' }, { id: '2' }], [{ id: 'u1', ...unknown }, { id: 'u2' }]);
    expect(rowOf(made, 'e:1')).toMatchObject({
      kind: 'deactivate',
      selected: false,
      protectedAs: 'rights-unknown',
      reason: { code: 'protected' },
    });
    expect(made.guards.map(({ id }) => id)).not.toContain('rights-unreadable');
  });
});

describe('deactivating accounts not imported', () => {
  const on = { deactivateNotImported: true };
  const wide = { deactivateNotImported: true, deactivateUnmanaged: true };
  const gone: SiUserParts[] = [{ id: 'u1' }, { id: 'u2' }];
  const others = [{ id: '8' }];

  function verdicts(parts: InputParts, users = gone, people: EmployeeParts[] = others): string[] {
    const made = planOf(people, [{ id: 'u8' }, ...users], parts);
    return made.changes
      .filter((row) => row.key.startsWith('s:'))
      .map((row) => (row.reason ? `${row.kind}: ${row.reason.code}` : row.kind));
  }

  it('does nothing while the option is off', () => {
    expect(verdicts({ links: [aLink('1')] })).toEqual(['only-in-si: no-longer-visible', 'only-in-si: no-employee']);
  });

  it('takes managed people only, unless the wider choice is made', () => {
    expect(verdicts({ options: on, links: [aLink('1')] })).toEqual([
      'deactivate: not-imported',
      'only-in-si: no-employee',
    ]);
    expect(verdicts({ options: wide, links: [aLink('1')] })).toEqual([
      'deactivate: not-imported',
      'deactivate: not-imported',
    ]);
  });

  it('leaves deactivated accounts, and guests and staff it never managed', () => {
    expect(
      verdicts({ options: wide }, [
        { id: 'u1', active: false },
        { id: 'u2', guest: true },
        { id: 'u3', staff: true },
      ]),
    ).toEqual(['only-in-si: no-employee', 'only-in-si: no-employee', 'only-in-si: no-employee']);
  });

  it('holds protected people back', () => {
    expect(verdicts({ options: wide }, [{ id: 'u1', admin: true }])).toEqual(['deactivate: protected']);
  });

  it.each(['subset', 'unknown'] as const)(
    'asks, where the key sees %s, for people seen before and reported deleted',
    (visibility) => {
      const seen = new Set(['1'] as EmployeeId[]);
      const parts = { options: wide, links: [aLink('1')], bamboo: { visibility } };
      expect(verdicts(parts)).toEqual(['only-in-si: no-longer-visible', 'only-in-si: no-employee']);
      expect(verdicts({ ...parts, history: { seenBefore: seen } })).toEqual([
        'only-in-si: no-longer-visible',
        'only-in-si: no-employee',
      ]);
      expect(verdicts({ ...parts, history: { deletedIds: seen } })[0]).toBe('only-in-si: no-longer-visible');
      expect(verdicts({ ...parts, history: { seenBefore: seen, deletedIds: seen } })).toEqual([
        'deactivate: not-imported',
        'only-in-si: no-employee',
      ]);
    },
  );

  it('never takes ignored, excluded, conflicted or unreadable people for missing', () => {
    const decisions = [{ kind: 'ignore', employeeId: '1' as EmployeeId }] as const;
    expect(verdicts({ options: wide, decisions }, [{ id: 'u1' }], [{ id: '1' }, ...others])).toEqual([]);
    expect(verdicts({ options: wide }, [{ id: 'u1' }], [{ id: '1', status: HIDDEN }, ...others])).toEqual([]);
    expect(verdicts({ options: wide, bamboo: { notVisible: ['1' as EmployeeId] } }, [{ id: 'u1' }])).toEqual([]);
    const twins = [{ id: '1', workEmail: 'p8@example.com' }, ...others];
    expect(verdicts({ options: wide }, [{ id: 'u1' }], twins)).toEqual([]);
    const recycled = [
      { id: '1', firstName: 'A', lastName: 'B', workEmail: 'c@example.com', hireDate: null },
      ...others,
    ];
    expect(verdicts({ options: wide }, [{ id: 'u1' }], recycled)).toEqual(['only-in-si: recycled-id']);
    const issues = [{ side: 'bamboo', row: 3, id: '1', reason: 'invalid-field' }] as const;
    expect(verdicts({ options: wide, bamboo: { issues } }, [{ id: 'u1' }])).toEqual([
      'only-in-si: employee-unreadable',
    ]);
    expect(
      verdicts({ options: on, bamboo: { issues }, links: [aLink('1', 'u5')] }, [{ id: 'u5', externalId: null }]),
    ).toEqual(['only-in-si: employee-unreadable']);
  });

  it('never takes an account that no ID tells anything of for missing while somebody cannot be read', () => {
    const byEmail = [{ id: 'u1', externalId: null }];
    const broken = (id: string) => ({ issues: [{ side: 'bamboo', row: 3, id, reason: 'invalid-field' }] }) as const;
    expect(verdicts({ options: wide, bamboo: broken('77') }, byEmail)).toEqual(['only-in-si: no-employee']);
    const byNumber = { ...wide, idKind: 'employee-number' } as const;
    expect(verdicts({ options: byNumber, bamboo: broken('77') }, [{ id: 'u1' }])).toEqual(['only-in-si: no-employee']);
    // A second row of somebody who is read leaves nobody out, and an ID of one's own is enough.
    expect(verdicts({ options: wide, bamboo: broken(others[0]?.id ?? '') }, byEmail)).toEqual([
      'deactivate: not-imported',
    ]);
    expect(verdicts({ options: wide, bamboo: broken('77') }, [{ id: 'u1' }])).toEqual(['deactivate: not-imported']);
  });

  it('never takes a possible duplicate for missing', () => {
    const namesake = { id: '9', firstName: 'First1', lastName: 'Last1', workEmail: 'new@example.com' };
    expect(verdicts({ options: wide }, [{ id: 'u1' }], [namesake, ...others])).toEqual([
      'only-in-si: possible-duplicate',
    ]);
  });

  it('asks for the same proof as with a part of the company while a row without id may be anybody', () => {
    const issues = [{ side: 'bamboo', row: 3, reason: 'missing-id' }] as const;
    expect(verdicts({ options: wide, bamboo: { issues }, links: [aLink('1')] })[0]).toBe(
      'only-in-si: no-longer-visible',
    );
  });

  it('deactivates nobody while every status is hidden or nobody is visible', () => {
    const { employees, users } = aCompany(3);
    const links = [aLink('99', 'u3')];
    const hidden = employees.map((employee) => ({ ...employee, status: HIDDEN }) as const);
    for (const people of [hidden, []]) {
      const made = plan(aPlanInput(people, users, { options: wide, links }));
      expect(made.counts.deactivate).toBe(0);
    }
    const told = plan(
      aPlanInput(employees.slice(0, 2), users, { options: wide, links, bamboo: { hiddenFields: ['status'] } }),
    );
    expect(told.counts.deactivate).toBe(0);
  });
});
