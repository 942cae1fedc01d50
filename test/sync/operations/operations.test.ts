import { describe, expect, it } from 'vitest';
import { idOperationsOf, operationsOf } from '../../../src/sync/operations/operations.ts';
import { plan } from '../../../src/sync/plan.ts';
import type { Operation } from '../../../src/domain/operation.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { withSelection } from '../../../src/sync/settle/selection.ts';
import { aCompany, anEmployee, aSiUser } from '../../builders/people.ts';
import { aLink, aPlanInput, fieldOf, rowOf } from '../../builders/plan-input.ts';

function inShort(operations: readonly Operation[]): string[] {
  return operations.map((operation) => `${operation.stage} ${operation.changeKey}`);
}

/** One person of every kind. */
function everyKind(licences?: { paid: number; used: number }): Plan {
  const { users } = aCompany(4);
  const employees = [
    anEmployee({ id: '1', jobTitle: 'Cook', supervisorId: '2' }),
    anEmployee({ id: '2', status: 'inactive' }),
    anEmployee({ id: '3', location: 'Ulm' }),
    anEmployee({ id: '4', status: 'inactive' }),
    anEmployee({ id: '5', gender: 'Male', supervisorId: '3' }),
    anEmployee({ id: '6', workEmail: null }),
  ];
  const changed = users.map((user) =>
    user.id === 'u3'
      ? { ...user, active: false }
      : user.id === 'u1'
        ? { ...user, managerId: users[3]?.id ?? null }
        : user,
  );
  return plan(
    aPlanInput(employees, changed, { links: [aLink('3', 'u3', { deactivatedByUs: true })], si: { licences } }),
  );
}

describe('operationsOf', () => {
  it('creates, then writes fields and reactivates, then managers, then deactivates', () => {
    expect(inShort(operationsOf(everyKind()))).toEqual([
      'create e:5',
      'fields e:1',
      'fields e:3',
      'fields e:5',
      'reactivate e:3',
      'managers e:5',
      'deactivate e:2',
      'deactivate e:4',
    ]);
  });

  it('numbers the operations and lets each wait for earlier ones only', () => {
    const operations = operationsOf(everyKind(), { mails: true });
    expect(operations.map((operation) => operation.seq)).toEqual(operations.map((_, at) => at));
    for (const { seq, waitsFor } of operations) for (const other of waitsFor) expect(other).toBeLessThan(seq);
  });

  it('mails new people only, last, once they exist, and only when asked', () => {
    const operations = operationsOf(everyKind(), { mails: true });
    expect(inShort(operations).slice(-1)).toEqual(['mails e:5']);
    expect(operations.at(-1)?.waitsFor).toEqual([0]);
    expect(operations.filter((operation) => operation.stage === 'mails')).toHaveLength(1);
  });

  it('deactivates people without reports first while licences are short', () => {
    expect(inShort(operationsOf(everyKind({ paid: 3, used: 3 })))).toEqual([
      'deactivate e:2',
      'create e:5',
      'fields e:1',
      'fields e:3',
      'fields e:5',
      'reactivate e:3',
      'managers e:5',
      'deactivate e:4',
    ]);
    expect(inShort(operationsOf(everyKind({ paid: 9, used: 3 })))[0]).toBe('create e:5');
  });

  it('names all values with a creation and writes those an invitation cannot carry afterwards', () => {
    const operations = operationsOf(everyKind());
    const all = {
      firstName: 'First5',
      lastName: 'Last5',
      workEmail: 'p5@example.com',
      gender: 'male',
      employeeId: '5',
      hireDate: '2020-01-01',
    };
    expect(operations[0]).toMatchObject({ stage: 'create', values: all, employeeId: '5', siUserId: undefined });
    expect(operations[3]).toMatchObject({
      values: { gender: 'male', employeeId: '5', hireDate: '2020-01-01' },
      waitsFor: [0],
    });
    expect(operations[5]).toMatchObject({ stage: 'managers', from: null, to: { siUserId: 'u3' }, waitsFor: [0, 4] });
  });

  it('writes exactly the fields that change and the bookkeeping that rides along', () => {
    const user = aSiUser({ id: 'u1', externalId: null, location: 'Bonn', department: 'Ops' });
    const employee = anEmployee({ id: '1', jobTitle: 'Cook', location: 'Ulm', department: null });
    expect(operationsOf(plan(aPlanInput([employee], [user])))).toEqual([
      {
        seq: 0,
        stage: 'fields',
        changeKey: 'e:1',
        name: 'First1 Last1',
        employeeId: '1',
        siUserId: 'u1',
        values: { location: 'Ulm', jobTitle: 'Cook', employeeId: '1' },
        before: { location: 'Bonn', jobTitle: null, employeeId: null },
        waitsFor: [],
      },
    ]);
  });

  it('writes nothing for rows that are not selected', () => {
    const made = everyKind();
    expect(operationsOf(withSelection(made, new Set()))).toEqual([]);
    expect(inShort(operationsOf(withSelection(made, new Set(['e:1']))))).toEqual(['fields e:1']);
  });

  it('stores IDs of people who differ in nothing else when asked separately', () => {
    const employees = [anEmployee({ id: '1' }), anEmployee({ id: '2', jobTitle: 'Cook' })];
    const users = [aSiUser({ id: 'u1', externalId: null }), aSiUser({ id: 'u2', externalId: null })];
    const made = plan(aPlanInput(employees, users));
    expect(idOperationsOf(made)).toMatchObject([
      { seq: 0, stage: 'fields', changeKey: 'e:1', values: { employeeId: '1' }, before: { employeeId: null } },
    ]);
    expect(made.basis.idsToStore).toBe(1);
  });
});

