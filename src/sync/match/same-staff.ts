import { valueOf } from '../../domain/cell.ts';
import type { EmployeeId, SiUserId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { foldAddress } from './address.ts';
import { evidenceOf } from './evidence.ts';

/** Of a hundred linked people so many have to be the same for a company to be the same under another address. */
const enough = 0.9;

/**
 * Whether links of another BambooHR address speak of the employees of this snapshot: each by their id, and by the name of
 * the linked account or an email. Ids alone prove nothing: they count from 1 in every company.
 */
export function isSameStaff(links: readonly Link[], { bamboo, si }: Snapshot): boolean {
  if (links.length === 0) return false;
  const employees = new Map<EmployeeId, Employee>(bamboo.employees.map((each) => [each.id, each]));
  const accounts = new Map<SiUserId, SiUser>(si.users.map((each) => [each.id, each]));
  const found = links.filter((link) => isSame(link, employees.get(link.employeeId), accounts.get(link.siUserId)));
  return found.length >= links.length * enough;
}

function isSame(link: Link, employee: Employee | undefined, account: SiUser | undefined): boolean {
  if (!employee) return false;
  const workEmail = valueOf(employee.workEmail);
  if (workEmail && link.email && foldAddress(workEmail) === foldAddress(link.email)) return true;
  if (!account) return false;
  const { email, firstName, lastName } = evidenceOf(employee, account);
  return email === 'agrees' || (firstName === 'agrees' && lastName === 'agrees');
}
