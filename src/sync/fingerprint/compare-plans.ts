import type { Change } from '../../domain/change.ts';
import { showsTheSame, writesTheSame } from './compare-rows.ts';
import {
  type EqualPart,
  type FreshPlan,
  type Plan,
  type PlanDifference,
  planLifeMs,
  type SavedPlan,
} from '../../domain/plan.ts';
import { isFresh } from '../../shared/stored-time.ts';
import { withSelection } from '../settle/selection.ts';
import { isChosen, isSelectable } from '../settle/settle.ts';

/** What may be imported of a saved plan now that both sides were read again. */
export interface ImportComparison {
  /** The fresh plan with exactly the rows chosen that the saved plan has too; its guards are those of what is left. */
  readonly plan: EqualPart;
  /** Keys of the chosen rows that still say the same. */
  readonly equal: readonly string[];
  /** Rows of the saved plan that are skipped, as they were saved: changed, gone, or dependent on one that is. */
  readonly stale: readonly Change[];
}

/**
 * Rows equal to the saved plan are applied, all others are skipped and named (design §3.5). Leaving a row out can change
 * what others would write; those are left out as well, until nothing is written that was not previewed.
 */
export function compareForImport(saved: SavedPlan, fresh: FreshPlan): ImportComparison {
  const previewed = new Map<string, Change>();
  for (const row of saved.changes) if (isSelectable(row) && isChosen(row)) previewed.set(row.key, row);
  const equal = new Set(previewed.keys());
  let plan: EqualPart = withSelection(fresh, equal);
  for (;;) {
    const before = equal.size;
    const present = new Set<string>();
    for (const row of plan.changes) {
      const old = equal.has(row.key) ? previewed.get(row.key) : undefined;
      if (old && writesTheSame(old, row)) present.add(row.key);
    }
    for (const key of equal) if (!present.has(key)) equal.delete(key);
    if (equal.size === before) break;
    plan = withSelection(fresh, equal);
  }
  const stale = [...previewed.values()].filter((row) => row.selected && !equal.has(row.key));
  return { plan, equal: [...equal], stale };
}

/** Why a saved plan is refused as a whole. */
export const refusals = ['company', 'key-owner', 'settings', 'rules', 'guards', 'too-old'] as const;

export type Refusal = (typeof refusals)[number];

/**
 * What forbids importing a saved plan at all (design §3.5); empty when nothing does.
 *
 * Shape:  `fresh` is what both sides give now; its guards are compared under the saved plan's choice of rows
 */
export function refusalsOf(saved: SavedPlan, fresh: FreshPlan, nowMs: number): readonly Refusal[] {
  const found: Refusal[] = [];
  if (saved.pair !== fresh.pair) found.push('company');
  if (saved.basis.keyOwnerId !== fresh.basis.keyOwnerId) found.push('key-owner');
  if (saved.basis.settings !== fresh.basis.settings) found.push('settings');
  if (saved.rules !== fresh.rules) found.push('rules');
  const chosen = new Set<string>();
  for (const row of saved.changes) if (isSelectable(row) && isChosen(row)) chosen.add(row.key);
  if (resultsOf(saved) !== resultsOf(withSelection(fresh, chosen))) found.push('guards');
  if (!isFresh(saved.takenAtMs, nowMs, planLifeMs)) found.push('too-old');
  return found;
}

function resultsOf(plan: Plan): string {
  return plan.guards.map((finding) => `${finding.id} ${finding.effect}`).join(', ');
}

/** What changed since the last preview; the admin's choice of rows does not count as a change. */
export function changedSince(previous: SavedPlan, current: FreshPlan): PlanDifference {
  const before = new Map<string, Change>();
  for (const row of previous.changes) before.set(row.key, row);
  const appeared: string[] = [];
  const different: string[] = [];
  for (const row of current.changes) {
    const old = before.get(row.key);
    if (!old) appeared.push(row.key);
    else if (!showsTheSame(old, row)) different.push(row.key);
    before.delete(row.key);
  }
  return { appeared, gone: [...before.keys()], different };
}
