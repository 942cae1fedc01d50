import { breakLoops, type LoopFinding } from './chart.ts';
import { type Change, type FieldNote, type FieldNoteCode, mostNamed, type PersonRef } from '../../domain/change.ts';
import { type RowIndex, rowOfTarget } from '../rows/row-index.ts';

/**
 * Which chosen rows keep their present manager: because of whom they should report to, or because the chart would loop.
 * Target: chosen rows as BambooHR says, everybody else as SI has it now (design §3.5).
 */
export function settleManagers(
  rows: readonly Change[],
  chosen: Uint8Array,
  index: RowIndex,
): ReadonlyMap<number, FieldNote> {
  const held = new Map<number, FieldNote>();
  const moving: number[] = [];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as Change;
    if (row.managerWanted === undefined || chosen[at] !== 1) continue;
    const obstacle = obstacleOf(rows, chosen, index, row);
    if (obstacle) held.set(at, obstacle);
    else moving.push(at);
  }
  if (moving.length === 0) return held;
  const loops = breakLoops({
    size: rows.length,
    moving,
    wanted: (at) => rowOfTarget(index, rows[at]?.managerWanted ?? null),
    present: (at) => presentManager(rows, index, at),
  });
  const notes = new Map<LoopFinding, FieldNote>();
  for (const [at, finding] of loops) {
    let note = notes.get(finding);
    if (!note) notes.set(finding, (note = noteOfLoop(rows, finding)));
    held.set(at, note);
  }
  return held;
}

/** Position of the row of the manager a person has in SI now; -1 for none. */
export function presentManager(rows: readonly Change[], index: RowIndex, at: number): number {
  const now = rows[at]?.managerNow;
  return now == null ? -1 : index.rowOfUser(now);
}

/** The manager wanted is to be created by a row that is not chosen, or is inactive and no chosen row brings them back. */
function obstacleOf(rows: readonly Change[], chosen: Uint8Array, index: RowIndex, row: Change): FieldNote | undefined {
  const manager = rowOfTarget(index, row.managerWanted ?? null);
  const other = rows[manager];
  if (!other) return undefined;
  const isChosen = chosen[manager] === 1;
  if (other.kind === 'create') return isChosen ? undefined : about(other, 'manager-not-selected');
  const comesBack = other.kind === 'reactivate' && isChosen;
  return other.accountActive === false && !comesBack ? about(other, 'manager-inactive') : undefined;
}

function about(row: Change, code: FieldNoteCode): FieldNote {
  return { code, people: [refOf(row)] };
}

/** Names everybody on the loop in its order, the person concerned among them; all of them share the note. */
function noteOfLoop(rows: readonly Change[], finding: LoopFinding): FieldNote {
  const people = finding.members.slice(0, mostNamed).map((member) => refOf(rows[member] as Change));
  return { code: finding.code, people };
}

function refOf(row: Change): PersonRef {
  return { name: row.name, employeeId: row.employeeId, siUserId: row.siUserId };
}
