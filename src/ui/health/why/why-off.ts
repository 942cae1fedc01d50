import type { UiModel } from '../../shell/ui-model.ts';
import { keptOff, switchedOffOf } from '../switched-off.ts';
import type { Why } from './why-facts.ts';

/** Why automatic imports are off; undefined where they are on or never were. */
export function whyOff(ui: UiModel): Why | undefined {
  const status = ui.status.status.value;
  const since = switchedOffOf(ui).since.value;
  if (status === undefined || status.settings.automaticImports) return undefined;
  const cause = keptOff(status);
  if (cause !== undefined) return { cause };
  return since && { cause: 'switched-off', ...since };
}

/** The same, as far as it is news: whoever never had automatic imports, and keeps the keys for the session, wants none. */
export function offToTell(ui: UiModel): Why | undefined {
  const off = whyOff(ui);
  const isWanted = switchedOffOf(ui).known.value || ui.status.status.value?.locked.includes('automaticImports');
  return off?.cause === 'session-keys' && !isWanted ? undefined : off;
}
