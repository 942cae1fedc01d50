import type { IdentityFact, NamedState } from '../../domain/state.ts';
import type { RunDeps } from '../deps.ts';

/**
 * Another key owner, acting user or company: what the admin looked at and agreed to is not what would be written now.
 * Effects: drops the plan with its override, switches automatic imports off, asks for a preview; an audit entry.
 */
export async function withdrawConsent(
  deps: RunDeps,
  known: NamedState['connection'],
  changed: readonly IdentityFact[],
): Promise<void> {
  await dropPlan(deps);
  await deps.state.set('connection', { ...known, changed });
  await switchAutomaticOff(deps);
}

/** Switches automatic imports off, where they are on, and says so in the audit list. */
export async function switchAutomaticOff(deps: RunDeps): Promise<void> {
  const { settings } = await deps.settings.readable();
  if (!settings.automaticImports) return;
  await deps.settings.set({ ...settings, automaticImports: false });
  const actor = (await deps.state.get('connection'))?.siUser;
  await deps.audit.add([{ what: 'automaticImports', before: 'true', after: 'false', atMs: deps.clock.now(), actor }]);
  deps.announce('settings');
}

/** Forgets the plan the preview shows, with whatever released it from its guards. */
export async function dropPlan(deps: RunDeps): Promise<void> {
  const current = await deps.state.get('current-plan');
  if (current) await deps.plans.drop(current.planId);
  deps.announce('plan');
}
