import type { Change } from '../../domain/change.ts';
import type { JournalRow } from '../../domain/journal.ts';
import type { RunId } from '../../domain/ids.ts';
import type { OutcomeCounts, PersonOutcome, RunPerson } from '../../domain/run.ts';

/** The person of a run as history shows it before anything was tried. */
export function toRunPerson(runId: RunId, index: number, change: Change): RunPerson {
  return {
    runId,
    index,
    changeKey: change.key,
    name: change.name,
    kind: change.kind,
    employeeId: change.employeeId,
    siUserId: change.siUserId,
    email: change.email,
    match: change.match?.by,
    fields: change.fields,
    outcome: 'pending',
  };
}

/** The person of a run who is left out of it from the start, and why. `skipName`: who has to go first. */
export function toSkippedPerson(
  runId: RunId,
  index: number,
  change: Change,
  { skip, skipName }: Pick<RunPerson, 'skip' | 'skipName'>,
): RunPerson {
  return { ...toRunPerson(runId, index, change), outcome: 'skipped', skip, skipName };
}

/** People with the outcome their operations add up to. A person without operations (skipped before writing) stays as is. */
export function withOutcomes(people: readonly RunPerson[], journal: readonly JournalRow[]): RunPerson[] {
  const rows = groupByKey(journal);
  return people.map((person) => {
    const own = rows.get(person.changeKey);
    return own
      ? {
          ...person,
          ...outcomeOf(own),
          fields: withForms(person.fields, own),
          siUserId: person.siUserId ?? own.find((row) => row.siUserId)?.siUserId,
        }
      : person;
  });
}

/** The fields with a note on those SI keeps in a form of its own. */
function withForms(fields: RunPerson['fields'], rows: readonly JournalRow[]): RunPerson['fields'] {
  const kept: Readonly<Record<string, string | null>> = Object.assign({}, ...rows.map((row) => row.kept));
  if (Object.keys(kept).length === 0) return fields;
  return fields.map((field) => {
    const text = field.state === 'same' ? undefined : kept[field.field];
    return typeof text === 'string' ? { ...field, note: { code: 'own-form', text } } : field;
  });
}

function groupByKey(journal: readonly JournalRow[]): Map<string, JournalRow[]> {
  const groups = new Map<string, JournalRow[]>();
  for (const row of journal) {
    const group = groups.get(row.operation.changeKey);
    if (group) group.push(row);
    else groups.set(row.operation.changeKey, [row]);
  }
  return groups;
}

function outcomeOf(rows: readonly JournalRow[]): Pick<RunPerson, 'outcome' | 'error' | 'skip' | 'skipName'> {
  const telling =
    rows.find((row) => row.state === 'failed') ??
    rows.find((row) => row.state === 'unknown') ??
    rows.find((row) => row.state === 'skipped');
  return { outcome: combined(rows), error: telling?.error, skip: telling?.skip, skipName: telling?.skipName };
}

function combined(rows: readonly JournalRow[]): PersonOutcome {
  const states = new Set(rows.map((row) => row.state));
  if (states.has('pending') || states.has('sent')) return 'pending';
  if (states.size === 1) return [...states][0] as PersonOutcome;
  if (states.has('unknown')) return 'unknown';
  return states.has('confirmed') ? 'partly' : 'failed';
}

/** Counts of people; somebody of whom only a part was confirmed counts as failed, because something is left to do. */
export function countOutcomes(people: readonly RunPerson[]): OutcomeCounts {
  const counts = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 };
  for (const { outcome } of people) counts[outcome === 'partly' ? 'failed' : outcome] += 1;
  return counts;
}
