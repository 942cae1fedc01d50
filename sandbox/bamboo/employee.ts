import { bambooError } from '../server/vendor-error.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import type { BambooKey } from '../state/bamboo-state.ts';
import { isHidden, reachOf } from './access.ts';
import { effective, type FieldContext, findField, wireValue } from './fields.ts';
import { isOffered, shownValue } from './offered.ts';
import { bambooJson, bambooXml, onlyCurrentParam, wantsJson } from './query.ts';
import { employeeElement } from './xml.ts';

/** BambooHR reference §2.4, as captured: empty body, both spellings, the text doubled. */
export function employeeNotFound(): Response {
  const response = bambooError(404, 'Employee not found');
  response.headers.append('X-BambooHR-Error-Message', 'Employee not found');
  response.headers.append('X-BambooHR-Error-Messsage', 'Employee not found');
  response.headers.append('X-BambooHR-Error-Messsage', 'Employee not found');
  return response;
}

/** Corrections §6, as captured. */
function withSecurityHeaders(response: Response): Response {
  response.headers.set('Cache-Control', 'no-cache, private');
  response.headers.set('Strict-Transport-Security', 'max-age=31536000');
  response.headers.set('X-Content-Type-Options', 'nosniff');
  return response;
}

/** `GET employees/{id}`; `0` is the employee of the key's user. */
export function getEmployee(
  request: Request,
  context: FieldContext,
  key: BambooKey,
  id: string,
  modes: BambooModes,
): Response {
  const query = new URL(request.url).searchParams;
  const names = (query.get('fields') ?? '').split(',').filter((name) => name !== '');
  if (names.length > 400) return bambooError(400, 'Too many fields');
  const json = wantsJson(request);
  const wanted = id === '0' ? key.employeeId : id;
  const stored = context.byId.get(wanted);
  if (!stored) {
    if (id !== '0') return employeeNotFound();
    return json ? bambooJson({ id: '0' }) : bambooXml(employeeElement('0', {}));
  }
  if (id !== '0' && !reachOf(key, context.company)(stored)) {
    return bambooError(403, 'Insufficient Permissions to view this employee');
  }
  const employee = effective(stored, onlyCurrentParam(query));
  const values: Record<string, string | boolean | null> = {};
  for (const name of names) {
    const field = findField(name);
    if (!field || field.alias === 'id' || isHidden(key, field.canonical, employee.id)) continue;
    if (!isOffered(modes, field.canonical)) continue;
    values[name] = wireValue(field, shownValue(modes, field.canonical, field.read(employee, context)));
  }
  return json
    ? withSecurityHeaders(bambooJson({ id: employee.id, ...values }))
    : bambooXml(employeeElement(employee.id, values));
}
