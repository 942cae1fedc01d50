import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { isFresh } from '../../../shared/stored-time.ts';
import { planLifeMs } from '../../../domain/plan.ts';
import { isImport, type Run, type RunPerson } from '../../../domain/run.ts';
import type { ErrorData } from '../../../shared/app-error.ts';
import type { PlanId, RunId } from '../../../domain/ids.ts';
import type { Change } from '../../../domain/change.ts';
import type { UiPort } from '../../shell/port.ts';
import type { ActivityModel } from '../../shell/activity-model.ts';
import type { DecisionsModel } from '../decisions/decisions-model.ts';
import type { PlanModel } from '../plan-model.ts';
import type { PreviewModel } from '../preview-model.ts';
import type { SelectionModel } from '../selection-model.ts';
import { createTask } from '../../shell/task.ts';
import { isWorthATry, problemLimit, readProblems } from './import-problems.ts';

/** Why importing is not possible now. */
export type ImportObstacle = 'loading' | 'busy' | 'used' | 'stale' | 'choosing' | 'decided' | 'blocked' | 'nothing';

export type PreviewDialog = 'import' | 'override' | 'ids' | 'export' | 'person';

export interface ImportResult {
  readonly run: Run;
  /** People who did not come through, worst first; at most `problemLimit`. */
  readonly problems: readonly RunPerson[];
  /** Rows worth another try: everybody of an import who did not come through, and not only for want of an answer. */
  readonly again: readonly string[];
}

export interface ImportModel {
  readonly dialog: ReadonlySignal<PreviewDialog | undefined>;
  readonly obstacle: ReadonlySignal<ImportObstacle | undefined>;
  /** Why nobody can be imported alone; what the safety rules say about one person, the worker finds out. */
  readonly personObstacle: ReadonlySignal<ImportObstacle | undefined>;
  /** Whom the dialog `person` is about. */
  readonly person: ReadonlySignal<Change | undefined>;
  /** People who differ in nothing but employee ID or hire date; 0 once they were sent. */
  readonly idsToStore: ReadonlySignal<number>;
  readonly canStoreIds: ReadonlySignal<boolean>;
  readonly starting: ReadonlySignal<boolean>;
  readonly startError: ReadonlySignal<ErrorData | undefined>;
  readonly overriding: ReadonlySignal<boolean>;
  readonly overrideError: ReadonlySignal<ErrorData | undefined>;
  readonly cancelError: ReadonlySignal<ErrorData | undefined>;
  readonly result: ReadonlySignal<ImportResult | undefined>;
  open(dialog: PreviewDialog): void;
  /** Asks whether this person alone is to be imported. */
  openPerson(change: Change): void;
  close(): void;
  start(): Promise<void>;
  /** Imports the person the dialog is about, and nobody else. */
  startPerson(): Promise<void>;
  /** "Store employee IDs (N)": runs and ends like an import; with the number of replaced IDs where it was asked for. */
  storeIds(typedCount?: number): Promise<void>;
  cancel(): Promise<void>;
  override(typedCount: number, reason: string): Promise<void>;
  dismiss(): void;
  dispose(): void;
}

