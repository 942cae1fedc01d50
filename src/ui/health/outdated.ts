import type { SiUserId } from '../../domain/ids.ts';
import type { FieldsBySide, PairState } from '../../domain/pair-state.ts';
import type { PlanHeader } from '../../domain/plan.ts';

/**
 * Whether an import went through after the plan was taken. Automatic imports save no plan, so a preview may be weeks older than
 * what is known; what blocks it blocked none of them.
 */
export function isOutdated(
  plan: Pick<PlanHeader, 'takenAtMs'> | undefined,
  lastSuccessMs: number | undefined,
): boolean {
  return plan !== undefined && lastSuccessMs !== undefined && plan.takenAtMs < lastSuccessMs;
}

/** What Health lists from a plan: protected accounts of leavers, and fields that are readable nowhere. */
export interface Listed {
  readonly leavers: readonly SiUserId[];
  readonly fields: readonly string[];
}

/** Fields of either side. */
export function ofBothSides({ bamboo, si }: FieldsBySide): Listed['fields'] {
  return [...bamboo, ...si];
}

/** What the latest reading found instead, as long as it is known: every reading notes it, also of an automatic import. */
export function foundSince({ heldLeavers, unreadable }: Partial<PairState>): {
  readonly [List in keyof Listed]: Listed[List] | undefined;
} {
  return {
    leavers: heldLeavers && (Object.keys(heldLeavers) as SiUserId[]),
    fields: unreadable && ofBothSides(unreadable),
  };
}

/** Whether the two lists are of others, in whatever order. */
export function areOthers(listed: readonly string[], found: readonly string[] = listed): boolean {
  const [one, other] = [new Set(listed), new Set(found)];
  return one.size !== other.size || [...one].some((each) => !other.has(each));
}
