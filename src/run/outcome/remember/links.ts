import type { EmployeeId, SiUserId } from '../../../domain/ids.ts';
import type { JournalRow } from '../../../domain/journal.ts';
import type { Link } from '../../../domain/link.ts';
import type { WriteValues } from '../../../domain/operation.ts';
import type { Run, RunPerson } from '../../../domain/run.ts';

interface Confirming {
  readonly run: Pick<Run, 'readAtMs'>;
  readonly people: readonly RunPerson[];
  readonly journal: readonly JournalRow[];
  /** What is remembered of this company pair so far. */
  readonly known: readonly Link[];
  readonly nowMs: number;
}

/**
 * Links of everybody of whom something was confirmed, those whose account it says something new about, and those of whom SI
 * took a part of what it did not confirm as a whole.
 * Idempotent. That we deactivated an account changes with the lock or unlock that was confirmed, and with nothing else.
 */
export function confirmedLinks({ run, people, journal, known, nowMs }: Confirming): readonly Link[] {
  const byKey = new Map(people.map((person) => [person.changeKey, person]));
  const before = new Map(known.map((link) => [link.employeeId, link]));
  const ours = deactivatedByUs(known, journal);
  const isOurs = (id: SiUserId) => ours.has(id) || undefined;
  const links = new Map<EmployeeId, Link>(
    known
      .filter((link) => link.deactivatedByUs !== isOurs(link.siUserId))
      .map((link) => [link.employeeId, { ...link, deactivatedByUs: isOurs(link.siUserId) }]),
  );
  for (const row of journal) {
    const { operation, state, siUserId } = row;
    const person = byKey.get(operation.changeKey);
    if (!person?.employeeId) continue;
    const present = links.get(person.employeeId) ?? before.get(person.employeeId);
    const values = valuesHeld(row);
    const account = operation.siUserId ?? person.siUserId;
    if (state === 'failed' && values && present && present.siUserId === account)
      links.set(person.employeeId, { ...present, written: { ...present.written, ...values } });
    if (state !== 'confirmed' || operation.stage === 'mails' || !siUserId) continue;
    // What was written to another account says nothing of this one.
    const written = present?.siUserId === siUserId ? present.written : undefined;
    links.set(person.employeeId, {
      employeeId: person.employeeId,
      siUserId,
      email: person.email,
      by: person.match ?? 'employee-id',
      confirmedAtMs: nowMs,
      // The row of an account whose employee is gone, and a revert, show nobody in BambooHR.
      seenAtMs: (isRowOfEmployee(person) ? run.readAtMs : undefined) ?? before.get(person.employeeId)?.seenAtMs,
      deactivatedByUs: isOurs(siUserId),
      written: values ? { ...written, ...values } : written,
    });
  }
  return [...links.values()];
}

/** An invitation carries nothing else; what else a creation names is written later, if at all (SI reference §4.2). */
const invited: readonly string[] = ['firstName', 'lastName', 'workEmail'];

/**
 * What SI holds of a write as far as it shows: nothing of what it did not take, and its own form of what it keeps in one.
 * Undefined of what writes no values, and where nothing is known of them.
 */
function valuesHeld({ operation, state, error, dropped = [], kept }: JournalRow): WriteValues | undefined {
  if (!('values' in operation)) return undefined;
  const missed = state === 'failed' && error?.code === 'write-not-confirmed' ? error.context.fields : undefined;
  if (state !== 'confirmed' && !missed) return undefined;
  const isNone = (key: string) =>
    dropped.includes(key) || missed?.includes(key) || (operation.stage === 'create' && !invited.includes(key));
  const taken = Object.entries(operation.values).filter(([key]) => !isNone(key));
  return { ...Object.fromEntries(taken), ...kept };
}

function isRowOfEmployee({ changeKey }: RunPerson): boolean {
  return changeKey.startsWith('e:');
}

/** Accounts this product deactivated and nobody has reactivated through it since. */
function deactivatedByUs(known: readonly Link[], journal: readonly JournalRow[]): ReadonlySet<SiUserId> {
  const ours = new Set<SiUserId>();
  for (const link of known) if (link.deactivatedByUs) ours.add(link.siUserId);
  for (const { operation, state, siUserId } of journal) {
    if (state !== 'confirmed' || !siUserId) continue;
    if (operation.stage === 'deactivate') ours.add(siUserId);
    else if (operation.stage === 'reactivate') ours.delete(siUserId);
  }
  return ours;
}