/** From "Import…" to the result; survives closing because everything is read back from history. */
export function createImportModel(
  port: UiPort,
  deps: {
    plan: PlanModel;
    preview: PreviewModel;
    selection: SelectionModel;
    activity: ActivityModel;
    decisions: DecisionsModel;
  },
): ImportModel {
  const { plan, preview, selection, activity, decisions } = deps;
  const dialog = signal<PreviewDialog | undefined>(undefined);
  const result = signal<ImportResult | undefined>(undefined);
  const runId = signal<RunId | undefined>(undefined);
  const starting = createTask();
  const overriding = createTask();
  const cancelling = createTask();
  let dismissed: RunId | undefined;

  const obstacle = computed<ImportObstacle | undefined>(() => {
    const header = plan.header.value;
    const busy = activity.busy.value;
    const blocked = preview.blocking.value.length > 0;
    const nothing = preview.selectedRows.value.length === 0;
    const choosing = selection.busy.value;
    const rows = plan.rows.value;
    const decided = decisions.waiting.value > 0;
    if (header === undefined || rows === undefined) return 'loading';
    if (busy) return 'busy';
    if (header.runId !== undefined) return 'used';
    if (!isFresh(header.takenAtMs, port.now(), planLifeMs)) return 'stale';
    if (decided) return 'decided';
    if (blocked) return 'blocked';
    if (nothing) return 'nothing';
    return choosing ? 'choosing' : undefined;
  });

  const personObstacle = computed<ImportObstacle | undefined>(() => {
    const off = obstacle.value;
    const choosing = selection.busy.value;
    if (off !== 'blocked' && off !== 'nothing') return off;
    return choosing ? 'choosing' : undefined;
  });
  const person = signal<Change | undefined>(undefined);

  const stored = signal<PlanId | undefined>(undefined);
  const idsToStore = computed(() => {
    const header = plan.header.value;
    const done = stored.value;
    return header === undefined || done === header.id ? 0 : header.basis.idsToStore;
  });
  const canStoreIds = computed(() => {
    const off = obstacle.value;
    return off === undefined || off === 'nothing' || off === 'blocked';
  });

  const begin = async (sending: Promise<{ readonly runId: string }>) => {
    const reply = await sending;
    runId.value = reply.runId as RunId;
    result.value = undefined;
    dialog.value = undefined;
    await activity.load();
    await loadResult();
  };

  const loadResult = async () => {
    const work = activity.work.peek();
    const id = (work?.kind === 'import' ? work.runId : undefined) ?? runId.peek() ?? plan.header.peek()?.runId;
    if (id === undefined || id === dismissed) return;
    const run = await port.history.run(id).catch(() => undefined);
    // Emails are sent from history, where their result is shown.
    if (run?.task === 'mails') return;
    runId.value = id;
    if (run === undefined || run.state === 'running') {
      result.value = undefined;
      return;
    }
    const problems = await readProblems(port, run).catch(() => []);
    if (id === dismissed) return;
    const again =
      run.trigger === 'manual' && isImport(run) ? problems.filter(isWorthATry).map((person) => person.changeKey) : [];
    result.value = { run, problems: problems.slice(0, problemLimit), again };
  };

  activity.onIdle(() => {
    void plan.load();
    void loadResult();
  });
  const undoHeader = plan.header.subscribe(() => void loadResult());
  const undoWork = activity.work.subscribe((work) => {
    if (work?.kind === 'import' && work.runId !== undefined) void loadResult();
  });
  const undoNews = port.onChange((topic) => {
    if (topic === 'runs') void loadResult();
  });

  return {
    dialog,
    obstacle,
    personObstacle,
    person,
    idsToStore,
    canStoreIds,
    starting: starting.busy,
    startError: starting.error,
    overriding: overriding.busy,
    overrideError: overriding.error,
    cancelError: cancelling.error,
    result,
    open(which) {
      starting.clear();
      overriding.clear();
      dialog.value = which;
    },
    openPerson(change) {
      starting.clear();
      person.value = change;
      dialog.value = 'person';
    },
    close() {
      dialog.value = undefined;
    },
    async start() {
      const header = plan.header.peek();
      if (header === undefined) return;
      const { id: planId, fingerprint } = header;
      await starting.run(() => begin(port.send('startImport', { planId, fingerprint })));
    },
    async startPerson() {
      const header = plan.header.peek();
      const only = person.peek()?.key;
      if (header === undefined || only === undefined) return;
      const { id: planId, fingerprint } = header;
      await starting.run(() => begin(port.send('startImport', { planId, fingerprint, only })));
    },
    async storeIds(typedCount) {
      const header = plan.header.peek();
      if (header === undefined) return;
      const { id: planId, fingerprint } = header;
      const order = { planId, fingerprint, typedCount };
      const begun = await starting.run(() => begin(port.send('storeEmployeeIds', order)));
      if (begun) stored.value = header.id;
    },
    async cancel() {
      await cancelling.run(async () => {
        await port.send('cancelImport', null);
      });
    },
    async override(typedCount, reason) {
      const header = plan.header.peek();
      if (header === undefined) return;
      await overriding.run(async () => {
        await port.send('overrideGuards', { planId: header.id, fingerprint: header.fingerprint, typedCount, reason });
        await plan.load();
        dialog.value = undefined;
      });
    },
    dismiss() {
      dismissed = runId.peek();
      result.value = undefined;
    },
    dispose() {
      undoHeader();
      undoWork();
      undoNews();
    },
  };
}
