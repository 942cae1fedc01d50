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

/** Whether the refusal is about the one person it met: one person's case is no proof for the company. */
export function isOfOnePerson({ code }: ErrorData, journal: readonly JournalRow[]): boolean {
  const people = new Set(journal.flatMap(({ error, operation }) => (error ? operation.changeKey : [])));
  return people.size === 1 && code !== 'si-forbidden' && failureOf(new AppError(code)) === 'refused';
}
