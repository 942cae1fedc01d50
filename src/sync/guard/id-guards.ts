import type { GuardFinding } from '../../domain/guard.ts';
import { isOverShare, limits, shareOf } from './guard-limits.ts';
import { guardsFor } from './guards.ts';
import type { PlanBasis } from '../../domain/plan.ts';

/**
 * The guards in the way of "Store employee IDs", which writes rows nobody selects: those of the company as a whole, and
 * that of identities where IDs that are there already would be replaced. Filling an empty ID concerns none of them.
 */
export function idGuardsOf(basis: PlanBasis): readonly GuardFinding[] {
  const general = guardsFor({ changes: [], basis }, 'manual');
  const count = idsToConfirm(basis);
  if (count === 0) return general;
  const base = basis.matchedActive;
  const limit = shareOf(base, limits.identityChanges.share);
  return [...general, { id: 'identity-changes', effect: 'blocks', count, limit, base }];
}

/** How many IDs would be replaced, where they are so many that the admin has to type their number; else 0. */
export function idsToConfirm({ idsToReplace, matchedActive }: PlanBasis): number {
  return isOverShare(idsToReplace, matchedActive, limits.identityChanges) ? idsToReplace : 0;
}
