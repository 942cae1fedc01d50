import { bambooError } from '../server/vendor-error.ts';
import type { BambooEmployee, BambooKey } from '../state/bamboo-state.ts';
import type { BambooModes } from '../state/bamboo-modes.ts';
import { isHidden, isHiddenForAll, reachOf } from './access.ts';
import { type BambooField, effective, type FieldContext, findField, wireValue } from './fields.ts';
import { isOffered, shownValue } from './offered.ts';
import { bambooJson, bambooXml, onlyCurrentParam } from './query.ts';
import { reportRecords } from './report-values.ts';
import { employeeElement, parseReportXml } from './xml.ts';

type Format = 'json' | 'xml' | 'csv' | 'pdf' | 'xls';

const FORMATS = new Set<string>(['json', 'xml', 'csv', 'pdf', 'xls']);
const ACCEPTED: Record<string, Format> = {
  'application/json': 'json',
  'text/xml': 'xml',
  'text/csv': 'csv',
  'application/pdf': 'pdf',
  'application/vnd.ms-excel': 'xls',
};

interface ReportRequest {
  title: string | null;
  fields: string[];
  lastChanged: { value: number; includeNull: boolean } | null;
  employeeIds: Set<string> | null;
}

/** BambooHR reference §2.2: `format` in any case, else only an exact Accept. */
function chooseFormat(query: URLSearchParams, accept: string): Format | null {
  const asked = query.get('format')?.toLowerCase();
  if (asked !== undefined) return FORMATS.has(asked) ? (asked as Format) : null;
  return ACCEPTED[accept] ?? null;
}

function parseJsonRequest(body: string): ReportRequest | null {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(body) as Record<string, unknown>;
  } catch {
    return null;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
  const filters = (json['filters'] ?? {}) as Record<string, unknown>;
  const changed = filters['lastChanged'] as { value?: string; includeNull?: string } | undefined;
  const ids = filters['employeeIds'] as unknown[] | undefined;
  const fields = json['fields'];
  return {
    title: typeof json['title'] === 'string' ? json['title'] : null,
    fields: Array.isArray(fields) ? fields.map((entry) => String(entry)) : [],
    lastChanged:
      changed?.value === undefined
        ? null
        : { value: Date.parse(changed.value), includeNull: (changed.includeNull ?? 'yes') === 'yes' },
    employeeIds: ids === undefined ? null : new Set(ids.map((id) => String(id))),
  };
}

function isAsked(employee: BambooEmployee, request: ReportRequest): boolean {
  if (request.employeeIds && !request.employeeIds.has(employee.id)) return false;
  if (!request.lastChanged) return true;
  if (employee.lastChanged === null) return request.lastChanged.includeNull;
  return Date.parse(employee.lastChanged) >= request.lastChanged.value;
}

function csv(
  columns: Array<{ name: string }>,
  rows: Array<Record<string, string | boolean | null>>,
  ids: string[],
): string {
  const cell = (value: string | boolean | null | undefined): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = rows.map((row) => ids.map((id) => cell(row[id])).join(','));
  return [columns.map((column) => cell(column.name)).join(','), ...lines].join('\r\n');
}

/** `POST reports/custom`: one answer for everybody, forbidden and unknown columns silently gone. */
export async function customReport(
  request: Request,
  context: FieldContext,
  key: BambooKey,
  modes: BambooModes,
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const format = chooseFormat(query, request.headers.get('accept') ?? '');
  if (!format) return bambooError(404, 'Unknown format');
  const body = await request.text();
  // BambooHR reference §1.4: anything but exactly this type is parsed as XML.
  const asJson = request.headers.get('content-type') === 'application/json';
  const xml = asJson ? null : parseReportXml(body);
  if (!asJson && !xml) return bambooError(400, 'Malformed XML');
  const asked = xml ? { ...xml, lastChanged: null, employeeIds: null } : parseJsonRequest(body);
  if (!asked) return bambooError(400, 'Malformed JSON');
  if (asked.fields.length > 400) return bambooError(400, 'Too many fields');

  const columns: Array<{ id: string; field: BambooField }> = [];
  for (const id of asked.fields) {
    const field = findField(id);
    if (!field || !isOffered(modes, field.canonical) || columns.some((column) => column.id === id)) continue;
    if (field.alias !== 'id' && isHiddenForAll(key, field.canonical)) continue;
    columns.push({ id, field });
  }
  const inReach = reachOf(key, context.company);
  const current = onlyCurrentParam(query);
  let visible = [...context.company.employees].filter((employee) => inReach(employee) && isAsked(employee, asked));
  visible.sort((a, b) => Number(a.id) - Number(b.id));
  // BambooHR reference §2.2: without fields the answer holds a single employee.
  if (asked.fields.length === 0) visible = visible.slice(0, 1);

  const employees = reportRecords(visible, modes.reportValues).map((stored) => {
    const employee = effective(stored, current);
    const row: Record<string, string | boolean | null> = { id: employee.id };
    for (const { id, field } of columns) {
      if (isHidden(key, field.canonical, employee.id)) {
        if (modes.partialField === 'null') row[id] = null;
        continue;
      }
      row[id] = wireValue(field, shownValue(modes, field.canonical, field.read(employee, context)));
    }
    return row;
  });
  const fields = columns.map(({ id, field }) => ({ id, type: field.type, name: field.name }));
  const title = asked.title ?? `Employee Report for ${context.company.displayName}`;
  switch (format) {
    case 'json':
      return bambooJson({ title, fields, employees });
    case 'xml':
      return bambooXml(
        `<report><title>${title}</title><employees>${employees.map((row) => employeeElement(String(row['id']), row)).join('')}</employees></report>`,
      );
    case 'csv':
      return new Response(
        csv(
          fields,
          employees,
          columns.map((column) => column.id),
        ),
        {
          headers: { 'Content-Type': 'text/csv; charset=UTF-8' },
        },
      );
    case 'pdf':
      return new Response('%PDF-1.4\n%%EOF\n', { headers: { 'Content-Type': 'application/pdf' } });
    case 'xls':
    default:
      return new Response('sandbox', { headers: { 'Content-Type': 'application/vnd.ms-excel' } });
  }
}
