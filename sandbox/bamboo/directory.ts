import { bambooError } from '../server/vendor-error.ts';
import type { BambooEmployee } from '../state/bamboo-state.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import { displayName, effective, type FieldContext } from './fields.ts';
import { photoUrl } from './photo-url.ts';
import { bambooJson, bambooXml, onlyCurrentParam, wantsJson } from './query.ts';
import { employeeElement } from './xml.ts';

type Cell = string | number | boolean | null;

const REDUCED = new Set(['displayName', 'firstName', 'lastName', 'preferredName', 'jobTitle', 'pronouns']);

const FIELDS: Array<{ id: string; type: string; name: string; read: (e: BambooEmployee, c: FieldContext) => Cell }> = [
  { id: 'displayName', type: 'text', name: 'Display name', read: displayName },
  { id: 'firstName', type: 'text', name: 'First name', read: (e) => e.firstName },
  { id: 'lastName', type: 'text', name: 'Last name', read: (e) => e.lastName },
  { id: 'preferredName', type: 'text', name: 'Preferred name', read: (e) => e.preferredName },
  { id: 'jobTitle', type: 'list', name: 'Job title', read: (e) => e.jobTitle },
  { id: 'workPhone', type: 'text', name: 'Work Phone', read: (e) => e.workPhone },
  { id: 'mobilePhone', type: 'text', name: 'Mobile Phone', read: (e) => e.mobilePhone },
  { id: 'workEmail', type: 'email', name: 'Work Email', read: (e) => e.workEmail },
  { id: 'department', type: 'list', name: 'Department', read: (e) => e.department },
  { id: 'location', type: 'list', name: 'Location', read: (e) => e.location },
  { id: 'division', type: 'list', name: 'Division', read: (e) => e.division },
  { id: 'linkedIn', type: 'text', name: 'LinkedIn URL', read: (e) => e.linkedIn },
  { id: 'pronouns', type: 'list', name: 'Pronouns', read: (e) => e.pronouns },
  { id: 'workPhoneExtension', type: 'text', name: 'Work Ext.', read: () => null },
  {
    id: 'supervisor',
    type: 'employee',
    name: 'Manager',
    // BambooHR reference §2.3: "First Last" here.
    read: (e, c) => {
      const boss = e.supervisorEId === null ? undefined : c.byId.get(e.supervisorEId);
      return boss ? displayName(boss) : null;
    },
  },
];

/** `GET employees/directory`: what the sharing setting shows, whatever the key may see elsewhere. */
export function directory(request: Request, context: FieldContext, today: string, modes: BambooModes): Response {
  if (modes.directory === 'off') return bambooError(403, 'Directory disabled for this account');
  const current = onlyCurrentParam(new URL(request.url).searchParams);
  const people = context.company.employees
    .map((employee) => effective(employee, current))
    .filter((employee) => employee.status === 'Active' && !employee.hiddenFromDirectory)
    .filter((employee) => !current || (employee.hireDate ?? '') <= today);
  if (people.length === 0) return bambooError(404, 'Directory is empty');
  const shown = FIELDS.filter((field) => modes.directory === 'on' || REDUCED.has(field.id));
  const employees = people.map((employee) => {
    const row: Record<string, Cell> = { id: employee.id };
    for (const field of shown) row[field.id] = field.read(employee, context);
    row['photoUploaded'] = employee.photoVersion > 0;
    row['photoUrl'] = photoUrl(context.company, employee);
    row['canUploadPhoto'] = 1;
    return row;
  });
  const fields = shown.map(({ id, type, name }) => ({ id, type, name }));
  if (wantsJson(request)) return bambooJson({ fields, employees });
  const records = employees.map((row) => employeeElement(String(row['id']), row)).join('');
  return bambooXml(`<directory><employees>${records}</employees></directory>`);
}
