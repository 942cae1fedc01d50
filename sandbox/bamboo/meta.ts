import { bambooTime, dayToEpoch, shiftDay } from '../dates.ts';
import { escapeHtml } from '../server/html.ts';
import { bambooError } from '../server/vendor-error.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import type { BambooKey } from '../state/bamboo-state.ts';
import { BAMBOO_FIELDS, type FieldContext } from './fields.ts';
import { isOffered } from './offered.ts';
import { bambooJson, bambooXml, wantsJson } from './query.ts';

/** `GET meta/fields`: every field of the account, readable for the key or not. */
export function metaFields(request: Request, modes: BambooModes): Response {
  const offered = BAMBOO_FIELDS.filter((field) => isOffered(modes, field.canonical));
  const fields = offered.map(({ id, name, type, alias }) => ({ id, name, type, alias }));
  const custom = { id: 4420, name: 'T-Shirt Size', type: 'list' };
  if (wantsJson(request)) return bambooJson([...fields, custom]);
  const items = fields.map(
    (field) => `<field id="${field.id}" type="${field.type}" alias="${field.alias}">${escapeHtml(field.name)}</field>`,
  );
  return bambooXml(`<fields>${items.join('')}</fields>`);
}

/** `GET meta/users`: people who can log in; ids are numbers here (BambooHR reference §2.8). */
export function metaUsers(request: Request, context: FieldContext, key: BambooKey, today: string): Response {
  if (!key.canListUsers) return bambooError(403, 'Insufficient permissions');
  const statuses = (new URL(request.url).searchParams.get('status') ?? 'enabled,disabled').split(',');
  const users = context.company.employees
    .filter((employee) => employee.workEmail !== null || employee.homeEmail !== null)
    .map((employee) => ({
      id: 2000 + Number(employee.id),
      employeeId: Number(employee.id),
      firstName: employee.firstName,
      lastName: employee.lastName,
      email: employee.workEmail ?? employee.homeEmail,
      status: employee.status === 'Active' ? 'enabled' : 'disabled',
      ...(Number(employee.id) % 4 === 0
        ? {}
        : { lastLogin: bambooTime(dayToEpoch(shiftDay(today, -(Number(employee.id) % 60)))) }),
    }))
    .filter((user) => statuses.includes(user.status));
  if (wantsJson(request)) return bambooJson(Object.fromEntries(users.map((user) => [String(user.id), user])));
  const items = users.map(
    (user) => `<user id="${user.id}" employeeId="${user.employeeId}"><email>${escapeHtml(user.email)}</email></user>`,
  );
  return bambooXml(`<users>${items.join('')}</users>`);
}

/** `GET company_information`: open to every authenticated caller. */
export function companyInformation(context: FieldContext): Response {
  const { legalName, displayName, address, phone } = context.company;
  return bambooJson({ legalName, displayName, address, phone });
}
