import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HIDDEN, NOT_OFFERED } from '../../../src/domain/cell.ts';
import type { Employee } from '../../../src/domain/people.ts';
import { propertyOptions } from '../../property.ts';
import { usableEmail } from '../../../src/shared/work-email.ts';
import { guardsFor } from '../../../src/sync/guard/guards.ts';
import { operationsOf } from '../../../src/sync/operations/operations.ts';
import { plan } from '../../../src/sync/plan.ts';
import { aCompany, anEmployee, aSiUser } from '../../builders/people.ts';
import { aPlanInput, fieldOf, type InputParts, rowOf, verdictOf } from '../../builders/plan-input.ts';

const planOf = (employee: Employee, user = aSiUser({ id: 'u1' }), parts: InputParts = {}) =>
  plan(aPlanInput([employee, anEmployee({ id: '2' })], [user, aSiUser({ id: 'u2' })], parts));

describe('a work email', () => {
  it('that is only dirty is the address in it', () => {
    const made = planOf(anEmployee({ id: '1', workEmail: 'p1@example.com\u200B' }));
    expect(verdictOf(made, 'e:1')).toBe('unchanged');
    const moved = planOf(anEmployee({ id: '1', workEmail: '\u202Anew@example.com\u202C' }));
    expect(fieldOf(moved, 'e:1', 'workEmail')).toBe('change p1@example.com → new@example.com');
  });

  it.each([
    'N/A',
    'a@example.com; b@example.com',
    'Anna <anna@example.com>',
    'anna@example',
    '\uFF50\uFF11@example.com',
    '\u201Canna@example.com\u201D',
  ])('%j is none: held back on a matched person, with the text', (workEmail) => {
    const made = planOf(anEmployee({ id: '1', workEmail }));
    expect(verdictOf(made, 'e:1')).toBe('unchanged');
    expect(fieldOf(made, 'e:1', 'workEmail')).toBe('held-back p1@example.com → empty (email-unusable)');
    expect(rowOf(made, 'e:1').fields[0]?.note?.text).toBe(workEmail);
  });

  it('that is none ignores somebody without account, with the text', () => {
    const made = plan(aPlanInput([anEmployee({ id: '9', workEmail: 'N/A\u200B' })], [aSiUser({ id: 'u2' })]));
    expect(verdictOf(made, 'e:9')).toBe('ignored: no-work-email');
    expect(rowOf(made, 'e:9').reason?.text).toBe('N/A');
  });

  it('that is none does not keep a leaver from being deactivated', () => {
    const made = planOf(anEmployee({ id: '1', workEmail: 'left', status: 'inactive' }));
    expect(verdictOf(made, 'e:1')).toBe('deactivate: inactive-in-bamboo');
  });

  it('is never sent without the form of an address', () => {
    const odd = fc.constantFrom('\u200B', '\u202E', ' ', ';', ',', '@', '<', '>', '.', '(', '\u00A0', '\n', 'N/A', 'a');
    let sentAtAll = 0;
    const email = fc.array(fc.oneof(odd, fc.constant('a@b.example')), { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(email, { minLength: 1, maxLength: 6 }), (emails) => {
        const employees = emails.map((workEmail, at) =>
          anEmployee({ id: String(at + 1), workEmail: workEmail || null }),
        );
        const made = plan(aPlanInput(employees, [aSiUser({ id: 'u1' }), aSiUser({ id: 'u2' })]));
        const sent = operationsOf(made).flatMap((operation) =>
          'values' in operation && operation.values.workEmail !== undefined ? [operation.values.workEmail] : [],
        );
        expect(sent.map((address) => usableEmail(address ?? ''))).toEqual(sent);
        sentAtAll += sent.length;
      }),
      propertyOptions(),
    );
    expect(sentAtAll).toBeGreaterThan(0);
  });
});

