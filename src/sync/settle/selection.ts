import { fingerprintOf } from '../fingerprint/fingerprint.ts';
import { guardsFor } from '../guard/guards.ts';
import type { Plan, Selection } from '../../domain/plan.ts';
import { isChosen, isSelectable, settle } from './settle.ts';

/**
 * The plan with another choice of rows: chart, emails, held-back fields, counts, guards and fingerprint follow.
 * Choosing a row, or leaving one out, may hold others back or set them free.
 *
 * Shape:  from the plan alone; the same choice gives the same plan. Keys that cannot be chosen are ignored
 * Errors: none
 */
export function withSelection(plan: Plan, selection: Selection): Plan {
  const chosen = new Uint8Array(plan.changes.length);
  const isChoice = choiceOf(selection);
  plan.changes.forEach((row, at) => {
    if (isSelectable(row)) chosen[at] = (isChoice(row.key) ?? isChosen(row)) ? 1 : 0;
  });
  const { rows, counts, heldBack } = settle(plan.changes, chosen);
  const settled: Plan = { ...plan, changes: rows, counts, heldBack };
  return { ...settled, guards: guardsFor(settled, 'manual'), fingerprint: fingerprintOf(settled) };
}

function choiceOf(selection: Selection): (key: string) => boolean | undefined {
  if ('get' in selection) return (key) => selection.get(key);
  return (key) => selection.has(key);
}
