import type { Settings } from '../../config/settings.ts';
import type { IdentityFact, NamedState } from '../../domain/state.ts';
import type { RunDeps } from '../deps.ts';

/**
 * Another key owner, acting user or company: what the admin looked at and agreed to is not what would be written now.
 * Effects: drops the plan with its override, switches automatic imports off, asks for a preview; an audit entry. Where IT
 * keeps them on they wait for a preview, and the entry says that instead.
 */
export async function withdrawConsent(
  deps: RunDeps,
  known: NamedState['connection'],
  changed: readonly IdentityFact[],
): Promise<void> {
  await dropPlan(deps);
  await deps.state.set('connection', { ...known, changed });
  if (changed.includes('company')) await deps.state.clear('schedule');
  await deps.settings.inTurn(() => switchAutomaticOff(deps));
}

/** Switches automatic imports off, where they are on and IT leaves it to us, and says in the audit list what it did. */
async function switchAutomaticOff(deps: RunDeps): Promise<void> {
  const { settings } = await deps.settings.readable();
  if (!settings.automaticImports) return;
  const actor = (await deps.state.get('connection'))?.siUser;
  const entry = { atMs: deps.clock.now(), actor };
  if ((await deps.settings.locked()).includes('automaticImports')) {
    await deps.audit.add([{ ...entry, what: 'automaticWaits' }]);
    return;
  }
  await deps.settings.set({ ...settings, automaticImports: false });
  await deps.audit.add([{ atMs: entry.atMs, own: true, what: 'automaticImports', before: 'true', after: 'false' }]);
  deps.announce('settings');
}

/** The companies are the same, but what was agreed to is not what would be written: a preview has to be seen first. */
export async function askForPreview(deps: Pick<RunDeps, 'state'>): Promise<void> {
  const known = await deps.state.get('connection');
  if (known) await deps.state.set('connection', { ...known, changed: known.changed ?? ['settings'] });
}

/** Whoever has changed a key, or what is written, has released automatic imports from what a write has emptied. */
export async function forgetBlanked({ state, pairs }: Pick<RunDeps, 'state' | 'pairs'>): Promise<void> {
  const pair = (await state.get('connection'))?.pair;
  if (pair !== undefined) await pairs.changeFacts(pair, (facts) => ({ ...facts, blanked: undefined }));
}

/** Forgets which company this browser is connected to, and how its automatic imports went. */
export async function leaveCompany(deps: Pick<RunDeps, 'state'>): Promise<void> {
  for (const name of ['connection', 'schedule', 'si-trace', 'proven'] as const) await deps.state.clear(name);
}

/** A preview of exactly these two companies was made, with the keys of the people who are acting now. */
export async function isPreviewSeen(deps: Pick<RunDeps, 'state'>, settings: Settings): Promise<boolean> {
  return isSeen(await deps.state.get('connection'), settings);
}

export function isSeen(connection: NamedState['connection'] | undefined, settings: Settings): boolean {
  return connection !== undefined && connection.changed === undefined && isOfSettings(connection, settings);
}

/** Whether it was made of what the settings say now, whoever changed them; what earlier versions stored has no ID kind. */
export function isOfSettings(
  seen: Pick<NamedState['connection'], 'subdomain' | 'siAddress' | 'idKind'>,
  settings: Settings,
): boolean {
  return (
    seen.subdomain === settings.bambooSubdomain &&
    seen.siAddress === settings.siAddress &&
    (seen.idKind ?? settings.idKind) === settings.idKind
  );
}

/** Forgets the plan the preview shows, with whatever released it from its guards. */
export async function dropPlan(deps: Pick<RunDeps, 'state' | 'plans' | 'announce'>): Promise<void> {
  const current = await deps.state.get('current-plan');
  if (current) await deps.plans.drop(current.planId);
  deps.announce('plan');
}
