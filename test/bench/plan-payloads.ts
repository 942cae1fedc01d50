import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import type { ManagedField } from '../../src/domain/fields.ts';
import type { Employee, Gender, SiUser } from '../../src/domain/people.ts';

/** Both answers as text, the way they come over the wire: one line per person on either side. */
export interface Payloads {
  readonly bamboo: string;
  readonly si: string;
}

interface BambooRow {
  readonly id: string;
  readonly employeeNumber: string;
  readonly status: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly preferredName: string | null;
  readonly workEmail: string;
  readonly gender: string;
  readonly hireDate: string;
  readonly jobTitle: string;
  readonly department: string;
  readonly location: string;
  readonly supervisorEId: string | null;
}

interface SiRow {
  readonly id: string;
  readonly externalSystemId: string;
  readonly loginname: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly gender: string;
  readonly location: string;
  readonly role: string;
  readonly department: string;
  readonly managerId: string | null;
  readonly hiringDate: string;
  readonly isActive: boolean;
}

const departments = ['Engineering', 'Sales', 'Marketing', 'People Operations', 'Finance'];
const locations = ['Berlin', 'Sydney', 'New York'];
const managerSpan = 8;
/** One person in fifty differs: half of them in title, half in title and manager. */
const changedEvery = 50;

/** A company of the size, alike on both sides but for 2 % of the people. */
export function makePayloads(size: number): Payloads {
  const employees = Array.from({ length: size }, (_, at) => bambooRow(at));
  const users = Array.from({ length: size }, (_, at) => siRow(at));
  return { bamboo: JSON.stringify({ fields: [], employees }), si: JSON.stringify(users) };
}

function person(at: number) {
  const firstName = `First${(at * 7919) % 9973}`;
  const lastName = `Lastname${at}`;
  return {
    firstName,
    lastName,
    email: `${firstName}.${lastName}@acme-company.example`.toLowerCase(),
    department: departments[at % departments.length] as string,
    location: locations[at % locations.length] as string,
    hired: `2019-03-0${1 + (at % 9)}`,
    title: `Senior Engineer ${at % 40}`,
    boss: at === 0 ? undefined : Math.floor((at - 1) / managerSpan),
  };
}

function bambooRow(at: number): BambooRow {
  const { firstName, lastName, email, department, location, hired, title, boss } = person(at);
  const differs = at % changedEvery === changedEvery - 1;
  const moves = differs && at % (2 * changedEvery) === changedEvery - 1;
  const supervisor = moves ? at % managerSpan : boss;
  return {
    id: String(1000 + at),
    employeeNumber: String(at),
    status: 'Active',
    firstName,
    lastName,
    preferredName: null,
    workEmail: email,
    gender: at % 2 === 0 ? 'Female' : 'Male',
    hireDate: hired,
    jobTitle: differs ? 'Lead Engineer' : title,
    department,
    location,
    supervisorEId: supervisor === undefined ? null : String(1000 + supervisor),
  };
}

function siRow(at: number): SiRow {
  const { firstName, lastName, email, department, location, hired, title, boss } = person(at);
  return {
    id: siId(at),
    externalSystemId: String(1000 + at),
    loginname: email,
    email,
    firstName,
    lastName,
    gender: at % 2 === 0 ? 'female' : 'male',
    location,
    role: title,
    department,
    managerId: boss === undefined ? null : siId(boss),
    hiringDate: hired,
    isActive: true,
  };
}

function siId(at: number): string {
  return `kYzD7Qp0RtmS1xw${1_000_000 + at}`;
}

const noProof: ReadonlySet<ManagedField> = new Set();

/** The parsed answers as the clients hand them on; not part of what is measured. */
export function toPeople(bamboo: unknown, si: unknown): { readonly employees: Employee[]; readonly users: SiUser[] } {
  const { employees } = bamboo as { readonly employees: readonly BambooRow[] };
  return { employees: employees.map(toEmployee), users: (si as readonly SiRow[]).map(toUser) };
}

function toEmployee(row: BambooRow): Employee {
  return {
    id: row.id as EmployeeId,
    employeeNumber: row.employeeNumber,
    status: row.status === 'Active' ? 'active' : 'inactive',
    firstName: row.firstName,
    lastName: row.lastName,
    preferredName: row.preferredName,
    workEmail: row.workEmail,
    gender: row.gender,
    hireDate: row.hireDate,
    jobTitle: row.jobTitle,
    department: row.department,
    location: row.location,
    supervisorId: row.supervisorEId as EmployeeId | null,
    provenEmpty: noProof,
  };
}

function toUser(row: SiRow): SiUser {
  return {
    id: row.id as SiUserId,
    externalId: row.externalSystemId,
    login: row.loginname,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    gender: row.gender as Gender,
    location: row.location,
    jobTitle: row.role,
    department: row.department,
    managerId: row.managerId as SiUserId | null,
    hireDate: row.hiringDate,
    active: row.isActive,
    admin: false,
    guest: false,
    staff: false,
  };
}
