import type { Cell } from '../../domain/cell.ts';
import type { ManagedField } from '../../domain/fields.ts';
import type { SiUser } from '../../domain/people.ts';
import { emailOf } from './wanted.ts';

/** Where SI shows the managed fields that are text; the supervisor is an account, not a text. */
export const shownFields: Readonly<Record<Exclude<ManagedField, 'supervisor'>, (user: SiUser) => Cell>> = {
  firstName: (user) => user.firstName,
  lastName: (user) => user.lastName,
  // The address the plan compares: a login that is another is left alone.
  workEmail: emailOf,
  gender: (user) => user.gender,
  location: (user) => user.location,
  jobTitle: (user) => user.jobTitle,
  department: (user) => user.department,
};
