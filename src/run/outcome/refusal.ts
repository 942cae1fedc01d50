import type { JournalRow } from '../../domain/journal.ts';
import { AppError, type ErrorCode, type ErrorData } from '../../shared/app-error.ts';
import { failureOf } from '../failure.ts';

/** The commonest error of a run that was to write and of which nothing was confirmed; undefined where none is to blame. */
export function refusalOf(journal: readonly JournalRow[]): ErrorData | undefined {
  if (journal.some(({ state }) => state === 'confirmed')) return undefined;
  const errors = journal.flatMap(({ error }) => error ?? []);
  const times = new Map<ErrorCode, number>();
  for (const { code } of errors) times.set(code, (times.get(code) ?? 0) + 1);
  const most = Math.max(...times.values());
  return errors.find(({ code }) => times.get(code) === most);
}

/**
 * Whether it is no matter of single people: one person's case is no proof for the company, and of fields Small Improvements
 * took without a word and left as they were is told by themselves.
 */
export function isOfCompany({ code }: ErrorData, journal: readonly JournalRow[]): boolean {
  const met = journal.filter(({ error, dropped = [] }) => error && dropped.length === 0);
  const people = new Set(met.map(({ operation }) => operation.changeKey));
  const isOfPerson = code !== 'si-forbidden' && failureOf(new AppError(code)) === 'refused';
  return people.size > (isOfPerson ? 1 : 0);
}
