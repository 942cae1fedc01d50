import { type Cell, known } from '../../domain/cell.ts';
import type { Change } from '../../domain/change.ts';
import { type ManagedField, managedFields } from '../../domain/fields.ts';
import type { SiUserId } from '../../domain/ids.ts';
import type { OtherWrites, SiTrace } from '../../domain/unattended/other-writes.ts';
import type { SiUser } from '../../domain/people.ts';
import { hashText } from '../fingerprint/hash.ts';
import { shownFields } from './shown-fields.ts';
import { emailOf } from './wanted.ts';

const cellOf: Readonly<Record<ManagedField, (user: SiUser) => Cell>> = {
  ...shownFields,
  supervisor: (user) => user.managerId,
};

const markLength = 3;
const marks = 36 ** markLength;
const notShown = '-'.repeat(markLength);
/** One change an administrator may make by hand in both systems; two of them hardly. */
const changesOfAnImport = 2;

/** The account as a few characters: whether it is active, and a mark for each managed field. */
export function markOf(user: SiUser): string {
  const fields = managedFields.map((field) => {
    const value = known(cellOf[field](user));
    if (value === undefined) return notShown;
    return ((hashText(value ?? '') >>> 0) % marks).toString(36).padStart(markLength, '0');
  });
  return (user.active ? '1' : '0') + fields.join('');
}

export interface Compared {
  readonly before: SiTrace;
  readonly users: readonly SiUser[];
  /** The mark of each account now. */
  readonly marks: SiTrace['marks'];
  readonly rows: readonly Change[];
  /** Addresses this browser may have created accounts for without knowing it. */
  readonly own: readonly string[];
  /** Epoch ms of the reading. */
  readonly atMs: number;
}

/** What others did since; undefined where they did nothing. Fields SI does not show tell nothing either way. */
export function otherWrites({ before, users, marks: marksNow, rows, own, atMs }: Compared): OtherWrites | undefined {
  const byId = new Map(users.map((user) => [user.id, user]));
  const fields = new Set<ManagedField>();
  const seen = { created: 0, changed: 0, deactivated: 0, reactivated: 0 };
  let withId = 0;
  let inStep = 0;
  for (const row of rows) {
    const user = row.employeeId === undefined ? undefined : byId.get(row.siUserId as SiUserId);
    const mark = user && before.marks[user.id];
    if (user === undefined || mark === '') continue;
    if (mark === undefined) {
      if (own.includes((known(emailOf(user)) ?? '').toLowerCase())) continue;
      seen.created += 1;
      withId += typeof user.externalId === 'string' ? 1 : 0;
      continue;
    }
    const now = marksNow[user.id] ?? '';
    if (mark === now) continue;
    const edited = editedFields(mark, now);
    const isSwitched = mark[0] !== now[0];
    if (isSwitched) seen[user.active ? 'reactivated' : 'deactivated'] += 1;
    else if (edited.length > 0) seen.changed += 1;
    else continue;
    for (const field of edited) fields.add(field);
    if (isAsWanted(row, edited)) inStep += 1;
  }
  if (Object.values(seen).every((count) => count === 0)) return undefined;
  const imports = withId > 0 || inStep >= changesOfAnImport;
  return { fromMs: before.atMs, toMs: atMs, ...seen, fields: [...fields], imports };
}

function editedFields(before: string, now: string): readonly ManagedField[] {
  return managedFields.filter((_field, at) => {
    const start = 1 + at * markLength;
    const [was, is] = [before.slice(start, start + markLength), now.slice(start, start + markLength)];
    return was !== is && was !== notShown && is !== notShown;
  });
}

/** Whether what was changed is what BambooHR says. */
function isAsWanted({ kind, fields }: Change, edited: readonly ManagedField[]): boolean {
  if (kind !== 'unchanged' && kind !== 'update') return false;
  return !fields.some(({ field, state }) => (state === 'change' || state === 'held-back') && isIn(edited, field));
}

function isIn(fields: readonly string[], field: string): boolean {
  return fields.includes(field);
}
