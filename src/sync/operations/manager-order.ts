import type { Change } from '../../domain/change.ts';
import { type RowIndex, rowOfTarget } from '../rows/row-index.ts';
import { presentManager } from '../settle/settle-managers.ts';

/** One manager write and what must be confirmed before. Rows by position, -1 for none. */
export interface ManagerStep {
  readonly at: number;
  /** The new manager's row. */
  readonly manager: number;
  /** The nearest person above, in the chart as it is to be, whose own manager changes too. */
  readonly above: number;
}

const unknown = -2;

/**
 * Manager writes from the top of the chart downwards. Each waits for the nearest change above it, which waits in turn:
 * so everybody above has the manager they are to have before anybody below moves, and no state in between loops.
 */
export function orderManagers(
  rows: readonly Change[],
  selected: readonly number[],
  index: RowIndex,
): readonly ManagerStep[] {
  const moving = selected.filter((at) => rows[at]?.manager !== undefined);
  if (moving.length === 0) return [];
  const isMoving = new Uint8Array(rows.length);
  for (const at of moving) isMoving[at] = 1;
  const parentOf = (at: number) =>
    isMoving[at] ? rowOfTarget(index, rows[at]?.manager?.after ?? null) : presentManager(rows, index, at);
  // For each person, the nearest moving one at or above; filled along every path once.
  const nearest = new Int32Array(rows.length).fill(unknown);
  const steps: ManagerStep[] = [];
  for (const start of moving) {
    const path: number[] = [];
    let at = start;
    while (at >= 0 && nearest[at] === unknown) {
      // A loop in SI's own chart ends here instead of never.
      nearest[at] = -1;
      path.push(at);
      at = parentOf(at);
    }
    let above = at >= 0 ? (nearest[at] as number) : -1;
    for (const step of path.reverse()) {
      if (isMoving[step]) {
        steps.push({ at: step, manager: parentOf(step), above });
        above = step;
      }
      nearest[step] = above;
    }
  }
  return steps;
}