describe('before the first day', () => {
  const proven = ['department', 'jobTitle', 'location', 'gender', 'supervisor'] as const;
  const starting = (hireDate: string) =>
    anEmployee({ id: '1', hireDate, gender: null, supervisorId: null, provenEmpty: proven });
  const held = aSiUser({ id: 'u1', department: 'Sales', jobTitle: 'Lead', gender: 'female', managerId: 'u2' });
  const fields = ['department', 'jobTitle', 'gender', 'supervisor'] as const;
  const states = (made: ReturnType<typeof plan>) =>
    fields.map((name) => rowOf(made, 'e:1').fields.find(({ field }) => field === name)?.note?.code ?? 'written');

  it('an empty value proves nothing', () => {
    const made = planOf(starting('2024-06-02'), held);
    expect(states(made)).toEqual(fields.map(() => 'before-first-day'));
    expect(verdictOf(made, 'e:1')).toBe('unchanged');
  });

  it('does not, even where an admin confirmed that empty means empty', () => {
    const made = planOf(starting('2024-06-02'), held, { options: { emptyMeansEmpty: ['department', 'gender'] } });
    expect(states(made)).toEqual(fields.map(() => 'before-first-day'));
  });

  it('does from the first day on', () => {
    expect(states(planOf(starting('2024-06-01'), held))).toEqual(fields.map(() => 'written'));
  });

  const tornAbout = (employee: Employee, report: string, list: string): Employee => ({
    ...employee,
    hireDate: HIDDEN,
    disputed: new Map([['hireDate', { report, list }]]),
  });

  describe.each([
    ['the report', '2024-08-01', '2024-05-01'],
    ['the list', '2024-05-01', '2024-08-01'],
  ])('by %s alone', (_source, report, list) => {
    const torn = (employee: Employee): Employee => tornAbout(employee, report, list);

    it('nobody is created', () => {
      expect(verdictOf(planOf(torn(anEmployee({ id: '9' }))), 'e:9')).toBe('ignored: answers-disagree');
    });

    it('an empty value proves nothing, and the row says why', () => {
      const made = planOf(torn(starting('2024-06-02')), held);
      expect(states(made)).toEqual(fields.map(() => 'before-first-day'));
      expect(verdictOf(made, 'e:1')).toBe('unchanged');
      expect(fieldOf(made, 'e:1', 'hireDate')).toBe(`held-back 2020-01-01 → ${report} (answers-disagree)`);
    });

    it('nobody is deactivated, and the row says why', () => {
      const made = planOf(torn(anEmployee({ id: '1', status: 'inactive' })), held);
      expect(verdictOf(made, 'e:1')).toBe('unchanged');
      expect(fieldOf(made, 'e:1', 'hireDate')).toBe(`held-back 2020-01-01 → ${report} (answers-disagree)`);
    });
  });

  it('is over where both answers lie behind, and the hire date alone is left open', () => {
    const behind = (employee: Employee) => tornAbout(employee, '2024-05-01', '2020-01-01');
    expect(states(planOf(behind(starting('2024-06-02')), held))).toEqual(fields.map(() => 'written'));
    const made = planOf(behind(anEmployee({ id: '9' })), held);
    expect(verdictOf(made, 'e:9')).toBe('create');
    expect(fieldOf(made, 'e:9', 'hireDate')).toBe('held-back empty → 2024-05-01 (answers-disagree)');
    expect(verdictOf(planOf(behind(anEmployee({ id: '1', status: 'inactive' }))), 'e:1')).toBe(
      'deactivate: inactive-in-bamboo',
    );
  });
});

describe('a new account', () => {
  it.each([
    [{ firstName: HIDDEN, preferredName: 'Bo' }, true, 'create'],
    [{ firstName: HIDDEN, preferredName: 'Bo' }, false, 'ignored: name-missing'],
    [{ firstName: HIDDEN, preferredName: null }, true, 'ignored: name-missing'],
    [{ firstName: 'Bob', preferredName: null }, true, 'create'],
    [{ firstName: HIDDEN, preferredName: '-' }, true, 'ignored: name-missing'],
  ] as const)('of %j with nicknames wanted: %j is %s', (names, usePreferredName, verdict) => {
    const made = planOf(anEmployee({ id: '9', ...names }), undefined, { options: { usePreferredName } });
    expect(verdictOf(made, 'e:9')).toBe(verdict);
  });
});

