import type { GuardFinding, GuardId, Override, RunMode } from '../../domain/guard.ts';
import { guardsFor } from './guards.ts';
import type { Plan } from '../../domain/plan.ts';

/** Blocks nothing can release: without people, or with another account's, there is nothing sensible to import. */
const neverReleased: readonly GuardId[] = ['nobody-visible', 'no-manual-import-yet'];

/** Whether an admin may release the block at all. */
export function isReleasable(finding: GuardFinding): boolean {
  return finding.effect === 'blocks' && !neverReleased.includes(finding.id);
}

/** The number an admin has to type to release these blocks: the people concerned by the widest of them. */
export function peopleConcerned(findings: readonly GuardFinding[]): number {
  return findings.reduce((most, finding) => Math.max(most, finding.count), 0);
}

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
