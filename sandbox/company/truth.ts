import type { Truth, TruthKind, TruthRow } from '../state/sandbox-state.ts';
import type { SiUser } from '../state/si-state.ts';
import type { Person, PersonKind } from './person.ts';
import type { ExtraUser } from './si-extras.ts';

const KINDS: Record<PersonKind, { kind: TruthKind; reason: string | null }> = {
  unchanged: { kind: 'unchanged', reason: null },
  update: { kind: 'update', reason: null },
  create: { kind: 'create', reason: null },
  deactivate: { kind: 'deactivate', reason: null },
  reactivate: { kind: 'reactivate', reason: null },
  gone: { kind: 'unchanged', reason: 'inactive on both sides' },
  'no-email': { kind: 'ignored', reason: 'no work email' },
  future: { kind: 'ignored', reason: 'not started yet' },
  'never-in-si': { kind: 'ignored', reason: 'inactive and never in Small Improvements' },
  'shared-email': { kind: 'conflict', reason: 'one email twice' },
  rehire: { kind: 'conflict', reason: 'email of an account with the ID of another employee' },
};

/** Counts per kind over all rows, zero where none. */
function countKinds(rows: Iterable<TruthRow>): Record<TruthKind, number> {
  const counts: Record<TruthKind, number> = {
    create: 0,
    update: 0,
    deactivate: 0,
    reactivate: 0,
    unchanged: 0,
    ignored: 0,
    conflict: 0,
    'only-in-si': 0,
  };
  for (const row of rows) counts[row.kind] += 1;
  return counts;
}

/** What was seeded as which kind. */
export function createTruth(people: Person[], users: Map<number, SiUser>, extras: ExtraUser[]): Truth {
  const employees: Record<string, TruthRow> = {};
  for (const person of people) {
    const { kind, reason } = KINDS[person.kind];
    employees[person.id] = {
      kind,
      siUserId: users.get(person.index)?.id ?? null,
      fields: kind === 'update' || kind === 'reactivate' ? [...person.stale] : [],
      reason,
      notes: person.preferredName === null ? [...person.notes] : [...person.notes, 'has a preferred name'],
    };
  }
  const onlyInSi: Record<string, TruthRow> = {};
  for (const { user, reason } of extras) {
    onlyInSi[user.id] = { kind: 'only-in-si', siUserId: user.id, fields: [], reason, notes: [] };
  }
  return { employees, onlyInSi, counts: countKinds([...Object.values(employees), ...Object.values(onlyInSi)]) };
}