describe('two answers that disagree', () => {
  const disputed = (field: 'jobTitle' | 'workEmail' | 'status', report: string | null, list: string | null) =>
    new Map([[field, { report, list }]]);

  it('hold the field back, whichever of them SI has', () => {
    const employee = (report: string, list: string) =>
      anEmployee({ id: '1', jobTitle: HIDDEN, disputed: disputed('jobTitle', report, list), department: 'Sales' });
    const held = aSiUser({ id: 'u1', jobTitle: 'Engineer' });
    for (const one of [employee('Sales', 'Engineer'), employee('Engineer', 'Sales')]) {
      const made = planOf(one, held);
      expect(fieldOf(made, 'e:1', 'jobTitle')).toBe('held-back Engineer → Sales (answers-disagree)');
      expect(fieldOf(made, 'e:1', 'department')).toBe('change empty → Sales');
      expect(made.heldBack).toBe(1);
    }
  });

  it('hold the supervisor back', () => {
    const employee = anEmployee({
      id: '1',
      supervisorId: HIDDEN,
      disputed: new Map([['supervisor', { report: '2', list: '7' }]]),
    });
    expect(fieldOf(planOf(employee), 'e:1', 'supervisor')).toBe('held-back empty → First2 Last2 (answers-disagree)');
  });

  it('about an email or a status let nothing happen to the person', () => {
    const email = anEmployee({
      id: '9',
      workEmail: HIDDEN,
      disputed: disputed('workEmail', 'p9@example.com', 'q9@example.com'),
    });
    expect(verdictOf(planOf(email), 'e:9')).toBe('ignored: answers-disagree');
    const status = anEmployee({ id: '1', status: HIDDEN, disputed: disputed('status', 'Inactive', 'Active') });
    expect(verdictOf(planOf(status), 'e:1')).toBe('ignored: answers-disagree');
  });

  it.each([
    ['preferredName', { usePreferredName: true }, 'ignored: answers-disagree'],
    ['preferredName', { usePreferredName: false }, 'create'],
    ['employeeNumber', { idKind: 'employee-number' }, 'ignored: answers-disagree'],
    ['employeeNumber', { idKind: 'bamboo-id' }, 'create'],
    ['firstName', {}, 'ignored: answers-disagree'],
    ['lastName', {}, 'ignored: answers-disagree'],
    ['jobTitle', { usePreferredName: true, idKind: 'employee-number' }, 'create'],
  ] as const)('about the %s with %j: nobody is created where it decides who it is (%s)', (field, options, verdict) => {
    const employee = anEmployee({
      id: '9',
      employeeNumber: '900',
      [field]: HIDDEN,
      disputed: new Map([[field, { report: 'One', list: 'Two' }]]),
    });
    expect(verdictOf(planOf(employee, undefined, { options }), 'e:9')).toBe(verdict);
  });

  it('leave the field out of a new account', () => {
    const employee = anEmployee({ id: '9', jobTitle: HIDDEN, disputed: disputed('jobTitle', 'Sales', 'Engineer') });
    const made = planOf(employee);
    expect(verdictOf(made, 'e:9')).toBe('create');
    expect(fieldOf(made, 'e:9', 'jobTitle')).toBe('held-back empty → Sales (answers-disagree)');
    expect(operationsOf(made).some((each) => 'values' in each && 'jobTitle' in each.values)).toBe(false);
  });

  it('about more than a few people block the import', () => {
    const { employees, users } = aCompany(40);
    const odd = employees.map(
      (one): Employee => ({
        ...one,
        jobTitle: HIDDEN,
        disputed: disputed('jobTitle', 'Sales', 'Engineer'),
      }),
    );
    const holders = users.map((user) => ({ ...user, jobTitle: 'Engineer' }));
    const made = plan(aPlanInput(odd, holders));
    expect(made.counts.update).toBe(0);
    expect(made.heldBack).toBe(40);
    expect(made.guards).toEqual([
      { id: 'answers-disagree', effect: 'blocks', count: 40, limit: 2, base: 40, fields: ['jobTitle'] },
    ]);
    const few = plan(aPlanInput([...odd.slice(0, 4), ...employees.slice(4)], users));
    expect(few.guards).toEqual([]);
  });
});

