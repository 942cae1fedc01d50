import type { PlanHeader } from '../../domain/plan.ts';
import { AppError } from '../../shared/app-error.ts';
import { idGuardsOf } from '../../sync/guard/id-guards.ts';
import { isReleasable } from '../../sync/guard/release.ts';
import type { GuardFinding } from '../../domain/guard.ts';

/**
 * What the guards say about storing employee IDs, if the admin released all that blocks it: replaced IDs by typing
 * their number, everything else with the preview itself.
 *
 * Errors: `plan-blocked`; `settings-invalid` naming `typedCount` when the number of replaced IDs is missing or another
 */
export function checkIdsStorable(header: PlanHeader, typedCount: number | undefined): readonly GuardFinding[] {
  const findings = idGuardsOf(header.basis);
  const released = new Set(header.override?.guards);
  for (const finding of findings) {
    if (finding.effect !== 'blocks') continue;
    if (finding.id === 'identity-changes') {
      if (finding.count !== typedCount) throw new AppError('settings-invalid', { fields: ['typedCount'] });
    } else if (!isReleasable(finding) || !released.has(finding.id)) throw new AppError('plan-blocked');
  }
  return findings;
}
