import type { GuardId, Override, RunMode } from '../../../src/domain/guard.ts';
import { describe, expect, it } from 'vitest';
import type { EmployeeId, SiUserId } from '../../../src/domain/ids.ts';
import { HIDDEN, NOT_OFFERED } from '../../../src/domain/cell.ts';
import { guardsFor } from '../../../src/sync/guard/guards.ts';
import { idGuardsOf } from '../../../src/sync/guard/id-guards.ts';
import { blockedBy, isOverrideFor } from '../../../src/sync/guard/override.ts';
import { isReleasable, peopleConcerned } from '../../../src/sync/guard/release.ts';
import type { Employee, SiUser } from '../../../src/domain/people.ts';
import { plan } from '../../../src/sync/plan.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { withSelection } from '../../../src/sync/settle/selection.ts';
import { aCompany, anEmployee, aSiUser } from '../../builders/people.ts';
import { aLink, aPin, aPlanInput, type InputParts } from '../../builders/plan-input.ts';

function effectOf(made: Plan, id: GuardId, mode: RunMode): string {
  return guardsFor(made, mode).find((finding) => finding.id === id)?.effect ?? '-';
}

function both(made: Plan, id: GuardId): string {
  return `${effectOf(made, id, 'manual')} ${effectOf(made, id, 'automatic')}`;
}

/** A company in step, the first people changed. */
function company(
  size: number,
  count: number,
  change: Partial<Employee>,
  parts: InputParts = {},
  user: Partial<SiUser> = {},
): Plan {
  const { employees, users } = aCompany(size);
  return plan(
    aPlanInput(
      employees.map((employee, at) => (at < count ? { ...employee, ...change } : employee)),
      users.map((each) => ({ ...each, ...user })),
      parts,
    ),
  );
}

