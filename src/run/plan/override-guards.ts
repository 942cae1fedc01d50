import type { CommandData } from '../../messaging/protocol.ts';
import { AppError } from '../../shared/app-error.ts';
import type { PlanId } from '../../domain/ids.ts';
import { isReleasable, peopleConcerned } from '../../sync/guard/release.ts';
import type { RunDeps } from '../deps.ts';

/**
 * Releases the plan, exactly as it is, from the guards that block it.
 * Errors: `plan-changed` when the plan is not the one the admin looked at; `settings-invalid` when the typed number is
 * not the number of people concerned, or the reason is missing.
 */
export async function overrideGuards(deps: RunDeps, override: CommandData<'overrideGuards'>): Promise<void> {
  const header = await deps.plans.header(override.planId as PlanId);
  if (!header || header.runId) throw new AppError('plan-missing');
  if (header.fingerprint !== override.fingerprint) throw new AppError('plan-changed');
  const releasable = header.guards.filter(isReleasable);
  const reason = override.reason.trim();
  if (peopleConcerned(releasable) !== override.typedCount) {
    throw new AppError('settings-invalid', { fields: ['typedCount'] });
  }
  if (reason === '') throw new AppError('settings-invalid', { fields: ['reason'] });
  const guards = releasable.map((finding) => finding.id);
  const { fingerprint } = header;
  const given = { fingerprint, guards, typedCount: override.typedCount, reason, atMs: deps.clock.now() };
  if (!(await deps.plans.replace(header, { ...header, override: given }))) throw new AppError('plan-changed');
  deps.announce('plan');
}
