import { describe, expect, it } from 'vitest';
import type { EmployeeId } from '../../../src/domain/ids.ts';
import { HIDDEN, NOT_OFFERED } from '../../../src/domain/cell.ts';
import { operationsOf } from '../../../src/sync/operations/operations.ts';
import { plan } from '../../../src/sync/plan.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { withSelection } from '../../../src/sync/settle/selection.ts';
import { anEmployee, aSiUser, type EmployeeParts, type SiUserParts } from '../../builders/people.ts';
import { aLink, aPlanInput, fieldOf, type InputParts, rowOf } from '../../builders/plan-input.ts';

/** A company drawn as `person: [BambooHR manager, SI manager]`; numbers are employee ids, accounts are `u` and the number. */
type Drawing = Readonly<Record<string, readonly [string | null, string | null]>>;

function draw(
  drawing: Drawing,
  parts: InputParts = {},
  change: { employees?: EmployeeParts[]; users?: SiUserParts[] } = {},
): Plan {
  const employees = Object.entries(drawing).map(([id, [wanted]]) =>
    anEmployee({ id, supervisorId: wanted, provenEmpty: ['supervisor'] }),
  );
  const users = Object.entries(drawing).map(([id, [, present]]) =>
    aSiUser({ id: `u${id}`, managerId: present === null ? null : `u${present}` }),
  );
  const replaced = <Row extends { id: string }>(rows: Row[], others: Row[]) => [
    ...rows.filter((row) => !others.some((other) => other.id === row.id)),
    ...others,
  ];
  return plan(
    aPlanInput(
      replaced(employees, (change.employees ?? []).map(anEmployee)),
      replaced(users, (change.users ?? []).map(aSiUser)),
      parts,
    ),
  );
}

const supervisor = (made: Plan, id: string) => fieldOf(made, `e:${id}`, 'supervisor');

function peopleOf(made: Plan, id: string): (string | undefined)[] {
  const note = rowOf(made, `e:${id}`).fields.find((field) => field.field === 'supervisor')?.note;
  return (note?.people ?? [])
    .map((person) => person.employeeId ?? person.siUserId)
    .toSorted((one, other) => (one ?? '').localeCompare(other ?? '', 'en'));
}

/** `person → manager` of every manager write, in order. */
function writes(made: Plan): string[] {
  return operationsOf(made).flatMap((operation) => {
    if (operation.stage !== 'managers') return [];
    const to =
      operation.to === null
        ? 'nobody'
        : 'siUserId' in operation.to
          ? operation.to.siUserId
          : `new ${operation.to.createdFor}`;
    return [`${operation.siUserId ?? operation.employeeId} → ${to}`];
  });
}