/** Companies of the sizes the limits are checked at: what passes, and the first number that does not. */
describe('guards by size of company', () => {
  // Warned above max(2, 10 %) and above 50, manually blocked above half.
  it.each([
    [5, 2, '- -'],
    [5, 3, 'blocks blocks'],
    [8, 2, '- -'],
    [8, 3, 'warns blocks'],
    [8, 4, 'warns blocks'],
    [8, 5, 'blocks blocks'],
    [15, 2, '- -'],
    [15, 3, 'warns blocks'],
    [15, 7, 'warns blocks'],
    [15, 8, 'blocks blocks'],
    [30, 3, '- -'],
    [30, 4, 'warns blocks'],
    [30, 15, 'warns blocks'],
    [30, 16, 'blocks blocks'],
    [100, 10, '- -'],
    [100, 11, 'warns blocks'],
    [100, 50, 'warns blocks'],
    [100, 51, 'blocks blocks'],
    [1000, 50, '- -'],
    [1000, 51, 'warns blocks'],
    [1000, 500, 'warns blocks'],
    [1000, 501, 'blocks blocks'],
  ])('of %i, %i deactivations: %s', (size, count, effects) => {
    expect(both(company(size, count, { status: 'inactive' }), 'deactivations')).toBe(effects);
  });

  // Automatic runs: above max(5, 20 %) of the accounts matched.
  it.each([
    [0, 5, '- -'],
    [0, 6, '- blocks'],
    [5, 5, '- -'],
    [5, 6, '- blocks'],
    [8, 5, '- -'],
    [8, 6, '- blocks'],
    [15, 5, '- -'],
    [15, 6, '- blocks'],
    [30, 6, '- -'],
    [30, 7, '- blocks'],
    [100, 20, '- -'],
    [100, 21, '- blocks'],
    [1000, 200, '- -'],
    [1000, 201, '- blocks'],
  ])('of %i, %i creations: %s', (size, count, effects) => {
    const { employees, users } = aCompany(size + count);
    expect(both(plan(aPlanInput(employees, users.slice(0, size))), 'creations')).toBe(effects);
  });

  // Above max(2, 20 %) of the people seen last time.
  it.each([
    [5, 2, '- -'],
    [5, 3, 'blocks blocks'],
    [8, 2, '- -'],
    [8, 3, 'blocks blocks'],
    [15, 3, '- -'],
    [15, 4, 'blocks blocks'],
    [30, 6, '- -'],
    [30, 7, 'blocks blocks'],
    [100, 20, '- -'],
    [100, 21, 'blocks blocks'],
    [1000, 200, '- -'],
    [1000, 201, 'blocks blocks'],
  ])('of %i, %i people fewer than before: %s', (size, fewer, effects) => {
    const { employees, users } = aCompany(size);
    const rest = employees.slice(fewer);
    expect(both(plan(aPlanInput(rest, users, { history: { lastVisible: size } })), 'visible-fell')).toBe(effects);
    expect(both(plan(aPlanInput(rest, users, { options: { headCount: size } })), 'visible-fell')).toBe(effects);
  });

  // From 5 people on, above 5 %.
  it.each([
    [5, 4, '- -'],
    [5, 5, 'blocks blocks'],
    [8, 4, '- -'],
    [8, 5, 'blocks blocks'],
    [15, 4, '- -'],
    [15, 5, 'blocks blocks'],
    [30, 4, '- -'],
    [30, 5, 'blocks blocks'],
    [100, 5, '- -'],
    [100, 6, 'blocks blocks'],
    [1000, 50, '- -'],
    [1000, 51, 'blocks blocks'],
  ])('of %i, %i identities changed or departments cleared: %s', (size, count, effects) => {
    const { employees, users } = aCompany(size);
    const changed = employees.map((employee, at) => (at < count ? { ...employee, jobTitle: 'Cook' } : employee));
    const others = users.map((user, at) => (at < count ? { ...user, externalId: `old-${user.id}` } : user));
    expect(both(plan(aPlanInput(changed, others)), 'identity-changes')).toBe(effects);
    const cleared = company(
      size,
      count,
      { department: null, provenEmpty: new Set(['department']) },
      {},
      { department: 'Ops' },
    );
    expect(both(cleared, 'field-cleared')).toBe(effects);
  });

  // From 10 people on, above 30 %.
  it.each([
    [5, 5, '- -'],
    [8, 8, '- -'],
    [15, 9, '- -'],
    [15, 10, 'warns warns'],
    [30, 9, '- -'],
    [30, 10, 'warns warns'],
    [100, 30, '- -'],
    [100, 31, 'warns warns'],
    [1000, 300, '- -'],
    [1000, 301, 'warns warns'],
  ])('of %i, %i managers changed: %s', (size, count, effects) => {
    expect(both(company(size, count, { supervisorId: String(size) as EmployeeId }), 'managers-changed')).toBe(effects);
  });

  // Nobody is matched yet: by hand nothing is against creating everybody; automatically the first import by hand is
  // waited for, and afterwards no more than a handful is created at once.
  it.each([
    [5, '', 'no-manual-import-yet', ''],
    [8, '', 'creations no-manual-import-yet', 'creations'],
    [15, '', 'creations no-manual-import-yet', 'creations'],
    [30, '', 'creations no-manual-import-yet', 'creations'],
    [100, '', 'creations no-manual-import-yet', 'creations'],
    [1000, '', 'creations no-manual-import-yet', 'creations'],
  ])('of an empty Small Improvements and %i people', (size, manual, automatic, later) => {
    const { employees } = aCompany(size);
    const ids = (manualImportDone: boolean, mode: RunMode) =>
      guardsFor(plan(aPlanInput(employees, [], { history: { manualImportDone } })), mode)
        .map((finding) => finding.id)
        .join(' ');
    expect([ids(false, 'manual'), ids(false, 'automatic'), ids(true, 'automatic')]).toEqual([manual, automatic, later]);
  });
});

describe('the guard of required fields', () => {
  it.each(['firstName', 'lastName', 'workEmail', 'status', 'gender', 'hireDate'] as const)(
    'names %s when nobody shows it',
    (field) => {
      const made = company(5, 5, { [field]: HIDDEN });
      expect(guardsFor(made, 'manual')).toContainEqual({
        id: 'required-field-hidden',
        effect: 'warns',
        count: 5,
        fields: [field],
        ...((field === 'gender' || field === 'hireDate') && { unconfirmed: [field] }),
      });
      expect(effectOf(made, 'required-field-hidden', 'automatic')).toBe('blocks');
    },
  );

  it('names the supervisor, and every field the key is known not to read', () => {
    expect(company(5, 5, { supervisorId: HIDDEN }).basis.missingRequired).toEqual(['supervisor']);
    expect(
      company(5, 0, {}, { bamboo: { hiddenFields: ['gender', 'location', 'status'] } }).basis.missingRequired,
    ).toEqual(['status', 'gender']);
  });

  it('takes a status or name that is empty for everybody for hidden, other empties for what they are', () => {
    expect(company(5, 5, { status: null }).basis.missingRequired).toEqual(['status']);
    expect(company(5, 5, { gender: null, hireDate: null, supervisorId: null }).basis.missingRequired).toEqual([]);
    expect(company(5, 4, { status: HIDDEN }).basis.missingRequired).toEqual([]);
    expect(company(5, 5, { gender: NOT_OFFERED }).basis.missingRequired).toEqual([]);
  });

  it('plans no deactivation while the status is hidden', () => {
    expect(company(30, 30, { status: HIDDEN }).counts).toMatchObject({ ignored: 30, deactivate: 0 });
  });
});

