import type { GuardId, RunMode } from '../../domain/guard.ts';
import type { BambooSnapshot, SiSnapshot } from '../../domain/snapshot.ts';
import type { CompanyPair, EmployeeId, SiUserId } from '../../domain/ids.ts';
import { HIDDEN, NOT_OFFERED } from '../../domain/cell.ts';
import type { ManagedField } from '../../domain/fields.ts';
import { guardsFor } from './guards.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import { plan } from '../plan.ts';
import type { PlanHistory, PlanInput } from '../../domain/plan.ts';

/** One question put to the guards about a made-up company, and whether they answered as they should. */
export interface SelfTestResult {
  /** `{guard}.{mode}`, or `none.{mode}` for a company nothing is wrong with. */
  readonly name: string;
  readonly expected: string;
  readonly got: string;
  readonly ok: boolean;
}

interface MadeUp {
  readonly employees?: (employees: Employee[]) => Employee[];
  readonly users?: (users: SiUser[]) => SiUser[];
  readonly bamboo?: Partial<BambooSnapshot>;
  readonly si?: Partial<SiSnapshot>;
  readonly history?: Partial<PlanHistory>;
}

type Case = readonly [guard: GuardId | 'none', mode: RunMode, expected: string, company: MadeUp];

const size = 100;
const anyone: ReadonlySet<ManagedField> = new Set();
const proven: ReadonlySet<ManagedField> = new Set(['department']);
const first =
  <Row>(count: number, change: (row: Row, at: number) => Row) =>
  (rows: Row[]) =>
    rows.map((row, at) => (at < count ? change(row, at) : row));
const leaving = (count: number) => first<Employee>(count, (employee) => ({ ...employee, status: 'inactive' }));
const renamed = (count: number) => first<Employee>(count, (one) => ({ ...one, department: 'Renamed' }));
const dispute = new Map([['department', { report: 'One', list: 'Other' }] as const]);
const disputed = (count: number) =>
  first<Employee>(count, (one) => ({ ...one, department: HIDDEN, disputed: dispute }));
const withoutRights = (user: SiUser): SiUser => ({ ...user, admin: undefined });
const without = (count: number) => (users: SiUser[]) => users.slice(count);

const cases: readonly Case[] = [
  ['none', 'manual', 'nothing', {}],
  ['none', 'automatic', 'nothing', {}],
  [
    'required-field-hidden',
    'automatic',
    'blocks',
    { bamboo: { hiddenFields: ['status'] }, employees: first(size, (one) => ({ ...one, status: HIDDEN })) },
  ],
  [
    'required-field-hidden',
    'manual',
    'warns',
    { bamboo: { hiddenFields: ['gender'] }, employees: first(size, (one) => ({ ...one, gender: HIDDEN })) },
  ],
  ['required-unreadable', 'manual', 'warns', { employees: first(size, (one) => ({ ...one, hireDate: null })) }],
  [
    'required-unreadable',
    'automatic',
    'blocks',
    { employees: first(size, (one) => ({ ...one, gender: NOT_OFFERED })) },
  ],
  [
    'required-unreadable',
    'automatic',
    'warns',
    {
      employees: first(size, (one) => ({ ...one, hireDate: null })),
      history: { confirmedUnreadable: ['hireDate'] },
    },
  ],
  ['nobody-visible', 'manual', 'blocks', { employees: () => [] }],
  ['nobody-visible', 'automatic', 'blocks', { bamboo: { subdomain: 'another' } }],
  ['visible-fell', 'manual', 'blocks', { history: { lastVisible: 2 * size } }],
  ['visible-fell', 'manual', 'nothing', { history: { lastVisible: size + 1 } }],
  ['deactivations', 'automatic', 'nothing', { employees: leaving(size / 10) }],
  ['deactivations', 'automatic', 'blocks', { employees: leaving(size / 10 + 1) }],
  ['deactivations', 'manual', 'warns', { employees: leaving(size / 10 + 1) }],
  ['deactivations', 'manual', 'blocks', { employees: leaving(size / 2 + 1) }],
  ['creations', 'automatic', 'blocks', { users: without(size / 2) }],
  ['creations', 'manual', 'nothing', { users: without(size / 2) }],
  [
    'identity-changes',
    'manual',
    'blocks',
    {
      employees: first(6, (one) => ({ ...one, jobTitle: 'Changed' })),
      users: first(6, (user, at) => ({ ...user, externalId: `other-${at}` })),
    },
  ],
  [
    'field-cleared',
    'manual',
    'blocks',
    { employees: first(6, (one) => ({ ...one, department: null, provenEmpty: proven })) },
  ],
  ['field-cleared', 'manual', 'nothing', { employees: first(size, (one) => ({ ...one, department: null })) }],
  ['field-changed', 'manual', 'warns', { employees: renamed(31) }],
  ['field-changed', 'automatic', 'blocks', { employees: renamed(31) }],
  ['field-changed', 'automatic', 'nothing', { employees: renamed(30) }],
  ['answers-disagree', 'manual', 'blocks', { employees: disputed(6) }],
  ['answers-disagree', 'manual', 'nothing', { employees: disputed(5) }],
  ['managers-changed', 'manual', 'warns', { employees: first(31, (one) => ({ ...one, supervisorId: id(size) })) }],
  ['no-manual-import-yet', 'automatic', 'blocks', { history: { manualImportDone: false } }],
  ['no-manual-import-yet', 'manual', 'nothing', { history: { manualImportDone: false } }],
  ['after-suspension', 'automatic', 'blocks', { history: { afterSuspension: true }, employees: renamed(6) }],
  ['after-suspension', 'automatic', 'nothing', { history: { afterSuspension: true }, employees: renamed(5) }],
  ['after-suspension', 'manual', 'nothing', { history: { afterSuspension: true }, employees: renamed(6) }],
  ['si-own-sync', 'manual', 'blocks', { si: { ownSync: true } }],
  ['licences', 'manual', 'warns', { si: { licences: { paid: size, used: size } }, users: without(1) }],
  [
    'protected-person',
    'automatic',
    'warns',
    { employees: leaving(1), users: first(1, (user) => ({ ...user, admin: true })) },
  ],
  ['rights-unreadable', 'automatic', 'blocks', { employees: leaving(1), users: first(size, withoutRights) }],
  ['rights-unreadable', 'automatic', 'nothing', { users: first(size, withoutRights) }],
  [
    'rights-unreadable',
    'automatic',
    'warns',
    { employees: leaving(1), users: first(size, withoutRights), history: { confirmedUnreadable: ['rights'] } },
  ],
];

