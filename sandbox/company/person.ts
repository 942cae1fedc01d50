import type { GenderValue } from './names.ts';

export type PersonKind =
  | 'unchanged'
  | 'update'
  | 'create'
  | 'deactivate'
  | 'reactivate'
  | 'no-email'
  | 'future'
  | 'never-in-si'
  | 'gone'
  | 'shared-email'
  | 'rehire';

export type ManagedField =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'gender'
  | 'location'
  | 'jobTitle'
  | 'department'
  | 'manager';

/** One person of the generated company: the present as BambooHR has it, plus how Small Improvements is behind. */
export interface Person {
  index: number;
  id: string;
  employeeNumber: string | null;
  firstName: string;
  middleName: string | null;
  lastName: string;
  preferredName: string | null;
  gender: GenderValue;
  email: string;
  homeEmail: string | null;
  department: string;
  division: string;
  jobTitle: string;
  location: string | null;
  /** Index of the manager in BambooHR today; null at the top. */
  manager: number | null;
  /** Index of the manager Small Improvements still knows. */
  pastManager: number | null;
  level: number;
  reports: number;
  hireDate: string;
  kind: PersonKind;
  /** Fields in which Small Improvements is behind. */
  stale: ManagedField[];
  /** Index of the other record: the old one of a rehire, the twin of a shared e-mail. */
  other: number | null;
  /** BambooHR has no work e-mail although an account exists or should. */
  emailRemoved: boolean;
  jobTitleCleared: boolean;
  notes: string[];
}