describe('other guards', () => {
  it('block everything when nobody is visible or the answer is another account’s', () => {
    expect(both(plan(aPlanInput([], [aSiUser()])), 'nobody-visible')).toBe('blocks blocks');
    expect(
      both(company(5, 5, { status: null, firstName: null, lastName: HIDDEN, workEmail: null }), 'nobody-visible'),
    ).toBe('blocks blocks');
    expect(both(company(5, 0, {}, { pair: 'other|si-company' }), 'nobody-visible')).toBe('blocks blocks');
    expect(both(company(5, 0, {}, { pair: 'acme|other' }), 'nobody-visible')).toBe('blocks blocks');
    expect(both(company(5, 0, {}, { pair: 'ACME|si-company' }), 'nobody-visible')).toBe('- -');
  });

  it('compare with the last run before the head count, and with neither say nothing', () => {
    expect(
      both(company(10, 0, {}, { history: { lastVisible: 10 }, options: { headCount: 100 } }), 'visible-fell'),
    ).toBe('- -');
    expect(both(company(10, 0, {}), 'visible-fell')).toBe('- -');
  });

  it('count reactivations as creations', () => {
    const { employees, users } = aCompany(30);
    const locked = users.map((user, at) => (at < 6 ? { ...user, active: false } : user));
    const made = plan(aPlanInput(employees, locked));
    expect(effectOf(made, 'creations', 'automatic')).toBe('-');
    const chosen = withSelection(made, new Map(made.changes.map((row) => [row.key, true])));
    expect(effectOf(chosen, 'creations', 'automatic')).toBe('blocks');
  });

  it('do not take filling an empty ID for a change of identity, but another ID', () => {
    const { employees, users } = aCompany(10);
    const changed = employees.map((employee) => ({ ...employee, jobTitle: 'Cook' }));
    const empty = plan(
      aPlanInput(
        changed,
        users.map((user) => ({ ...user, externalId: null })),
      ),
    );
    expect(empty.counts.update).toBe(10);
    expect(both(empty, 'identity-changes')).toBe('- -');
    const other = plan(
      aPlanInput(
        changed,
        users.map((user) => ({ ...user, externalId: `old-${user.id}` })),
      ),
    );
    expect(both(other, 'identity-changes')).toBe('blocks blocks');
    const upper = plan(
      aPlanInput(
        changed.map((employee) => ({ ...employee, workEmail: `P${employee.id}@example.com` })),
        users,
      ),
    );
    expect(both(upper, 'identity-changes')).toBe('- -');
  });

  it('count the IDs that storing IDs would replace, pinned people among them', () => {
    const { employees, users } = aCompany(20);
    const madeOf = (replaced: number, parts: InputParts = {}) =>
      plan(
        aPlanInput(
          employees,
          users.map((user, at) =>
            at < replaced ? { ...user, externalId: `E${user.externalId?.toString()}` } : { ...user, externalId: null },
          ),
          parts,
        ),
      );
    const told = (made: Plan) => idGuardsOf(made.basis).map(({ id, effect, count }) => `${id} ${effect} ${count}`);
    expect(madeOf(0).basis).toMatchObject({ idsToStore: 20, idsToReplace: 0 });
    expect(told(madeOf(0))).toEqual([]);
    expect(told(madeOf(4))).toEqual([]);
    expect(told(madeOf(5))).toEqual(['identity-changes blocks 5']);
    const decisions = employees.map((employee) => aPin(employee.id, `u${employee.id}`));
    expect(told(madeOf(5, { decisions }))).toEqual(['identity-changes blocks 5']);
    expect(told(madeOf(0, { si: { ownSync: true } }))).toEqual(['si-own-sync blocks 0']);
  });

  it('take no change of identity amiss that an admin pinned', () => {
    const { employees, users } = aCompany(10);
    const changed = employees.map((employee) => ({ ...employee, jobTitle: 'Cook' }));
    const others = users.map((user) => ({ ...user, externalId: `old-${user.id}` }));
    const decisions = employees.map((employee) => aPin(employee.id, `u${employee.id}`));
    expect(both(plan(aPlanInput(changed, others)), 'identity-changes')).toBe('blocks blocks');
    expect(both(plan(aPlanInput(changed, others, { decisions })), 'identity-changes')).toBe('- -');
  });

  it('take a new email for no change of identity: a company may move to another domain', () => {
    const { employees, users } = aCompany(10);
    const moved = employees.map((employee) => ({ ...employee, workEmail: `p${employee.id}@new.example` }));
    const links = employees.map(({ id }) => aLink(id));
    const unnamed = users.map((user) => ({ ...user, externalId: null }));
    for (const made of [plan(aPlanInput(moved, users)), plan(aPlanInput(moved, unnamed, { links }))]) {
      expect(made.counts.update).toBe(10);
      expect(both(made, 'identity-changes')).toBe('- -');
    }
  });

  it('do not take a new person’s first manager for a change', () => {
    const { employees, users } = aCompany(40);
    const below = employees.map((employee, at) =>
      at > 0 ? { ...employee, supervisorId: '1' as EmployeeId } : employee,
    );
    const made = plan(aPlanInput(below, users.slice(0, 1)));
    expect([made.counts.create, both(made, 'managers-changed')]).toEqual([39, '- -']);
  });

  it('block when a single name is cleared', () => {
    const made = company(1000, 1, { lastName: null }, { options: { emptyMeansEmpty: ['lastName'] } });
    expect(guardsFor(made, 'manual')).toMatchObject([
      { id: 'field-cleared', effect: 'blocks', count: 1, fields: ['lastName'] },
    ]);
  });

  it('count a gender that becomes unspecified and a manager taken away as cleared', () => {
    const genders = company(
      30,
      30,
      { gender: null },
      { options: { emptyMeansEmpty: ['gender'] } },
      { gender: 'female' },
    );
    expect(guardsFor(genders, 'manual')).toMatchObject([
      { id: 'field-cleared', count: 30, base: 30, fields: ['gender'] },
    ]);
    const { employees, users } = aCompany(6);
    const flat = plan(
      aPlanInput(
        employees,
        users.map((user, at) => (at > 0 ? { ...user, managerId: users[0]?.id ?? null } : user)),
        { options: { emptyMeansEmpty: ['supervisor'] } },
      ),
    );
    expect(guardsFor(flat, 'manual')).toMatchObject([{ id: 'field-cleared', count: 5, fields: ['supervisor'] }]);
  });

  it('hold clearings against the holders of the field, not against everybody', () => {
    const { employees, users } = aCompany(200);
    const clearing = employees.map((employee, at) =>
      at < 5
        ? { ...employee, provenEmpty: new Set(['department'] as const) }
        : { ...employee, department: at < 50 ? 'Ops' : null },
    );
    const few = users.map((user, at) => ({ ...user, department: at < 50 ? 'Ops' : null }));
    expect(guardsFor(plan(aPlanInput(clearing, few)), 'manual')).toMatchObject([
      { id: 'field-cleared', count: 5, base: 50, limit: 2.5 },
    ]);
  });

  it('block automatic runs until a manual import has succeeded', () => {
    expect(both(company(5, 0, {}, { history: { manualImportDone: false } }), 'no-manual-import-yet')).toBe('- blocks');
  });

  it('block while SI’s own synchronisation is on', () => {
    expect(both(company(5, 0, {}, { si: { ownSync: true } }), 'si-own-sync')).toBe('blocks blocks');
  });

  it('warn when licences would be exceeded, deactivations of people without reports going first', () => {
    const { employees, users } = aCompany(10);
    const hired = [...employees, anEmployee({ id: '11' })];
    const licences = { paid: 10, used: 10 };
    expect(guardsFor(plan(aPlanInput(hired, users, { si: { licences } })), 'manual')).toEqual([
      { id: 'licences', effect: 'warns', count: 1, limit: 10, base: 10 },
    ]);
    const swapped = hired.map((employee) =>
      employee.id === '1' ? { ...employee, status: 'inactive' as const } : employee,
    );
    expect(both(plan(aPlanInput(swapped, users, { si: { licences } })), 'licences')).toBe('- -');
    const boss = users.map((user) => (user.id === 'u2' ? { ...user, managerId: users[0]?.id ?? null } : user));
    expect(both(plan(aPlanInput(swapped, boss, { si: { licences } })), 'licences')).toBe('warns warns');
    expect(both(plan(aPlanInput(hired, users, { si: { licences: { paid: 11, used: 10 } } })), 'licences')).toBe('- -');
    expect(both(plan(aPlanInput(employees, users, { si: { licences: { paid: 5, used: 10 } } })), 'licences')).toBe(
      '- -',
    );
  });

  it('block automatic runs that would deactivate a protected person all the same', () => {
    const { employees, users } = aCompany(30);
    const made = plan(
      aPlanInput(
        employees.map((employee, at) => (at === 0 ? { ...employee, status: 'inactive' as const } : employee)),
        users.map((user) => ({ ...user, admin: true })),
        { decisions: [{ kind: 'deactivate', siUserId: 'u1' as SiUserId, typedName: 'First1 Last1' }] },
      ),
    );
    expect(both(made, 'protected-person')).toBe('warns warns');
    expect(both(withSelection(made, new Map([['e:1', true]])), 'protected-person')).toBe('- blocks');
  });

  it('look at selected rows only', () => {
    const made = company(30, 4, { status: 'inactive' });
    expect(both(withSelection(made, new Map([['e:1', false]])), 'deactivations')).toBe('- -');
    expect(both(withSelection(made, new Set()), 'deactivations')).toBe('- -');
  });
});

