import type { PlanHeader } from '../domain/plan.ts';

/** Whether the stored plan still is the one somebody looked at, and free to be changed or taken. */
export function isSamePlan(present: PlanHeader | undefined, before: PlanHeader): boolean {
  return (
    present !== undefined &&
    present.runId === undefined &&
    present.fingerprint === before.fingerprint &&
    present.override?.atMs === before.override?.atMs
  );
}
