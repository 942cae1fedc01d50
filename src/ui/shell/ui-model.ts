import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { RunId } from '../../domain/ids.ts';
import type { UiPort } from './port.ts';
import { type ActivityModel, createActivityModel } from './activity-model.ts';
import { type ConfigModel, createConfigModel } from '../configuration/config-model.ts';
import { createDecisionsModel, type DecisionsModel } from '../preview/decisions/decisions-model.ts';
import { createFirstCreationModel, type FirstCreationModel } from '../preview/import/first-creation-model.ts';
import { createHealthModel, type HealthModel } from '../health/health-model.ts';
import { createHistoryModel, type HistoryModel } from '../history/history-model.ts';
import { createImportModel, type ImportModel } from '../preview/import/import-model.ts';
import { createPlanModel, type PlanModel } from '../preview/plan-model.ts';
import { createPreviewModel, type PreviewModel } from '../preview/preview-model.ts';
import { createSelectionModel, type SelectionModel } from '../preview/selection-model.ts';
import { createStatusModel, type StatusModel } from './status-model.ts';

export const tabs = ['preview', 'history', 'configuration', 'health'] as const;
export type Tab = (typeof tabs)[number];

/** The tab an address ending in `#health`, or with a place of it in `#health=leavers`, asks for. */
export function tabOfHash(hash: string): Tab | undefined {
  return tabs.find((tab) => hash.split('=')[0] === `#${tab}`);
}

/** BambooHR id of the person an address ending in `#person=41` asks for. */
function personOfHash(hash: string): string | undefined {
  return /^#person=(\d{1,20})$/.exec(hash)?.[1];
}

/** `welcome`: the first start asks; `viewer`: reviews and objectives only; `sync`: the four tabs. */
export type Screen = 'loading' | 'welcome' | 'viewer' | 'sync';

export interface UiModel {
  readonly port: UiPort;
  readonly status: StatusModel;
  readonly activity: ActivityModel;
  readonly plan: PlanModel;
  readonly selection: SelectionModel;
  readonly preview: PreviewModel;
  readonly decisions: DecisionsModel;
  readonly imports: ImportModel;
  readonly firstCreation: FirstCreationModel;
  readonly history: HistoryModel;
  readonly config: ConfigModel;
  readonly health: HealthModel;
  readonly screen: ReadonlySignal<Screen>;
  readonly tab: ReadonlySignal<Tab>;
  /** The settings were saved, and nothing else was asked for since. */
  readonly justSaved: ReadonlySignal<boolean>;
  /** BambooHR id of somebody an address asked for, until they are shown. */
  readonly wanted: Signal<string | undefined>;
  /** A place of the tab an address asked for, until it is shown. */
  readonly place: Signal<string | undefined>;
  show(tab: Tab): void;
  /** Goes where the hash of an address leads, if anywhere. */
  follow(hash: string): void;
  /** Goes on to the set-up. */
  chooseSync(): void;
  chooseViewer(siAddress: string): Promise<void>;
  /** Saves the form, then shows the preview and starts one when there is none. */
  saveAndPreview(): Promise<void>;
  /** Puts the last result away and reads both systems anew; `only`: selects just these rows. */
  refreshPreview(only?: readonly string[]): Promise<void>;
  /** Goes to a preview made anew. */
  showFreshPreview(): Promise<void>;
  openRun(id: RunId): Promise<void>;
  /** What ends with the page beside its own models. */
  onDispose(undo: () => void): void;
  dispose(): void;
}

/** All models of the page, joined. */
export function createUiModel(port: UiPort, start?: Tab): UiModel {
  const status = createStatusModel(port);
  const activity = createActivityModel(port);
  const plan = createPlanModel(port);
  const selection = createSelectionModel(port, plan);
  const decisions = createDecisionsModel(port, plan);
  const preview = createPreviewModel(port, { plan, selection, activity, decisions });
  const imports = createImportModel(port, { plan, preview, selection, activity, decisions });
  const firstCreation = createFirstCreationModel(port, plan);
  const history = createHistoryModel(port);
  const config = createConfigModel(port, status);
  const health = createHealthModel(port, { status });
  const settingUp = signal(false);
  const justSaved = signal(false);
  const chosenTab = signal<Tab | undefined>(start);
  const undos: (() => void)[] = [];
  const wanted = signal<string | undefined>(undefined);
  const place = signal<string | undefined>(undefined);

  const refreshPreview = async (only?: readonly string[]) => {
    imports.dismiss();
    justSaved.value = false;
    await preview.refresh(only);
  };

  void status.load();
  void activity.load();
  void plan.load();
  void decisions.load();
  void history.load();
  void health.load();

  return {
    port,
    status,
    activity,
    plan,
    selection,
    preview,
    decisions,
    imports,
    firstCreation,
    history,
    config,
    health,
    screen: computed(() => {
      const chosen = settingUp.value;
      const mode = status.status.value?.settings.mode;
      if (mode === undefined) return 'loading';
      if (chosen || mode === 'sync') return 'sync';
      return mode === 'viewer' ? 'viewer' : 'welcome';
    }),
    tab: computed(() => {
      const secrets = status.status.value?.secrets;
      const connected = secrets?.bambooKey === true && secrets.siToken;
      return chosenTab.value ?? (connected ? 'preview' : 'configuration');
    }),
    justSaved,
    wanted,
    place,
    show(tab) {
      justSaved.value = false;
      // Whoever chooses the tab wants the list, not the run they looked at last.
      if (tab === 'history') history.forget();
      chosenTab.value = tab;
    },
    follow(hash) {
      const person = personOfHash(hash);
      const tab = person === undefined ? tabOfHash(hash) : 'preview';
      if (tab === undefined) return;
      wanted.value = person;
      place.value = person === undefined ? hash.split('=')[1] : undefined;
      chosenTab.value = tab;
    },
    chooseSync() {
      settingUp.value = true;
      chosenTab.value = 'configuration';
      // Not saved is no harm: Save sends the choice again.
      status.save({ mode: 'sync' }).catch(() => undefined);
    },
    async chooseViewer(siAddress) {
      settingUp.value = false;
      await status.save({ mode: 'viewer', siAddress: siAddress.trim() });
    },
    async saveAndPreview() {
      const saved = await config.save();
      if (!saved) return;
      chosenTab.value = 'preview';
      justSaved.value = true;
      await plan.load();
      if (plan.header.peek() === undefined && activity.work.peek() === undefined) await refreshPreview();
    },
    refreshPreview,
    async showFreshPreview() {
      chosenTab.value = 'preview';
      await refreshPreview();
    },
    async openRun(id) {
      chosenTab.value = 'history';
      await history.open(id);
    },
    onDispose: (undo) => void undos.push(undo),
    dispose() {
      for (const undo of undos) undo();
      firstCreation.dispose();
      for (const model of [status, activity, plan, decisions, imports, history, health]) model.dispose();
    },
  };
}