/**
 * Puts every guard to the test on made-up companies of a hundred people, with the code that guards the real one.
 *
 * Shape:  one result per question; nothing of the real company is read or changed
 * Errors: none; a guard that fails says what it gave instead
 */
export function guardSelfTest(): readonly SelfTestResult[] {
  return cases.map(([guard, mode, expected, company]) => {
    const findings = guardsFor(plan(inputOf(company)), mode);
    const finding = findings.find((each) => each.id === guard);
    const all = findings.map((each) => each.id).join(', ');
    const got = guard === 'none' ? all || 'nothing' : (finding?.effect ?? 'nothing');
    return { name: `${guard}.${mode}`, expected, got, ok: got === expected };
  });
}

function inputOf(company: MadeUp): PlanInput {
  const numbers = Array.from({ length: size }, (_, at) => String(at + 1));
  const employees = company.employees ?? ((all: Employee[]) => all);
  const users = company.users ?? ((all: SiUser[]) => all);
  return {
    pair: 'made-up|company' as CompanyPair,
    snapshot: {
      takenAtMs: 0,
      today: '2000-01-01',
      bamboo: {
        subdomain: 'made-up',
        employees: employees(numbers.map(madeUpEmployee)),
        issues: [],
        notVisible: [],
        hiddenFields: [],
        sources: { report: true, list: true },
        visibility: 'full',
        ...company.bamboo,
      },
      si: {
        companyId: 'company',
        companyName: '',
        baseUrl: '',
        me: { id: 'nobody' as SiUserId, name: '', canInvite: true, admin: true },
        users: users(numbers.map(madeUpUser)),
        issues: [],
        ownSync: false,
        unreadableFields: [],
        ...company.si,
      },
    },
    options: {
      idKind: 'bamboo-id',
      usePreferredName: false,
      genderTable: { male: 'male', female: 'female' },
      emptyMeansEmpty: [],
      deactivateNotImported: true,
      deactivateUnmanaged: false,
    },
    links: [],
    decisions: [],
    history: {
      manualImportDone: true,
      seenBefore: new Set(),
      deletedIds: new Set(),
      notWritable: [],
      reverted: new Map(),
      ...company.history,
    },
  };
}

function id(number: number): EmployeeId {
  return String(number) as EmployeeId;
}

function madeUpEmployee(number: string): Employee {
  return {
    id: number as EmployeeId,
    employeeNumber: null,
    status: 'active',
    firstName: `First ${number}`,
    lastName: `Last ${number}`,
    preferredName: null,
    workEmail: `${number}@example.com`,
    gender: 'Female',
    hireDate: '1999-01-01',
    jobTitle: null,
    department: 'Made up',
    location: null,
    supervisorId: null,
    provenEmpty: anyone,
  };
}

function madeUpUser(number: string): SiUser {
  return {
    id: `user ${number}` as SiUserId,
    externalId: number,
    login: `${number}@example.com`,
    email: `${number}@example.com`,
    firstName: `First ${number}`,
    lastName: `Last ${number}`,
    gender: 'female',
    location: null,
    jobTitle: null,
    department: 'Made up',
    managerId: null,
    hireDate: '1999-01-01',
    active: true,
    admin: false,
    guest: false,
    staff: false,
  };
}
