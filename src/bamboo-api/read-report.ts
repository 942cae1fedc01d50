import type { HttpClient } from '../http/http-client.ts';
import { paths, reportFields } from './names.ts';
import { parseEmployees, type ParsedEmployees } from './parse-employees.ts';
import { parseEnvelope, reportEnvelope, reportRow } from './schemas.ts';

export interface ReportRead extends ParsedEmployees {
  /** Columns BambooHR gave; one it leaves out is hidden from this key for everybody. */
  readonly columns: ReadonlySet<string>;
}

/** BambooHR builds the whole table before it answers. */
const timeoutMs = 120_000;

/**
 * Everybody the key may report on, active and inactive, in one request.
 *
 * Errors:  bamboo codes; `bamboo-bad-shape` when the envelope is not a report's
 * Source:  BambooHR reference §2.2. Asking changes nothing there, so a failed request may be repeated
 */
export async function readReport(http: HttpClient, signal: AbortSignal): Promise<ReportRead> {
  const operation = 'bamboo.report';
  const body = await http.send({
    operation,
    method: 'POST',
    path: paths.report,
    // `onlyCurrent=false` would show people as gone before they leave.
    query: { format: 'json', onlyCurrent: 'true' },
    json: { title: 'Small Improvements', fields: reportFields },
    repeatable: true,
    timeoutMs,
    signal,
  });
  const envelope = parseEnvelope(reportEnvelope, body, operation);
  const parsed = parseEmployees(envelope.employees, reportRow, 'id');
  return { ...parsed, columns: new Set(envelope.fields.map((field) => String(field.id))) };
}