describe('what a guard says', () => {
  const findingOf = (made: Plan, id: GuardId, mode: RunMode) => guardsFor(made, mode).find((each) => each.id === id);
  const withBasis = (made: Plan, basis: Partial<Plan['basis']>): Plan => ({
    ...made,
    basis: { ...made.basis, ...basis },
  });

  it('of deactivations is the limit that was passed: by hand half of the company, else the usual one', () => {
    const made = company(8, 5, { status: 'inactive' });
    expect(findingOf(made, 'deactivations', 'manual')).toMatchObject({ count: 5, limit: 4, base: 8 });
    expect(findingOf(made, 'deactivations', 'automatic')).toMatchObject({ count: 5, limit: 2, base: 8 });
  });

  it('of licences is nothing while all of them are used, and how many are lacking after that', () => {
    const { employees, users } = aCompany(10);
    const away = users.slice(1).map((user, at) => (at === 0 ? { ...user, active: false } : user));
    const links = [aLink('2', 'u2', { deactivatedByUs: true })];
    const made = plan(aPlanInput(employees, away, { links }));
    const licences = (paid: number) =>
      findingOf(withBasis(made, { licences: { used: 8, paid } }), 'licences', 'manual');
    expect(licences(10)).toBeUndefined();
    expect(licences(9)).toMatchObject({ effect: 'warns', count: 1 });
  });

  it('of required fields blocks as long as one of them is not confirmed, and asks for that one alone', () => {
    const missing = { missingRequired: ['gender', 'hireDate'] } as const;
    const of = (unconfirmed: readonly ('gender' | 'hireDate')[]) =>
      findingOf(withBasis(company(8, 0, {}), { ...missing, unconfirmed }), 'required-field-hidden', 'automatic');
    expect(of(['hireDate'])).toMatchObject({ effect: 'blocks', unconfirmed: ['hireDate'] });
    expect(of([])?.effect).toBe('warns');
  });

  it('of rights is nothing where Small Improvements has nobody whose rights could be read', () => {
    const made = withBasis(company(8, 1, { status: 'inactive' }), { rights: 'unknown' });
    expect(effectOf(made, 'rights-unreadable', 'automatic')).toBe('blocks');
    expect(effectOf(withBasis(made, { siUsers: 0 }), 'rights-unreadable', 'automatic')).toBe('-');
  });

  it('counts the field that is worst, and names all of them', () => {
    const { employees, users } = aCompany(100);
    const changed = employees.map((employee, at) => ({
      ...employee,
      ...(at < 80 && { jobTitle: 'New' }),
      ...(at < 60 && { location: 'New' }),
    }));
    const fields = ['jobTitle', 'location'];
    const held = users.map((user) => ({ ...user, jobTitle: 'Old', location: 'Old' }));
    const finding = findingOf(plan(aPlanInput(changed, held)), 'field-changed', 'manual');
    expect(finding).toMatchObject({ count: 80, base: 100 });
    expect(finding?.fields?.toSorted()).toEqual(fields);

    const disputed = withBasis(company(100, 0, {}), { disputed: { jobTitle: 40, location: 60 } });
    expect(findingOf(disputed, 'answers-disagree', 'manual')).toMatchObject({ count: 60, fields: fields.toReversed() });
  });

  it('of the first import after a suspension is also said where little changes and a limit is passed', () => {
    const after = (count: number) =>
      effectOf(
        withBasis(company(8, count, { status: 'inactive' }), { afterSuspension: true }),
        'after-suspension',
        'automatic',
      );
    expect(after(2)).toBe('-');
    expect(after(3)).toBe('blocks');
  });

  it('stops nothing where it only warns', () => {
    const warned = company(8, 3, { status: 'inactive' });
    expect(effectOf(warned, 'deactivations', 'manual')).toBe('warns');
    expect(blockedBy(warned, 'manual')).toEqual([]);
    const [finding] = guardsFor(warned, 'manual');
    expect(finding && isReleasable(finding)).toBe(false);
  });
});

