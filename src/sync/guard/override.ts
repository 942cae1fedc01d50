import type { GuardFinding, Override, RunMode } from '../../domain/guard.ts';
import { guardsFor } from './guards.ts';
import type { Plan } from '../../domain/plan.ts';
import { isReleasable, peopleConcerned } from './release.ts';

/** Whether an override fits: made for exactly this plan, with the right number and a reason. */
export function isOverrideFor(
  plan: Pick<Plan, 'fingerprint'>,
  findings: readonly GuardFinding[],
  override: Override,
): boolean {
  const released = findings.filter((finding) => finding.effect === 'blocks' && override.guards.includes(finding.id));
  return (
    override.fingerprint === plan.fingerprint &&
    override.reason.trim() !== '' &&
    override.typedCount === peopleConcerned(released)
  );
}

/**
 * The blocks that stop the plan, less those an override releases.
 *
 * Shape:  empty: the plan may be imported in this mode
 * Source: design §3.4: released once, for exactly this plan, by typing the number of people concerned and a reason
 */
export function blockedBy(plan: Plan, mode: RunMode, override?: Override): readonly GuardFinding[] {
  const blocking = guardsFor(plan, mode).filter((finding) => finding.effect === 'blocks');
  if (!override || !isOverrideFor(plan, blocking, override)) return blocking;
  return blocking.filter((finding) => !isReleasable(finding) || !override.guards.includes(finding.id));
}
