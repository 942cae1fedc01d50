import { type Change, changeKinds } from '../../domain/change.ts';
import type { Cell } from '../../domain/cell.ts';
import { HIDDEN } from '../../domain/cell.ts';
import { addMark, addText, type Hasher, hashTexts } from './hash.ts';
import type { Employee } from '../../domain/people.ts';
import { type PlanInput } from '../../domain/plan.ts';

/** Adds what BambooHR says of a person: status, ids and managed values. */
export function hashEmployee(hasher: Hasher, employee: Employee): void {
  addText(hasher, employee.id);
  addCell(hasher, employee.status);
  addCell(hasher, employee.employeeNumber);
  addCell(hasher, employee.firstName);
  addCell(hasher, employee.lastName);
  addCell(hasher, employee.preferredName);
  addCell(hasher, employee.workEmail);
  addCell(hasher, employee.gender);
  addCell(hasher, employee.hireDate);
  addCell(hasher, employee.jobTitle);
  addCell(hasher, employee.department);
  addCell(hasher, employee.location);
  addCell(hasher, employee.supervisorId);
}

/** Adds what a row plans; together with the employee's values this also covers SI's, which differ only where a field says so. */
export function hashRow(hasher: Hasher, row: Change): void {
  addMark(hasher, 10 + changeKinds.indexOf(row.kind));
  addText(hasher, row.siUserId ?? row.key);
  addMark(hasher, row.accountActive === undefined ? 1 : row.accountActive ? 2 : 3);
  addText(hasher, row.managerNow ?? '');
  if (row.reason) addText(hasher, row.reason.code);
  if (row.protectedAs) addText(hasher, row.protectedAs);
  for (const field of row.fields) {
    addText(hasher, field.field);
    addText(hasher, field.state);
    addCell(hasher, field.before);
    addCell(hasher, field.after);
  }
  const wanted = row.managerWanted;
  if (wanted) addText(hasher, 'siUserId' in wanted ? wanted.siUserId : `e:${wanted.createdFor}`);
}

/** Hash of the options and the protected list; the order of lists is without effect. */
export function hashSettings(input: PlanInput): string {
  const { options } = input;
  const isProtection = (kind: string) => kind === 'protect';
  const listed = input.decisions.flatMap((decision) =>
    isProtection(decision.kind) && 'siUserId' in decision ? [decision.siUserId] : [],
  );
  const table = Object.entries(options.genderTable).map(([word, gender]) => JSON.stringify([word, gender]));
  return hashTexts([
    options.idKind,
    String(options.usePreferredName),
    String(options.deactivateNotImported),
    String(options.deactivateUnmanaged),
    String(options.headCount),
    ...table.sort(),
    'clears',
    ...[...options.emptyMeansEmpty].sort(),
    'protected',
    ...listed.sort(),
  ]);
}

function addCell(hasher: Hasher, cell: Cell): void {
  if (typeof cell === 'string') addText(hasher, cell);
  else addMark(hasher, cell === null ? 4 : cell === HIDDEN ? 5 : 6);
}
