import type { EmployeeId, SiUserId } from '../../../src/domain/ids.ts';
import type { Employee, SiUser } from '../../../src/domain/people.ts';

export interface EmployeeFacts {
  readonly id: string;
  readonly first?: string;
  readonly last?: string;
  readonly email?: string | null;
  readonly active?: boolean;
  readonly title?: string | null;
  readonly department?: string | null;
  readonly boss?: string | null;
}

export function anEmployee(facts: EmployeeFacts): Employee {
  const { id, first = `First${id}`, last = `Last${id}`, email = `p${id}@acme.com` } = facts;
  return {
    id: id as EmployeeId,
    employeeNumber: null,
    status: facts.active === false ? 'inactive' : 'active',
    firstName: first,
    lastName: last,
    preferredName: null,
    workEmail: email,
    // A word no table has: unspecified, but readable.
    gender: 'Diverse',
    hireDate: '2020-01-15',
    jobTitle: facts.title ?? null,
    department: facts.department ?? null,
    location: null,
    supervisorId: (facts.boss ?? null) as EmployeeId | null,
    provenEmpty: new Set(),
  };
}

export interface SiUserFacts {
  readonly id: string;
  readonly employeeId?: string | null;
  readonly first?: string;
  readonly last?: string;
  readonly email?: string;
  readonly active?: boolean;
  readonly title?: string | null;
  readonly department?: string | null;
  readonly boss?: string | null;
  readonly admin?: boolean;
}

/** The account of employee N unless said otherwise: same names, email and ID. */
export function aSiUser(facts: SiUserFacts): SiUser {
  const number = facts.id.replace(/^u/, '');
  const {
    employeeId = number,
    first = `First${number}`,
    last = `Last${number}`,
    email = `p${number}@acme.com`,
  } = facts;
  return {
    id: facts.id as SiUserId,
    externalId: employeeId,
    login: email,
    email,
    firstName: first,
    lastName: last,
    gender: null,
    location: null,
    jobTitle: facts.title ?? null,
    department: facts.department ?? null,
    managerId: (facts.boss ?? null) as SiUserId | null,
    hireDate: '2020-01-15',
    active: facts.active ?? true,
    admin: facts.admin ?? false,
    guest: false,
    staff: false,
  };
}
