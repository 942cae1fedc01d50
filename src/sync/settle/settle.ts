import { type Change, type ChangeKind, type FieldChange, type FieldNote, isWriting } from '../../domain/change.ts';
import { indexRows, type RowIndex, shareIndex } from '../rows/row-index.ts';
import { isTickable } from '../judge/protection.ts';
import { findTakenEmails, wantedEmail } from './settle-emails.ts';
import { settleManagers } from './settle-managers.ts';

/** Rows with the last word on what is written, and their numbers. */
export interface Settled {
  readonly rows: readonly Change[];
  readonly counts: Readonly<Record<ChangeKind, number>>;
  readonly heldBack: number;
}

/** Whether a choice can be made about the row: it can be ticked, or could if others were chosen. */
export function isSelectable(row: Change): boolean {
  return isTickable(row) || isOnlyHeldBack(row);
}

/** Whether the row is chosen. One that writes nothing because of others counts as chosen and comes back with them. */
export function isChosen(row: Change): boolean {
  return row.selected || isOnlyHeldBack(row);
}

/** Whether the row would write if others were chosen or went first. */
export function isOnlyHeldBack(row: Change): boolean {
  return row.kind === 'unchanged' && (row.managerWanted !== undefined || row.emailHeldBy !== undefined);
}

/**
 * Decides for the chosen rows which new emails and managers can be written together, and holds the others back.
 * A row that needs no decision is returned as the same object.
 *
 * Shape:  `chosen` by position, 1 for chosen; rows that cannot be chosen are ignored
 * Source: design §3.1 (held-back fields), §3.5 (managers, emails)
 */
export function settle(rows: readonly Change[], chosen: Uint8Array): Settled {
  const index = needsIndex(rows) ? indexRows(rows) : emptyIndex;
  const taken = findTakenEmails(rows, chosen, index);
  const managers = settleManagers(rows, chosen, index);
  const counts = {
    conflict: 0,
    ignored: 0,
    deactivate: 0,
    reactivate: 0,
    create: 0,
    update: 0,
    unchanged: 0,
    'only-in-si': 0,
  };
  const settled = new Array<Change>(rows.length);
  let heldBack = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const row = settleRow(rows, at, chosen[at] === 1, index, taken, managers);
    settled[at] = row;
    counts[row.kind] += 1;
    if (row.fields.length > 0) heldBack += countHeldBack(row.fields);
  }
  // Settling moves no row and no account.
  if (index !== emptyIndex) shareIndex(settled, index);
  return { rows: settled, counts, heldBack };
}

function countHeldBack(fields: readonly FieldChange[]): number {
  let count = 0;
  for (const field of fields) if (field.state === 'held-back') count += 1;
  return count;
}

const emptyIndex: RowIndex = { rowOfUser: () => -1, rowOfNewcomer: () => -1 };

function needsIndex(rows: readonly Change[]): boolean {
  return rows.some((row) => row.managerWanted !== undefined || row.emailHeldBy !== undefined);
}

function settleRow(
  rows: readonly Change[],
  at: number,
  chosen: boolean,
  index: RowIndex,
  taken: ReadonlySet<number>,
  managers: ReadonlyMap<number, FieldNote>,
): Change {
  const row = rows[at] as Change;
  if (row.managerWanted !== undefined || row.emailHeldBy !== undefined) {
    return settleTerms(row, chosen, taken.has(at) ? takenBy(rows, row, index) : undefined, managers.get(at));
  }
  const selected = chosen && isWriting(row.kind);
  return selected === row.selected ? row : { ...row, selected };
}

/** A row of which others have a say; apart, because only such rows are worth a closure. */
function settleTerms(
  row: Change,
  chosen: boolean,
  emailNote: FieldNote | undefined,
  heldManager: FieldNote | undefined,
): Change {
  const fields = row.fields.map((field) => settleField(row, field, emailNote, heldManager));
  const kind = row.kind === 'update' || row.kind === 'unchanged' ? kindOf(fields) : row.kind;
  const manager =
    row.managerWanted === undefined || heldManager
      ? undefined
      : { before: row.managerNow ?? null, after: row.managerWanted };
  return { ...row, kind, fields, manager, selected: chosen && isWriting(kind) };
}

function settleField(
  row: Change,
  field: FieldChange,
  emailNote: FieldNote | undefined,
  managerNote: FieldNote | undefined,
): FieldChange {
  if (field.field === 'supervisor' && row.managerWanted !== undefined) return withNote(field, managerNote);
  if (row.emailHeldBy !== undefined && field === wantedEmail(row)) return withNote(field, emailNote);
  return field;
}

function withNote(field: FieldChange, note: FieldNote | undefined): FieldChange {
  const { before, after } = field;
  if (note) return { field: field.field, state: 'held-back', before, after, note };
  return field.state === 'change' ? field : { field: field.field, state: 'change', before, after };
}

function kindOf(fields: readonly FieldChange[]): 'update' | 'unchanged' {
  return fields.some((field) => field.state === 'change') ? 'update' : 'unchanged';
}

function takenBy(rows: readonly Change[], row: Change, index: RowIndex): FieldNote {
  const people = (row.emailHeldBy ?? []).map((siUserId) => {
    const holder = rows[index.rowOfUser(siUserId)];
    return { name: holder?.name ?? siUserId, employeeId: holder?.employeeId, siUserId };
  });
  return { code: 'email-taken', people };
}
