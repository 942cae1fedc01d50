import { type ReadonlySignal, signal, untracked } from '@preact/signals';
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

/** The last thing that happened to automatic imports, when it was that they were switched off. */
export const switchedOffOf = laterModel(
  (ui: UiModel): { readonly since: ReadonlySignal<SwitchedOff | undefined>; dispose(): void } => {
    const since = signal<SwitchedOff | undefined>(undefined);
    const load = async () => {
      const audit = await ui.port.history.audit(auditLimit).catch(() => []);
      const last = audit.find((entry) => entry.what === 'automaticImports');
      since.value = last?.after === 'false' ? { atMs: last.atMs, actor: last.actor, own: last.own } : undefined;
    };
    // The view that first asks is not to be drawn anew for how the reading goes on.
    void untracked(load);
    const dispose = ui.port.onChange((topic) => {
      if (topic === 'settings') void load();
    });
    return { since, dispose };
  },
);

/** What is to be said about it while automatic imports are off; undefined where they are on or never were. */
export function offSince(ui: UiModel): SwitchedOff | undefined {
  const since = switchedOffOf(ui).since.value;
  return ui.status.status.value?.settings.automaticImports === false ? since : undefined;
}