describe('a manager', () => {
  it('is written where BambooHR has another one', () => {
    const made = draw({ 1: [null, null], 2: [null, null], 3: ['2', '1'] });
    expect(supervisor(made, '3')).toBe('change First1 Last1 → First2 Last2');
    expect(rowOf(made, 'e:3').manager).toEqual({ before: 'u1', after: { siUserId: 'u2' } });
    expect(writes(made)).toEqual(['u3 → u2']);
  });

  it('is taken away only with proof', () => {
    const proven = draw({ 1: [null, null], 2: [null, '1'] });
    expect(writes(proven)).toEqual(['u2 → nobody']);
    const unproven = draw(
      { 1: [null, null] },
      {},
      { employees: [{ id: '2' }], users: [{ id: 'u2', managerId: 'u1' }] },
    );
    expect(supervisor(unproven, '2')).toBe('held-back First1 Last1 → empty (empty-unproven)');
  });

  it.each([
    ['hidden', { supervisorId: HIDDEN }, {}],
    ['not offered', { supervisorId: NOT_OFFERED }, {}],
    ['hidden by SI', { supervisorId: '1' }, { managerId: HIDDEN }],
    ['not offered by SI', { supervisorId: '1' }, { managerId: NOT_OFFERED }],
    ['the same', { supervisorId: '1' }, { managerId: 'u1' }],
  ] as const)('is left alone where it is %s', (_, employee, user) => {
    const made = draw(
      { 1: [null, null] },
      {},
      { employees: [{ id: '2', ...employee }], users: [{ id: 'u2', ...user }] },
    );
    expect(supervisor(made, '2')).toBe('-');
    expect(writes(made)).toEqual([]);
  });

  it('leaves the diff where SI does not take it', () => {
    const made = draw({ 1: [null, null], 2: ['1', null] }, { history: { notWritable: ['supervisor'] } });
    expect(supervisor(made, '2')).toBe('same empty → First1 Last1 (not-writable)');
    expect(writes(made)).toEqual([]);
  });

  const nobody = { 2: ['1', '9'], 9: [null, null] } as const;
  it.each<[string, EmployeeParts[], SiUserParts[], InputParts, string]>([
    ['is unknown', [], [], {}, 'manager-unknown'],
    [
      'cannot be seen and has no account',
      [],
      [],
      { bamboo: { notVisible: ['1' as EmployeeId] } },
      'manager-not-imported',
    ],
    [
      'cannot be seen and has an account',
      [],
      [{ id: 'u1' }],
      { bamboo: { notVisible: ['1' as EmployeeId] } },
      'manager-ignored',
    ],
    ['has no work email and no account', [{ id: '1', workEmail: null }], [], {}, 'manager-not-imported'],
    ['has not started', [{ id: '1', hireDate: '2030-01-01' }], [], {}, 'manager-not-imported'],
    ['left before SI', [{ id: '1', status: 'inactive' }], [], {}, 'manager-inactive'],
    [
      'is excluded',
      [{ id: '1' }],
      [{ id: 'u1' }],
      { decisions: [{ kind: 'ignore', employeeId: '1' as EmployeeId }] },
      'manager-ignored',
    ],
    ['has a hidden status', [{ id: '1', status: HIDDEN }], [{ id: 'u1' }], {}, 'manager-ignored'],
    ['is inactive', [{ id: '1', status: 'inactive' }], [{ id: 'u1' }], {}, 'manager-inactive'],
    [
      'is inactive and deactivated',
      [{ id: '1', status: 'inactive' }],
      [{ id: 'u1', active: false }],
      {},
      'manager-inactive',
    ],
    ['was deactivated on purpose', [{ id: '1' }], [{ id: 'u1', active: false }], {}, 'manager-inactive'],
    ['is a guest', [{ id: '1' }], [{ id: 'u1', guest: true }], {}, 'manager-guest'],
    ['is in conflict', [{ id: '1', workEmail: 'p9@example.com' }], [{ id: 'u1' }], {}, 'manager-conflict'],
    [
      'may be a duplicate',
      [{ id: '1', firstName: 'First7', lastName: 'Last7' }],
      [{ id: 'u7' }],
      {},
      'manager-not-selected',
    ],
  ])('is held back and named when the supervisor %s', (_, employees, users, parts, note) => {
    const made = draw(nobody, parts, { employees, users });
    expect(supervisor(made, '2')).toContain('held-back First9 Last9 → ');
    expect(supervisor(made, '2')).toContain(`(${note})`);
    expect(peopleOf(made, '2')).toEqual(['1']);
    expect(rowOf(made, 'e:2').kind).toBe('unchanged');
    expect(made.heldBack).toBe(1);
    expect(writes(made).filter((write) => write.startsWith('u2'))).toEqual([]);
  });

  it('stays without a word when it is a supervisor who could not be written', () => {
    const made = draw({ 2: ['1', '1'] }, {}, { employees: [{ id: '1', status: 'inactive' }], users: [{ id: 'u1' }] });
    expect(supervisor(made, '2')).toBe('-');
  });

  it('is held back when BambooHR says people report to themselves', () => {
    const made = draw({ 1: ['1', null] });
    expect(supervisor(made, '1')).toBe('held-back empty → First1 Last1 (reports-to-self)');
    expect(writes(made)).toEqual([]);
  });

  it('of a new person may be new too, and follows both accounts', () => {
    const made = draw(
      {},
      {},
      {
        employees: [{ id: '5', supervisorId: '4' }, { id: '4', supervisorId: '1' }, { id: '1' }],
        users: [{ id: 'u1' }],
      },
    );
    expect(writes(made)).toEqual(['4 → u1', '5 → new 4']);
    const operations = operationsOf(made);
    const [created4, created5] = operations
      .filter((operation) => operation.stage === 'create')
      .map((operation) => operation.seq);
    const [manager4, manager5] = operations.filter((operation) => operation.stage === 'managers');
    expect(manager4?.waitsFor).toEqual([created4]);
    expect(manager5?.waitsFor).toEqual([created5, created4, manager4?.seq]);
  });

  it('waits for the reactivation of the supervisor', () => {
    const links = [aLink('1', 'u1', { deactivatedByUs: true })];
    const made = draw(
      { 2: ['1', null] },
      { links },
      { employees: [{ id: '1' }], users: [{ id: 'u1', active: false }] },
    );
    const operations = operationsOf(made);
    expect(operations.map((operation) => operation.stage)).toEqual(['reactivate', 'managers']);
    expect(operations[1]?.waitsFor).toEqual([0]);
  });
});

