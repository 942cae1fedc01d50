import type { HttpClient } from '../http/http-client.ts';
import { runTogether } from '../shared/run-together.ts';
import type { ReadOptions } from '../shared/read-options.ts';
import { AppError } from '../shared/app-error.ts';
import type { BambooSnapshot, RowIssue } from '../domain/snapshot.ts';
import { isOddity, isRefusal } from './codes.ts';
import { hiddenFieldsOf, visibilityOf } from './field-visibility.ts';
import { mergeSources, type Sources } from './merge-sources.ts';
import type { ParsedEmployees } from './parse-employees.ts';
import { type ListRead, readList } from './read-list.ts';
import { type ReportRead, readReport } from './read-report.ts';

/**
 * Everybody, from the report and the list side by side: one request and one for each 2,500 people.
 *
 * Errors:  bamboo codes. One source may refuse (`sources` says which), and a list that makes no sense by itself counts as
 *          refused; an outage, a cut answer or a list without people the report has fails the whole read, because a roster
 *          that is silently shorter looks like people leaving
 */
export async function readEverybody(
  http: HttpClient,
  options: ReadOptions,
): Promise<Omit<BambooSnapshot, 'subdomain' | 'keyOwnerId'>> {
  const [report, read] = await runTogether<[ReportRead | AppError, ListRead | AppError]>(options.signal, [
    (signal) => readReport(http, signal).catch(unless(isRefusal)),
    (signal) => readList(http, signal, options.onProgress).catch(unless(isRefusalOrOddity)),
  ]);
  if (report instanceof AppError && read instanceof AppError) throw report;
  const list = read instanceof AppError || !read.doubt ? read : weighed(read, read.doubt, report);
  const sources: Sources = {
    report: report instanceof AppError ? undefined : report,
    list: list instanceof AppError ? undefined : list,
  };
  assertNobodyMissing(sources);
  const merged = mergeSources(sources);
  const oddList = isOddity(list) ? true : undefined;
  return {
    ...merged,
    issues: issuesOf(sources),
    hiddenFields: hiddenFieldsOf(sources, merged.employees),
    sources: { report: sources.report !== undefined, list: sources.list !== undefined, oddList },
    visibility: visibilityOf(sources, merged),
  };
}

const isRefusalOrOddity = (error: unknown): error is AppError => isRefusal(error) || isOddity(error);

/** The error itself where it is of the kind, thrown on otherwise. */
function unless(isExpected: (error: unknown) => error is AppError): (error: unknown) => AppError {
  return (error) => {
    if (isExpected(error)) return error;
    throw error;
  };
}

const operation = 'bamboo.list';

/**
 * A list that may lack people: merely odd where the report knows nobody besides.
 * Errors: the doubt itself otherwise.
 */
function weighed(list: ListRead, doubt: AppError, report: ReportRead | AppError): AppError {
  if (report instanceof AppError || missingOf(report, list) > 0) throw doubt;
  return new AppError('bamboo-bad-shape', { operation, fields: ['meta.total'] });
}

/** Between the two answers somebody may be hired or deleted. */
const mostBetween = 2;

/**
 * The list has everybody, so the people of the report must be in it.
 * Errors: `bamboo-bad-shape` when the two speak of different companies, `bamboo-truncated` when people are missing.
 */
function assertNobodyMissing({ report, list }: Sources): void {
  if (!report || !list || report.rows.size === 0) return;
  const missing = missingOf(report, list);
  // Half, because a company cannot turn over between the two answers.
  if (missing * 2 > report.rows.size)
    throw new AppError('bamboo-bad-shape', { operation: 'bamboo.report', fields: ['id'] });
  if (missing > mostBetween) throw new AppError('bamboo-truncated', { operation });
}

/** People of the report without any row in the list, broken rows included. */
function missingOf(report: ReportRead, list: ParsedEmployees): number {
  const broken = new Set(list.issues.map((issue) => issue.id));
  let missing = 0;
  for (const id of report.rows.keys()) if (!list.rows.has(id) && !broken.has(id)) missing += 1;
  return missing;
}

/** The report's issues, and those of the list for people the report does not have. */
function issuesOf({ report, list }: Sources): readonly RowIssue[] {
  const others =
    list?.issues.filter((issue) => !report || !(issue.id !== undefined && report.rows.has(issue.id))) ?? [];
  const told = new Set(report?.issues.map((issue) => issue.id ?? `row ${issue.reason}`));
  return [...(report?.issues ?? []), ...others.filter((issue) => !told.has(issue.id ?? `row ${issue.reason}`))];
}
