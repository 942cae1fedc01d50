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