describe('loops', () => {
  it.each<[string, Drawing, string[]]>([
    ['two people', { 1: ['2', null], 2: ['1', null] }, ['1', '2']],
    ['three people', { 1: ['2', null], 2: ['3', null], 3: ['1', null] }, ['1', '2', '3']],
    [
      'seven people over as many levels',
      {
        1: ['7', null],
        2: ['1', '1'],
        3: ['2', '2'],
        4: ['3', '3'],
        5: ['4', '4'],
        6: ['5', '5'],
        7: ['6', '6'],
      },
      ['1'],
    ],
    ['two heads who report to each other, SI having one above the other', { 1: ['2', null], 2: ['1', '1'] }, ['1']],
  ])('of %s hold everybody on them back by name', (_, drawing, held) => {
    const made = draw(drawing);
    const members = Object.keys(drawing);
    for (const id of held) {
      expect(supervisor(made, id)).toContain('(in-loop)');
      expect(peopleOf(made, id)).toEqual(members);
    }
    expect(made.heldBack).toBe(held.length);
    expect(writes(made)).toEqual([]);
  });

  it('leave people who report into them alone', () => {
    const made = draw({ 1: ['2', null], 2: ['1', null], 3: ['1', null] });
    expect(writes(made)).toEqual(['u3 → u1']);
  });

  it('go through people outside the plan', () => {
    // SI has 3 above 2; nobody employs 3, whom SI places below 1. BambooHR wants 1 below 2.
    const made = draw(
      { 1: ['2', null] },
      {},
      {
        employees: [{ id: '2', supervisorId: HIDDEN }],
        users: [
          { id: 'u2', managerId: 'u3' },
          { id: 'u3', managerId: 'u1', guest: true },
        ],
      },
    );
    expect(supervisor(made, '1')).toBe('held-back empty → First2 Last2 (in-loop)');
    expect(peopleOf(made, '1')).toEqual(['1', '2', 'u3']);
  });

  it('hold others back who would loop only because of them', () => {
    // 1 and 2 loop in BambooHR and go back: 2 to nobody, 1 to 4. So 4 may not move below 1.
    const made = draw({ 1: ['2', '4'], 2: ['1', null], 4: ['1', null] });
    expect(supervisor(made, '1')).toContain('(in-loop)');
    expect(supervisor(made, '2')).toContain('(in-loop)');
    expect(supervisor(made, '4')).toContain('(because-of-loop)');
    expect(peopleOf(made, '4')).toEqual(['1', '4']);
    expect(writes(made)).toEqual([]);
  });

  it('do not arise from a swap of boss and report', () => {
    const made = draw({ 1: ['2', null], 2: [null, '1'], 3: ['1', '1'] });
    expect(writes(made)).toEqual(['u2 → nobody', 'u1 → u2']);
    const [first, second] = operationsOf(made);
    expect(second?.waitsFor).toEqual([first?.seq]);
  });

  it('do not arise from a rotation of a whole line', () => {
    const made = draw({ 1: ['3', null], 2: ['1', '1'], 3: [null, '2'], 4: ['2', '3'] });
    expect(writes(made)).toEqual(['u3 → nobody', 'u1 → u3', 'u4 → u2']);
    const operations = operationsOf(made);
    // 4 comes to stand below 2, which stands below 1: it waits for 1, which waits for 3.
    expect(operations.map((operation) => operation.waitsFor)).toEqual([[], [0], [1]]);
  });

  it('hold one half of a swap back when the other half is not chosen, and let it go again', () => {
    const swap = draw({ 1: ['2', null], 2: [null, '1'] });
    const half = withSelection(swap, new Map([['e:2', false]]));
    expect(supervisor(half, '1')).toBe('held-back empty → First2 Last2 (in-loop)');
    expect(rowOf(half, 'e:1')).toMatchObject({ kind: 'unchanged', selected: false, manager: undefined });
    expect(rowOf(half, 'e:2')).toMatchObject({ kind: 'update', selected: false });
    expect(half.heldBack).toBe(1);
    expect(writes(half)).toEqual([]);
    expect(withSelection(half, new Map([['e:2', true]]))).toEqual(swap);
  });

  it('leave siblings to be written side by side', () => {
    const made = draw({ 1: [null, null], 2: ['1', null], 3: ['1', null], 4: ['2', null] });
    const operations = operationsOf(made);
    expect(operations.map((operation) => [operation.siUserId, operation.waitsFor])).toEqual([
      ['u2', []],
      ['u3', []],
      ['u4', [0]],
    ]);
  });

  it('in SI itself do not stop the planning', () => {
    const made = draw(
      { 1: [null, null] },
      {},
      {
        employees: [{ id: '2', supervisorId: '1' }],
        users: [{ id: 'u2' }, { id: 'u8', managerId: 'u9' }, { id: 'u9', managerId: 'u8' }],
      },
    );
    expect(writes(made)).toEqual(['u2 → u1']);
  });

  it('of a hundred thousand people are found in a moment', () => {
    const size = 100_000;
    const employees = Array.from({ length: size }, (_, at) =>
      anEmployee({ id: `${at}`, supervisorId: `${(at + 1) % size}` }),
    );
    const users = Array.from({ length: size }, (_, at) =>
      aSiUser({ id: `u${at}`, managerId: at === 0 ? null : `u${at - 1}` }),
    );
    const made = plan(aPlanInput(employees, users));
    expect(made.heldBack).toBe(size);
  });
});
