import { bambooTime } from '../dates.ts';
import { bambooError } from '../server/vendor-error.ts';
import { now } from '../server/world.ts';
import type { BambooKey } from '../state/bamboo-state.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import { reachOf } from './access.ts';
import type { FieldContext } from './fields.ts';
import { bambooJson, bambooXml, wantsJson } from './query.ts';

interface ChangedRow {
  id: string;
  action: 'Inserted' | 'Updated' | 'Deleted';
  lastChanged: string;
}

const TYPES = new Set(['inserted', 'updated', 'deleted', 'all']);

/** `GET employees/changed`: the only source that names deleted employees (BambooHR reference §2.5). */
export function changedEmployees(
  request: Request,
  context: FieldContext,
  key: BambooKey,
  modes: BambooModes,
): Response {
  const query = new URL(request.url).searchParams;
  const sinceText = query.get('since');
  const since = Date.parse(sinceText ?? '');
  if (sinceText === null || !/^\d{4}-\d\d-\d\dT/.test(sinceText) || Number.isNaN(since)) {
    return bambooError(400, 'Parameter "since" is required and must be an ISO 8601 date');
  }
  const type = query.get('type') ?? 'all';
  if (!TYPES.has(type)) return bambooError(400, 'Invalid type');

  const inReach = modes.changedScope === 'visible' ? reachOf(key, context.company) : () => true;
  const rows: ChangedRow[] = [];
  for (const employee of context.company.employees) {
    if (employee.lastChanged === null || Date.parse(employee.lastChanged) < since || !inReach(employee)) continue;
    const action = Date.parse(employee.createdAt) >= since ? 'Inserted' : 'Updated';
    rows.push({ id: employee.id, action, lastChanged: employee.lastChanged });
  }
  for (const { id, at } of context.company.deleted) {
    if (Date.parse(at) >= since) rows.push({ id, action: 'Deleted', lastChanged: at });
  }
  const wanted = rows.filter((row) => type === 'all' || row.action.toLowerCase() === type);
  const latest =
    wanted
      .map((row) => row.lastChanged)
      .toSorted()
      .at(-1) ?? bambooTime(now());
  if (!wantsJson(request)) {
    const items = wanted.map(
      (row) => `<employee id="${row.id}" action="${row.action}" lastChanged="${row.lastChanged}"/>`,
    );
    return bambooXml(`<employees latest="${latest}">${items.join('')}</employees>`);
  }
  const empty = modes.changedEmpty === 'array' ? [] : {};
  const employees = wanted.length === 0 ? empty : Object.fromEntries(wanted.map((row) => [row.id, row]));
  return bambooJson({ latest, employees });
}
