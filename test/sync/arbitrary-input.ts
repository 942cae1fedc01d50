import type { Decision, Link } from '../../src/domain/link.ts';
import fc from 'fast-check';
import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import { type Cell, HIDDEN, NOT_OFFERED } from '../../src/domain/cell.ts';
import { type ManagedField, managedFields } from '../../src/domain/fields.ts';
import type { Employee, SiUser } from '../../src/domain/people.ts';
import type { PlanInput } from '../../src/domain/plan.ts';
import { anEmployee, aSiUser } from '../builders/people.ts';
import { aLink, aPlanInput } from '../builders/plan-input.ts';

// Few ids, addresses and names, so that everything collides that can.
const size = 8;
const numbers = Array.from({ length: size }, (_, at) => String(at + 1));
const number = fc.constantFrom(...numbers);
const address = number.map((digit) => `p${digit}@example.com`);
const oddCase = address.map((text) => text.replace('p', 'P'));

function cell<Text extends string>(values: fc.Arbitrary<Text>, odd = 1): fc.Arbitrary<Cell<Text>> {
  return fc.oneof(
    { weight: 12, arbitrary: values },
    { weight: 2 * odd, arbitrary: fc.constant(null) },
    { weight: odd, arbitrary: fc.constantFrom(HIDDEN, NOT_OFFERED) },
  );
}

const word = fc.constantFrom('Ops', 'Sales');
const proofs = fc.subarray<ManagedField>([...managedFields]);

function employee(id: string): fc.Arbitrary<Employee> {
  return fc
    .record({
      status: fc.oneof(
        { weight: 10, arbitrary: fc.constant('active' as const) },
        { weight: 4, arbitrary: fc.constant('inactive' as const) },
        { weight: 1, arbitrary: fc.constantFrom('unknown' as const, HIDDEN) },
      ),
      employeeNumber: cell(number),
      firstName: cell(fc.constantFrom(`First${id}`, 'First2')),
      lastName: cell(fc.constantFrom(`Last${id}`, 'Last2')),
      preferredName: cell(fc.constantFrom('Nick', 'First3'), 4),
      workEmail: cell(
        fc.oneof(
          { weight: 6, arbitrary: fc.constant(`p${id}@example.com`) },
          { weight: 3, arbitrary: address },
          { weight: 1, arbitrary: oddCase },
        ),
      ),
      gender: cell(fc.constantFrom('Female', 'Other')),
      hireDate: cell(fc.constantFrom('2020-01-01', '2030-01-01')),
      jobTitle: cell(word),
      department: cell(word),
      location: cell(word),
      supervisorId: cell(fc.oneof(number, fc.constant('99')) as fc.Arbitrary<EmployeeId>),
      provenEmpty: proofs,
    })
    .map(({ provenEmpty, ...parts }) => ({ ...anEmployee({ id, provenEmpty }), ...parts }));
}

/** Accounts whose chart has no loop: everybody reports to somebody of a lower number. */
function user(id: string): fc.Arbitrary<SiUser> {
  const above = numbers.filter((other) => Number(other) < Number(id)).map((other) => `u${other}` as SiUserId);
  const manager: fc.Arbitrary<Cell<SiUserId>> =
    above.length === 0 ? fc.constant(null) : cell(fc.constantFrom(...above));
  return fc
    .record({
      externalId: cell(fc.oneof({ weight: 4, arbitrary: fc.constant(id) }, { weight: 1, arbitrary: number }), 3),
      email: fc.constantFrom<Cell>(`p${id}@example.com`, `p${id}@example.com`, NOT_OFFERED, `alias${id}@example.com`),
      firstName: cell(fc.constantFrom(`First${id}`, 'First2')),
      lastName: cell(fc.constantFrom(`Last${id}`, 'Last2')),
      gender: cell(fc.constantFrom('female' as const, 'unspecified' as const)),
      jobTitle: cell(word),
      department: cell(word),
      location: cell(word),
      managerId: manager,
      hireDate: cell(fc.constantFrom('2020-01-01', '2019-01-01')),
      active: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      admin: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      guest: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    })
    .map((parts) => ({ ...aSiUser({ id: `u${id}` }), ...parts }));
}

const link: fc.Arbitrary<Link> = fc.record({
  employeeId: fc.oneof(number, fc.constant('77')) as fc.Arbitrary<EmployeeId>,
  siUserId: number.map((digit) => `u${digit}` as SiUserId),
  by: fc.constant('email' as const),
  confirmedAtMs: fc.nat({ max: 3 }),
  deactivatedByUs: fc.boolean(),
});

const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({
    kind: fc.constant('pin' as const),
    employeeId: number as fc.Arbitrary<EmployeeId>,
    siUserId: number.map((digit) => `u${digit}` as SiUserId),
  }),
  fc.record({
    kind: fc.constantFrom('ignore' as const, 'create-anyway' as const),
    employeeId: number as fc.Arbitrary<EmployeeId>,
  }),
  fc.record({ kind: fc.constant('protect' as const), siUserId: number.map((digit) => `u${digit}` as SiUserId) }),
  fc.record({
    kind: fc.constant('deactivate' as const),
    siUserId: number.map((digit) => `u${digit}` as SiUserId),
    typedName: fc.oneof(
      number.map((digit) => `First${digit} Last${digit}`),
      fc.constantFrom('First2 Last2', 'Nobody', ''),
    ),
  }),
);

