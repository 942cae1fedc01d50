import type { GuardFinding } from '../../domain/guard.ts';
import type { PlanHeader } from '../../domain/plan.ts';

/** What the safety rules found, by what it means for the import of the plan. */
export interface Findings {
  readonly blocking: readonly GuardFinding[];
  /** Blocks an admin released for this very plan. */
  readonly released: readonly GuardFinding[];
  readonly warning: readonly GuardFinding[];
}

export function findingsOf({
  guards,
  fingerprint,
  override,
}: Pick<PlanHeader, 'guards' | 'fingerprint' | 'override'>): Findings {
  const given = override?.fingerprint === fingerprint ? override.guards : [];
  const blocks = guards.filter((guard) => guard.effect === 'blocks');
  return {
    blocking: blocks.filter((guard) => !given.includes(guard.id)),
    released: blocks.filter((guard) => given.includes(guard.id)),
    warning: guards.filter((guard) => guard.effect === 'warns'),
  };
}
