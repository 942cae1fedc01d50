import type { Link } from '../../../domain/link.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { RunPerson } from '../../../domain/run.ts';

/** Links of everybody of whom something was confirmed. */
export function confirmedLinks(
  byKey: ReadonlyMap<string, RunPerson>,
  journal: readonly JournalRow[],
  nowMs: number,
): readonly Link[] {
  const links = new Map<string, Link>();
  for (const row of journal) {
    const person = byKey.get(row.operation.changeKey);
    if (row.state !== 'confirmed' || row.operation.stage === 'mails') continue;
    if (!row.siUserId || !person?.employeeId) continue;
    links.set(person.changeKey, {
      employeeId: person.employeeId,
      siUserId: row.siUserId,
      email: person.email,
      by: person.match ?? 'employee-id',
      confirmedAtMs: nowMs,
      deactivatedByUs: row.operation.stage === 'deactivate' ? true : undefined,
    });
  }
  return [...links.values()];
}
