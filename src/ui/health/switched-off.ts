import { type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Status } from '../../messaging/replies.ts';
import { laterModel } from '../shell/later-model.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** How automatic imports came to be off. */
export interface SwitchedOff {
  /** Epoch ms. */
  readonly atMs: number;
  /** Name of the acting SI user, where known. */
  readonly actor?: string | undefined;
  /** Nobody did: the product itself, because the connection changed. */
  readonly own?: true | undefined;
}

const auditLimit = 2000;

/** What keeps automatic imports off, whatever anybody switches: IT's policy, or that keys end with the session. */
export function keptOff({ settings, locked }: Status): 'kept-off' | 'session-keys' | undefined {
  if (settings.automaticImports) return undefined;
  if (settings.keysForSession) return locked.includes('keysForSession') ? 'kept-off' : 'session-keys';
  return locked.includes('automaticImports') ? 'kept-off' : undefined;
}

interface SwitchedOffModel {
  readonly since: ReadonlySignal<SwitchedOff | undefined>;
  /** They were switched on, or off again, at some time. */
  readonly known: ReadonlySignal<boolean>;
}

/** The last thing that happened to automatic imports, when it was that they were switched off. */
export const switchedOffOf = laterModel((ui: UiModel): SwitchedOffModel & { dispose(): void } => {
  const since = signal<SwitchedOff | undefined>(undefined);
  const known = signal(false);
  const load = async () => {
    const audit = await ui.port.history.audit(auditLimit).catch(() => []);
    const last = audit.find((entry) => entry.what === 'automaticImports');
    known.value = last !== undefined;
    since.value = last?.after === 'false' ? { atMs: last.atMs, actor: last.actor, own: last.own } : undefined;
  };
  // The view that first asks is not to be drawn anew for how the reading goes on.
  void untracked(load);
  const dispose = ui.port.onChange((topic) => {
    if (topic === 'settings') void load();
  });
  return { since, known, dispose };
});
