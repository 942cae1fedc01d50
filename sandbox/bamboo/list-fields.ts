import { stableHash } from '../random.ts';
import type { BambooEmployee } from '../state/bamboo-state.ts';
import { displayName, type FieldContext } from './fields.ts';

/** A field of list-employees and the name access levels know it by. */
export interface ListField {
  canonical: string;
  date?: true;
  read: (employee: BambooEmployee, context: FieldContext) => string | boolean | null;
}

const boss = (e: BambooEmployee, c: FieldContext): BambooEmployee | undefined =>
  e.supervisorEId === null ? undefined : c.byId.get(e.supervisorEId);

const listId = (name: string | null): string | null =>
  name === null ? null : String(18_000 + (stableHash(name) % 900));

/** Fields of every row. */
export const LIST_BASE: Record<string, ListField> = {
  firstName: { canonical: 'firstName', read: (e) => e.firstName },
  lastName: { canonical: 'lastName', read: (e) => e.lastName },
  preferredName: { canonical: 'preferredName', read: (e) => e.preferredName },
  jobTitleName: { canonical: 'jobTitle', read: (e) => e.jobTitle },
  status: { canonical: 'status', read: (e) => e.status },
};

/** BambooHR reference §2.1, corrections §1: optional fields, a choice of about 110. */
export const LIST_EXTRA: Record<string, ListField> = {
  workEmail: { canonical: 'workEmail', read: (e) => e.workEmail },
  homeEmail: { canonical: 'homeEmail', read: (e) => e.homeEmail },
  bestEmail: { canonical: 'bestEmail', read: (e) => e.workEmail ?? e.homeEmail },
  middleName: { canonical: 'middleName', read: (e) => e.middleName },
  workPhone: { canonical: 'workPhone', read: (e) => e.workPhone },
  mobilePhone: { canonical: 'mobilePhone', read: (e) => e.mobilePhone },
  linkedinUrl: { canonical: 'linkedIn', read: (e) => e.linkedIn },
  birthDate: { canonical: 'dateOfBirth', date: true, read: (e) => e.birthDate },
  hireDate: { canonical: 'hireDate', date: true, read: (e) => e.hireDate },
  originalHireDate: { canonical: 'originalHireDate', date: true, read: (e) => e.originalHireDate },
  terminationDate: { canonical: 'terminationDate', date: true, read: (e) => e.terminationDate },
  divisionName: { canonical: 'division', read: (e) => e.division },
  divisionId: { canonical: 'division', read: (e) => listId(e.division) },
  departmentName: { canonical: 'department', read: (e) => e.department },
  departmentId: { canonical: 'department', read: (e) => listId(e.department) },
  locationName: { canonical: 'location', read: (e) => e.location },
  locationId: { canonical: 'location', read: (e) => listId(e.location) },
  jobTitleId: { canonical: 'jobTitle', read: (e) => listId(e.jobTitle) },
  employmentStatusName: { canonical: 'employmentHistoryStatus', read: (e) => e.employmentHistoryStatus },
  employmentStatusId: { canonical: 'employmentHistoryStatus', read: (e) => listId(e.employmentHistoryStatus) },
  reportsToId: { canonical: 'supervisorEId', read: (e) => e.supervisorEId },
  reportsToName: {
    canonical: 'supervisor',
    read: (e, c) => {
      const manager = boss(e, c);
      return manager ? displayName(manager) : null;
    },
  },
  employeeNumber: { canonical: 'employeeNumber', read: (e) => e.employeeNumber },
  displayName: { canonical: 'displayName', read: displayName },
  employeeName: { canonical: 'displayName', read: displayName },
  isManager: { canonical: 'supervisor', read: (e, c) => c.bossIds.has(e.id) },
  pronouns: { canonical: 'pronouns', read: (e) => e.pronouns },
  gender: { canonical: 'gender', read: (e) => e.gender },
  genderIdentity: { canonical: 'genderIdentity', read: () => null },
  nickName: { canonical: 'preferredName', read: (e) => e.preferredName },
  preferredNameLastName: { canonical: 'displayName', read: displayName },
  timezone: { canonical: 'timezone', read: () => null },
};

/** Names only the newest documentation has (corrections §1); older servers ignore them. */
export const LIST_NEWEST: ReadonlySet<string> = new Set([
  'gender',
  'genderIdentity',
  'nickName',
  'preferredNameLastName',
  'timezone',
]);
