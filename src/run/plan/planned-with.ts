import type { Settings } from '../../config/settings.ts';
import { hashTexts } from '../../sync/fingerprint/hash.ts';
import { isOn, isSuspended } from '../automatic/schedule.ts';
import type { RunDeps } from '../deps.ts';
import { planOptions } from './read-snapshot.ts';

type Deps = Pick<RunDeps, 'settings' | 'clock'>;

/** Tells all of the settings that decides what is written from what it was at another time. */
export function plannedWith(settings: Settings): string {
  const { bambooSubdomain, siAddress, sendPasswordEmails } = settings;
  return hashTexts([JSON.stringify([bambooSubdomain, siAddress, sendPasswordEmails, planOptions(settings)])]);
}

/** Whether what was planned would be planned with the present settings: anybody may have saved others since. */
export async function isStillPlanned({ settings }: Pick<Deps, 'settings'>, planned: string): Promise<boolean> {
  return plannedWith((await settings.readable()).settings) === planned;
}

/** Whether automatic imports may still write what was planned; what earlier versions opened does not say with what. */
export async function isStillWanted(deps: Deps, planned: string | undefined): Promise<boolean> {
  const { settings } = await deps.settings.readable();
  const isOnNow = isOn(settings) && !isSuspended(settings, deps.clock.now());
  return isOnNow && (planned === undefined || plannedWith(settings) === planned);
}
