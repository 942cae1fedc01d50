import type { Link } from '../../../domain/link.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { RunPerson } from '../../../domain/run.ts';

/** Links of everybody of whom something was confirmed; `known`: what was remembered of them before. */
export function confirmedLinks(
  byKey: ReadonlyMap<string, RunPerson>,
  journal: readonly JournalRow[],
  known: readonly Link[],
  nowMs: number,
): readonly Link[] {
  const links = new Map<string, Link>();
  const before = new Map(known.map((link) => [link.siUserId, link.written]));
  for (const row of journal) {
    const person = byKey.get(row.operation.changeKey);
    if (row.state !== 'confirmed' || row.operation.stage === 'mails') continue;
    if (!row.siUserId || !person?.employeeId) continue;
    const { operation, siUserId } = row;
    const values = 'values' in operation ? operation.values : undefined;
    const present = links.get(person.changeKey)?.written ?? before.get(siUserId);
    links.set(person.changeKey, {
      employeeId: person.employeeId,
      siUserId,
      email: person.email,
      by: person.match ?? 'employee-id',
      confirmedAtMs: nowMs,
      deactivatedByUs: operation.stage === 'deactivate' ? true : undefined,
      written: values ? { ...present, ...values } : present,
    });
  }
  return [...links.values()];
}