describe('an override', () => {
  it('asks for the people of what it releases, and of nothing else', () => {
    const blocks = { effect: 'blocks' } as const;
    const findings = [
      { ...blocks, id: 'deactivations', count: 5 },
      { ...blocks, id: 'creations', count: 9 },
      { id: 'managers-changed', effect: 'warns', count: 30 },
    ] as const;
    const override = {
      guards: ['deactivations', 'managers-changed'],
      reason: 'yes',
      atMs: 0,
      fingerprint: 'f',
    } as const;
    const fits = (typedCount: number) => isOverrideFor({ fingerprint: 'f' }, findings, { ...override, typedCount });
    expect([5, 9, 30].map(fits)).toEqual([true, false, false]);
  });

  const made = company(8, 5, { status: 'inactive' });
  const fitting: Override = {
    fingerprint: made.fingerprint,
    guards: ['deactivations'],
    typedCount: 5,
    reason: 'The office closes',
  };

  it('releases the plan it was made for', () => {
    expect(blockedBy(made, 'manual')).toMatchObject([{ id: 'deactivations', count: 5 }]);
    expect(peopleConcerned(blockedBy(made, 'manual'))).toBe(5);
    expect(blockedBy(made, 'manual', fitting)).toEqual([]);
  });

  it.each<[string, Partial<Override>]>([
    ['another plan', { fingerprint: 'other' }],
    ['another guard', { guards: ['creations'] }],
    ['a wrong number', { typedCount: 4 }],
    ['no reason', { reason: '  ' }],
  ])('with %s releases nothing', (_, change) => {
    expect(blockedBy(made, 'manual', { ...fitting, ...change })).toHaveLength(1);
  });

  it('does not outlive a change of selection', () => {
    const less = withSelection(made, new Map([['e:1', false]]));
    expect(blockedBy(less, 'automatic', { ...fitting, typedCount: 4 })).toHaveLength(1);
  });

  it('cannot release a plan without people', () => {
    const empty = plan(aPlanInput([], [aSiUser()]));
    const [finding] = blockedBy(empty, 'manual');
    expect(finding && isReleasable(finding)).toBe(false);
    expect(
      blockedBy(empty, 'manual', {
        fingerprint: empty.fingerprint,
        guards: ['nobody-visible'],
        typedCount: 1,
        reason: 'x',
      }),
    ).toHaveLength(1);
  });

  it('asks for the widest count when it releases several guards', () => {
    const two = company(8, 5, { status: 'inactive' }, { si: { ownSync: true } });
    const override: Override = {
      fingerprint: two.fingerprint,
      guards: ['deactivations', 'si-own-sync'],
      typedCount: 5,
      reason: 'x',
    };
    expect(blockedBy(two, 'manual')).toHaveLength(2);
    expect(blockedBy(two, 'manual', override)).toEqual([]);
  });
});
