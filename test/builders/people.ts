import type { EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import type { ManagedField } from '../../src/domain/fields.ts';
import type { Employee, SiUser } from '../../src/domain/people.ts';

type Loose<Record, Keys extends keyof Record, Plain> = Partial<Omit<Record, Keys>> & Partial<Plain>;

export type EmployeeParts = Loose<
  Employee,
  'id' | 'supervisorId' | 'provenEmpty',
  { id: string; supervisorId: Employee['supervisorId'] | string; provenEmpty: readonly ManagedField[] }
>;

/** An active employee whose fields follow from the id; every field can be set. */
export function anEmployee(parts: EmployeeParts = {}): Employee {
  const { id = '1', supervisorId = null, provenEmpty = [], ...rest } = parts;
  return {
    id: id as EmployeeId,
    employeeNumber: null,
    status: 'active',
    firstName: `First${id}`,
    lastName: `Last${id}`,
    preferredName: null,
    workEmail: `p${id}@example.com`,
    // A word no table has: unspecified, but readable.
    gender: 'Diverse',
    hireDate: '2020-01-01',
    jobTitle: null,
    department: null,
    location: null,
    supervisorId: supervisorId as Employee['supervisorId'],
    provenEmpty: new Set(provenEmpty),
    ...rest,
  };
}

export type SiUserParts = Loose<SiUser, 'id' | 'managerId', { id: string; managerId: SiUser['managerId'] | string }>;

/** An active account that equals `anEmployee` with the same number: `u7` is the account of employee `7`. */
export function aSiUser(parts: SiUserParts = {}): SiUser {
  const { id = 'u1', managerId = null, ...rest } = parts;
  const number = id.replace(/^u/, '');
  const login = rest.login ?? `p${number}@example.com`;
  return {
    id: id as SiUserId,
    externalId: number,
    login,
    email: login,
    firstName: `First${number}`,
    lastName: `Last${number}`,
    gender: 'unspecified',
    location: null,
    jobTitle: null,
    department: null,
    managerId: managerId as SiUser['managerId'],
    hireDate: '2020-01-01',
    active: true,
    admin: false,
    guest: false,
    staff: false,
    ...rest,
  };
}

/** As many employees with accounts that agree with them, numbered from 1. */
export function aCompany(size: number): { readonly employees: Employee[]; readonly users: SiUser[] } {
  const numbers = Array.from({ length: size }, (_, index) => String(index + 1));
  return {
    employees: numbers.map((id) => anEmployee({ id })),
    users: numbers.map((id) => aSiUser({ id: `u${id}` })),
  };
}