describe('emails that move on', () => {
  const users = [
    aSiUser({ id: 'u1', login: 'a@example.com' }),
    aSiUser({ id: 'u2', login: 'b@example.com' }),
    aSiUser({ id: 'u3', login: 'c@example.com' }),
  ];
  const chain = plan(
    aPlanInput(
      [
        anEmployee({ id: '1', workEmail: 'b@example.com' }),
        anEmployee({ id: '2', workEmail: 'c@example.com' }),
        anEmployee({ id: '3', workEmail: 'd@example.com' }),
      ],
      users,
    ),
  );

  it('are released before they are taken', () => {
    const operations = operationsOf(chain);
    expect(inShort(operations)).toEqual(['fields e:3', 'fields e:2', 'fields e:1']);
    expect(operations.map((operation) => operation.waitsFor)).toEqual([[], [0], [1]]);
  });

  it('stay where they are when whoever holds them is not selected, and whoever waits behind', () => {
    const less = withSelection(chain, new Map([['e:3', false]]));
    expect(fieldOf(less, 'e:2', 'workEmail')).toBe('held-back b@example.com → c@example.com (email-taken)');
    expect(fieldOf(less, 'e:1', 'workEmail')).toBe('held-back a@example.com → b@example.com (email-taken)');
    expect(rowOf(less, 'e:1').fields[0]?.note?.people).toMatchObject([{ employeeId: '2', siUserId: 'u2' }]);
    expect(less).toMatchObject({ heldBack: 2, counts: { update: 1, unchanged: 2 } });
    expect(operationsOf(less)).toEqual([]);
    expect(withSelection(less, new Map([['e:3', true]]))).toEqual(chain);
  });

  it('wait for nobody when only another field of the holder changes', () => {
    const made = plan(
      aPlanInput(
        [
          anEmployee({ id: '1', workEmail: 'b@example.com' }),
          anEmployee({ id: '2', workEmail: null, jobTitle: 'Cook' }),
        ],
        users,
      ),
    );
    expect(fieldOf(made, 'e:1', 'workEmail')).toContain('email-taken');
    expect(inShort(operationsOf(made))).toEqual(['fields e:2']);
  });

  it('are nobody’s to take from a leaver', () => {
    const made = plan(
      aPlanInput(
        [
          anEmployee({ id: '1', workEmail: 'b@example.com' }),
          anEmployee({ id: '2', workEmail: 'x@example.com', status: 'inactive' }),
        ],
        users.slice(0, 2),
      ),
    );
    expect(fieldOf(made, 'e:1', 'workEmail')).toContain('email-taken');
  });

  it('are held back for a pinned person who shares them with somebody else', () => {
    const made = plan(
      aPlanInput(
        [anEmployee({ id: '1', workEmail: 'new@example.com' }), anEmployee({ id: '2', workEmail: 'new@example.com' })],
        users,
        {
          decisions: [{ kind: 'pin', employeeId: anEmployee({ id: '1' }).id, siUserId: aSiUser({ id: 'u1' }).id }],
        },
      ),
    );
    expect(fieldOf(made, 'e:1', 'workEmail')).toBe('held-back a@example.com → new@example.com (email-taken)');
    expect(rowOf(made, 'e:2').kind).toBe('conflict');
  });
});
