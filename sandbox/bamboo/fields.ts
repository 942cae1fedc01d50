import type { BambooCompany, BambooEmployee } from '../state/bamboo-state.ts';
import { photoUrl } from './photo-url.ts';

export interface FieldContext {
  company: BambooCompany;
  byId: ReadonlyMap<string, BambooEmployee>;
  /** Ids of everybody who has a report. */
  bossIds: ReadonlySet<string>;
}

/** Look-ups for one request. */
export function fieldContext(company: BambooCompany): FieldContext {
  const byId = new Map(company.employees.map((employee) => [employee.id, employee]));
  const bossIds = new Set(company.employees.flatMap((employee) => employee.supervisorEId ?? []));
  return { company, byId, bossIds };
}

type Value = string | boolean | null;

/** A field of the account, as `meta/fields` lists it; `read` gives null for unset. */
export interface BambooField {
  id: number | string;
  alias: string;
  name: string;
  type: string;
  /** Name access levels know it by. */
  canonical: string;
  read: (employee: BambooEmployee, context: FieldContext) => Value;
}

function field(
  id: number | string,
  alias: string,
  name: string,
  type: string,
  read: BambooField['read'],
  canonical = alias,
): BambooField {
  return { id, alias, name, type, canonical, read };
}

function bossOf(employee: BambooEmployee, context: FieldContext): BambooEmployee | undefined {
  return employee.supervisorEId === null ? undefined : context.byId.get(employee.supervisorEId);
}

function joined(separator: string, ...parts: Array<string | null | undefined>): string | null {
  const text = parts.filter((part) => part !== null && part !== undefined && part !== '').join(separator);
  return text === '' ? null : text;
}

/** "First Last", with the preferred name when there is one. */
export function displayName(employee: BambooEmployee): string | null {
  return joined(' ', employee.preferredName ?? employee.firstName, employee.lastName);
}

/** BambooHR reference §7: "Last, First" in reports, "First Last" in the directory. */
function lastFirst(employee: BambooEmployee | undefined): string | null {
  return employee ? joined(', ', employee.lastName, employee.firstName) : null;
}

/** Every field this account has. */
export const BAMBOO_FIELDS: BambooField[] = [
  field(4001, 'id', 'EEID', 'int', (e) => e.id),
  field(1, 'employeeNumber', 'Employee #', 'employee_number', (e) => e.employeeNumber),
  field(2, 'firstName', 'First Name', 'text', (e) => e.firstName),
  field(5, 'middleName', 'Middle Name', 'text', (e) => e.middleName),
  field(3, 'lastName', 'Last Name', 'text', (e) => e.lastName),
  field(1359, 'preferredName', 'Preferred Name', 'text', (e) => e.preferredName),
  field(4002, 'displayName', 'Display Name', 'text', displayName),
  field(4003, 'fullName1', 'Last Name, First Name', 'text', lastFirst),
  field(144, 'workEmail', 'Work Email', 'email', (e) => e.workEmail),
  field(145, 'homeEmail', 'Home Email', 'email', (e) => e.homeEmail),
  field(4004, 'bestEmail', 'Best Email', 'email', (e) => e.workEmail ?? e.homeEmail),
  field(6, 'gender', 'Gender', 'gender', (e) => e.gender),
  field(4005, 'pronouns', 'Pronouns', 'list', (e) => e.pronouns),
  field(7, 'dateOfBirth', 'Birth Date', 'date', (e) => e.birthDate),
  field(8, 'hireDate', 'Hire Date', 'date', (e) => e.hireDate),
  field(4314, 'originalHireDate', 'Original Hire Date', 'date', (e) => e.originalHireDate),
  field('4340.4', 'terminationDate', 'Termination Date', 'date', (e) => e.terminationDate),
  field(9, 'status', 'Status', 'status', (e) => e.status),
  // BambooHR reference §7: an old alias of `status`.
  field(4006, 'employmentStatus', 'Status', 'status', (e) => e.status, 'status'),
  field(16, 'employmentHistoryStatus', 'Employment Status', 'list', (e) => e.employmentHistoryStatus),
  field(17, 'jobTitle', 'Job Title', 'list', (e) => e.jobTitle),
  field(4, 'department', 'Department', 'list', (e) => e.department),
  field(1355, 'division', 'Division', 'list', (e) => e.division),
  field(18, 'location', 'Location', 'list', (e) => e.location),
  field(91, 'supervisor', 'Reporting to', 'employee', (e, c) => lastFirst(bossOf(e, c))),
  // BambooHR reference §7: supervisorId is the supervisor's employee number, supervisorEId the internal id.
  field(4007, 'supervisorId', 'Supervisor ID', 'text', (e, c) => bossOf(e, c)?.employeeNumber ?? null),
  field(4008, 'supervisorEId', 'Supervisor EID', 'text', (e) => e.supervisorEId),
  field(4009, 'supervisorEmail', 'Manager Email', 'email', (e, c) => bossOf(e, c)?.workEmail ?? null),
  field(10, 'workPhone', 'Work Phone', 'phone', (e) => e.workPhone),
  field(11, 'mobilePhone', 'Mobile Phone', 'phone', (e) => e.mobilePhone),
  field(12, 'linkedIn', 'LinkedIn URL', 'url', (e) => e.linkedIn),
  field(4010, 'lastChanged', 'Last changed', 'timestamp', (e) => e.lastChanged),
  field(4011, 'photoUploaded', 'Employee photo exists', 'bool', (e) => e.photoVersion > 0, 'photo'),
  field(4012, 'isPhotoUploaded', 'Employee photo exists', 'bool', (e) => e.photoVersion > 0, 'photo'),
  field(4013, 'photoUrl', 'Employee photo url', 'url', (e, c) => photoUrl(c.company, e), 'photo'),
];

const BY_NAME = new Map<string, BambooField>();
for (const entry of BAMBOO_FIELDS) {
  BY_NAME.set(entry.alias, entry);
  BY_NAME.set(String(entry.id), entry);
}

/** The field of an alias or numeric id, or undefined. */
export function findField(nameOrId: string): BambooField | undefined {
  return BY_NAME.get(nameOrId);
}

/** BambooHR reference §2.2: unset dates are "0000-00-00", other unset values null, never ''. */
export function wireValue(entry: BambooField, value: Value): Value {
  if (entry.type === 'date' && (value === null || value === '')) return '0000-00-00';
  return value === '' ? null : value;
}

/** The record as of today, or with every dated row ahead applied. */
export function effective(employee: BambooEmployee, onlyCurrent: boolean): BambooEmployee {
  if (onlyCurrent || employee.future.length === 0) return employee;
  const rows = employee.future.toSorted((a, b) => a.from.localeCompare(b.from));
  return rows.reduce<BambooEmployee>((record, row) => ({ ...record, ...row.values }), employee);
}