/** Companies of up to eight people full of everything that goes wrong: twins, rings, loops, hidden values, stale links. */
const wildInput: fc.Arbitrary<PlanInput> = fc
  .record({
    employees: fc.tuple(...numbers.map(employee)),
    users: fc.tuple(...numbers.map(user)),
    staff: fc.subarray(numbers, { minLength: 2 }),
    accounts: fc.subarray(numbers),
    links: fc.array(link, { maxLength: 5 }),
    decisions: fc.array(decision, { maxLength: 2 }),
    notVisible: fc.subarray(numbers, { maxLength: 1 }),
    notWritable: fc.subarray(['jobTitle', 'supervisor', 'employeeId', 'workEmail'] as const, { maxLength: 1 }),
    deletedIds: fc.subarray(['77', '99']),
    visibility: fc.constantFrom('full' as const, 'subset' as const, 'unknown' as const),
    options: fc.record({
      idKind: fc.constantFrom('bamboo-id' as const, 'bamboo-id' as const, 'employee-number' as const),
      usePreferredName: fc.boolean(),
      emptyMeansEmpty: fc.oneof(fc.constant([]), proofs),
      deactivateNotImported: fc.boolean(),
      deactivateUnmanaged: fc.boolean(),
    }),
    licences: fc.constantFrom(undefined, { paid: 3, used: 3 }),
  })
  .map((parts) => {
    const { employees, users, staff, accounts, links, decisions, options, visibility } = parts;
    return aPlanInput(
      employees.filter((each) => staff.includes(each.id) && !parts.notVisible.includes(each.id)),
      users.filter((each) => accounts.includes(each.id.slice(1))),
      {
        links,
        decisions,
        options,
        bamboo: { visibility, notVisible: parts.notVisible as EmployeeId[] },
        si: { licences: parts.licences },
        history: {
          notWritable: parts.notWritable,
          seenBefore: new Set(['77'] as EmployeeId[]),
          deletedIds: new Set(parts.deletedIds as EmployeeId[]),
        },
      },
    );
  });

/**
 * Companies in which everybody is matched and at work, but managers and emails are dealt anew: swaps, rotations, loops,
 * chains and rings, with new people, deactivated managers and an account without employee among them.
 */
const movedInput: fc.Arbitrary<PlanInput> = fc
  .record({
    wanted: fc.tuple(
      ...numbers.map(() => fc.oneof({ weight: 5, arbitrary: number }, { weight: 1, arbitrary: fc.constant(null) })),
    ),
    present: fc.tuple(
      ...numbers.map((id) => fc.oneof(fc.constantFrom(...numbers.slice(0, Number(id) - 1), null), fc.constant(null))),
    ),
    emails: fc.shuffledSubarray([...numbers, '10', '11', '12'], { minLength: size, maxLength: size }),
    moving: fc.subarray(numbers),
    ranks: fc.shuffledSubarray([...numbers], { minLength: size, maxLength: size }),
    newcomers: fc.subarray(numbers, { maxLength: 3 }),
    gone: fc.subarray(numbers, { maxLength: 1 }),
    locked: fc.subarray(numbers, { maxLength: 1 }),
    returning: fc.boolean(),
  })
  .map(({ wanted, present, emails, moving, ranks, newcomers, gone, locked, returning }) => {
    const account = (rank: string) => ranks[Number(rank) - 1] as string;
    const employees = numbers.map((id, at) => {
      const email = moving.includes(id) ? (emails[at] as string) : id;
      return anEmployee({
        id,
        supervisorId: wanted[at] ?? null,
        workEmail: `p${email}@example.com`,
        provenEmpty: ['supervisor'],
      });
    });
    const users = numbers.map((rank, at) => {
      const manager = present[at];
      const id = account(rank);
      return aSiUser({
        id: `u${id}`,
        managerId: manager ? `u${account(manager)}` : null,
        active: !locked.includes(id),
      });
    });
    return aPlanInput(
      employees.filter((each) => !gone.includes(each.id)),
      users.filter((each) => !newcomers.includes(each.id.slice(1))).map((each) => withoutLost(each, newcomers)),
      { links: numbers.map((id) => ({ ...aLink(id), deactivatedByUs: returning })) },
    );
  });

function withoutLost(user: SiUser, lost: readonly string[]): SiUser {
  return typeof user.managerId === 'string' && lost.includes(user.managerId.slice(1))
    ? { ...user, managerId: null }
    : user;
}

/** Any company: one in which everything is wrong, or one in which everything moves. */
export const anyInput: fc.Arbitrary<PlanInput> = fc.oneof(wildInput, movedInput);

/** A choice of rows: for each key of a plan, chosen, left out, or as it is by default. */
export const anyChoices: fc.Arbitrary<ReadonlyMap<string, boolean>> = fc
  .array(
    fc.tuple(
      fc.oneof(
        number.map((digit) => `e:${digit}`),
        number.map((digit) => `s:u${digit}`),
      ),
      fc.boolean(),
    ),
    { maxLength: 6 },
  )
  .map((pairs) => new Map(pairs));