describe('a field that would change for most of its holders', () => {
  const renamed = (size: number, count: number, before: string | null) => {
    const { employees, users } = aCompany(size);
    return plan(
      aPlanInput(
        employees.map((one, at) => ({ ...one, department: at < count ? 'New' : 'Old' })),
        users.map((user) => ({ ...user, department: before ?? (Number(user.externalId) > count ? 'Old' : null) })),
      ),
    );
  };

  it('warns by hand and blocks automatic imports', () => {
    const made = renamed(60, 20, 'Old');
    expect(guardsFor(made, 'manual')).toEqual([
      { id: 'field-changed', effect: 'warns', count: 20, limit: 18, base: 60, fields: ['department'] },
    ]);
    expect(guardsFor(made, 'automatic')).toMatchObject([{ id: 'field-changed', effect: 'blocks' }]);
  });

  it.each([
    ['fewer than twenty', renamed(30, 19, 'Old')],
    ['no more than thirty percent', renamed(100, 30, 'Old')],
    ['filled for the first time', renamed(60, 40, null)],
  ])('does neither for %s', (_what, made) => {
    expect(guardsFor(made, 'automatic')).toEqual([]);
  });
});

describe('a required field readable nowhere', () => {
  const { employees, users } = aCompany(10);
  const holding = users.map((user) => ({ ...user, gender: 'female' as const }));
  const without = (part: Partial<Employee>) => employees.map((one) => ({ ...one, ...part }));

  it.each([
    ['hire date empty for everybody', without({ hireDate: null }), ['hireDate']],
    ['gender offered by no source', without({ gender: NOT_OFFERED }), ['gender']],
    ['gender empty for everybody', without({ gender: null, provenEmpty: new Set(['gender']) }), ['gender']],
  ] as const)('%s: warns by hand, blocks automatic imports, and writes nothing', (_what, rows, fields) => {
    const made = plan(aPlanInput(rows, fields[0] === 'gender' ? holding : users));
    expect(made.basis.unreadable).toEqual(fields);
    expect(made.counts.update).toBe(0);
    expect(guardsFor(made, 'manual')).toEqual([
      { id: 'required-unreadable', effect: 'warns', count: 10, fields, unconfirmed: fields },
    ]);
    expect(guardsFor(made, 'automatic')).toMatchObject([{ id: 'required-unreadable', effect: 'blocks' }]);
  });

  it('lets automatic imports go on once an admin confirmed each of the fields', () => {
    const rows = without({ gender: null, hireDate: null });
    const confirmed = (...confirmedUnreadable: string[]) =>
      guardsFor(plan(aPlanInput(rows, users, { history: { confirmedUnreadable } })), 'automatic');
    expect(confirmed('gender')).toMatchObject([{ effect: 'blocks', unconfirmed: ['hireDate'] }]);
    expect(confirmed('gender', 'hireDate')).toEqual([
      { id: 'required-unreadable', effect: 'warns', count: 10, fields: ['gender', 'hireDate'] },
    ]);
  });

  it('is confirmed the same way where the key may not see it, unless it is one nobody can do without', () => {
    const hidden = (field: 'gender' | 'lastName', confirmedUnreadable: string[]) => {
      const made = plan(
        aPlanInput(without({ [field]: HIDDEN }), users, {
          bamboo: { hiddenFields: [field] },
          history: { confirmedUnreadable },
        }),
      );
      return guardsFor(made, 'automatic').map(({ id, effect }) => `${id} ${effect}`);
    };
    expect(hidden('gender', [])).toEqual(['required-field-hidden blocks']);
    expect(hidden('gender', ['gender'])).toEqual(['required-field-hidden warns']);
    expect(hidden('lastName', ['lastName'])).toEqual(['required-field-hidden blocks']);
  });

  it('takes no manager from anybody', () => {
    const managed = users.map((user, at) => ({ ...user, managerId: at === 0 ? null : (users[0]?.id ?? null) }));
    const made = plan(aPlanInput(without({ provenEmpty: new Set(['supervisor']) }), managed));
    expect(made.counts.update).toBe(0);
    expect(made.guards).toMatchObject([{ id: 'required-unreadable', fields: ['supervisor'] }]);
  });
});
