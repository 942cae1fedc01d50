import { type Cell, HIDDEN, valueOf } from '../../domain/cell.ts';
import type { Employee, Gender, SiUser } from '../../domain/people.ts';
import type { PlanOptions } from '../../domain/plan.ts';

/** What SI should hold as first name: the nickname, if wanted and there is one. A hidden nickname hides the answer. */
export function wantedFirstName(employee: Employee, options: PlanOptions): Cell {
  if (!options.usePreferredName) return employee.firstName;
  if (employee.preferredName === HIDDEN) return HIDDEN;
  const nickname = valueOf(employee.preferredName);
  return nickname !== undefined && anyWord.test(nickname) ? nickname : employee.firstName;
}

/** What has none of these, a dash say, stands where somebody has no such name. */
export const anyWord = /[\p{L}\p{N}]/u;

/** What SI should hold as its "Employee ID". */
export function wantedId(employee: Employee, options: PlanOptions): Cell {
  return options.idKind === 'bamboo-id' ? employee.id : employee.employeeNumber;
}

/** SI's word for BambooHR's gender; a word the table lacks is `unspecified`. */
export function genderOf(word: string, options: PlanOptions): Gender {
  const key = word.toLowerCase();
  return Object.hasOwn(options.genderTable, key) ? (options.genderTable[key] ?? 'unspecified') : 'unspecified';
}

/** The address SI shows for an account: its email, else its login. */
export function emailOf(user: SiUser): Cell {
  return typeof user.email === 'string' ? user.email : (valueOf(user.login) ?? user.email);
}

/** First and last name as one text; empty where neither is known. */
export function fullName(first: Cell, last: Cell): string {
  if (typeof first === 'string') return typeof last === 'string' ? `${first} ${last}` : first;
  return typeof last === 'string' ? last : '';
}

/** The name a row shows for an employee. */
export function employeeName(employee: Employee): string {
  const { firstName, lastName, disputed } = employee;
  // Even where the two answers disagree, the row is called something.
  const name = disputed
    ? fullName(disputed.get('firstName')?.report ?? firstName, disputed.get('lastName')?.report ?? lastName)
    : fullName(firstName, lastName);
  return name || valueOf(employee.workEmail) || `#${employee.id}`;
}

/** The name a row shows for an account. */
export function userName(user: SiUser): string {
  return fullName(user.firstName, user.lastName) || valueOf(emailOf(user)) || user.id;
}
