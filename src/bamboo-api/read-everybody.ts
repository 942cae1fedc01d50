import type { HttpClient } from '../http/http-client.ts';
import { runTogether } from '../shared/run-together.ts';
import type { ReadOptions } from '../shared/read-options.ts';
import { AppError } from '../shared/app-error.ts';
import type { BambooSnapshot, RowIssue } from '../domain/snapshot.ts';
import { isRefusal } from './codes.ts';
import { hiddenFieldsOf, visibilityOf } from './field-visibility.ts';
import { mergeSources, type Sources } from './merge-sources.ts';
import type { ParsedEmployees } from './parse-employees.ts';
import { readList } from './read-list.ts';
import { type ReportRead, readReport } from './read-report.ts';

/**
 * Everybody, from the report and the list side by side: one request and one for each 2,500 people.
 *
 * Errors:  bamboo codes. One source may refuse (`sources` says which); an outage or a cut answer of either fails the whole
 *          read, because a roster that is silently shorter looks like people leaving
 */
export async function readEverybody(
  http: HttpClient,
  options: ReadOptions,
): Promise<Omit<BambooSnapshot, 'subdomain' | 'keyOwnerId'>> {
  const [report, list] = await runTogether<[ReportRead | AppError, ParsedEmployees | AppError]>(options.signal, [
    (signal) => readReport(http, signal).catch(refusalOrThrow),
    (signal) => readList(http, signal, options.onProgress).catch(refusalOrThrow),
  ]);
  if (report instanceof AppError && list instanceof AppError) throw report;
  const sources: Sources = {
    report: report instanceof AppError ? undefined : report,
    list: list instanceof AppError ? undefined : list,
  };
  assertSameAccount(sources);
  const merged = mergeSources(sources);
  return {
    ...merged,
    issues: issuesOf(sources),
    hiddenFields: hiddenFieldsOf(sources, merged.employees),
    sources: { report: sources.report !== undefined, list: sources.list !== undefined },
    visibility: visibilityOf(sources, merged),
  };
}

function refusalOrThrow(error: unknown): AppError {
  if (isRefusal(error)) return error;
  throw error;
}

/** Both sources speak of one company: the list has everybody, so most people of the report must be in it. */
function assertSameAccount({ report, list }: Sources): void {
  if (!report || !list || report.rows.size === 0) return;
  let shared = 0;
  for (const id of report.rows.keys()) if (list.rows.has(id)) shared += 1;
  // Half, because people can be hired between the two answers but a company cannot turn over.
  if (shared * 2 < report.rows.size)
    throw new AppError('bamboo-bad-shape', { operation: 'bamboo.report', fields: ['id'] });
}

/** The report's issues, and those of the list for people the report does not have. */
function issuesOf({ report, list }: Sources): readonly RowIssue[] {
  const others =
    list?.issues.filter((issue) => !report || !(issue.id !== undefined && report.rows.has(issue.id))) ?? [];
  const told = new Set(report?.issues.map((issue) => issue.id ?? `row ${issue.reason}`));
  return [...(report?.issues ?? []), ...others.filter((issue) => !told.has(issue.id ?? `row ${issue.reason}`))];
}
