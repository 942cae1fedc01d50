import type { FieldName } from '../../../domain/fields.ts';
import type { Run, RunPerson } from '../../../domain/run.ts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { mayBeWritten, type RevertPlan, type RevertRow } from '../../../domain/revert.ts';
import type { ErrorData } from '../../../shared/app-error.ts';
import { fold, matchesWords } from '../../format/fold.ts';
import { isFresh } from '../../../shared/stored-time.ts';
import { laterModel } from '../../shell/later-model.ts';
import { createOpenRows, type OpenRows } from '../../preview/open-rows.ts';
import { createRunFollower } from '../../shell/run-follower.ts';
import { createTask } from '../../shell/task.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** What is to be taken back: a run, or some of its people. */
export interface RevertTarget {
  readonly run: Run;
  readonly keys?: readonly string[] | undefined;
}

export interface RevertCounts {
  readonly values: number;
  readonly deactivate: number;
  readonly reactivate: number;
  readonly kept: number;
  /** People who go back in any way. */
  readonly going: number;
}

export interface RevertModel {
  /** The revert that is looked at; undefined while none is. */
  readonly target: ReadonlySignal<RevertTarget | undefined>;
  /** Worked out for the target. */
  readonly plan: ReadonlySignal<RevertPlan | undefined>;
  readonly counts: ReadonlySignal<RevertCounts>;
  /** People of the plan the search finds, those who are kept first. */
  readonly rows: ReadonlySignal<readonly RevertRow[]>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  /** Worked out a while ago, as by a page that was closed, and not begun. */
  readonly prepared: ReadonlySignal<RevertPlan | undefined>;
  readonly starting: ReadonlySignal<boolean>;
  /** The run that writes, until history has it. */
  readonly begun: ReadonlySignal<boolean>;
  readonly confirming: ReadonlySignal<boolean>;
  readonly query: ReadonlySignal<string>;
  readonly openRows: OpenRows;
  /** Works out what a revert would do. */
  open(target: RevertTarget): Promise<void>;
  openPrepared(): Promise<void>;
  /** Leaves it; what is still being worked out is broken off. */
  close(): void;
  confirm(on: boolean): void;
  start(): Promise<void>;
  setQuery(query: string): void;
  dispose(): void;
}

const preparedForMs = 10 * 60_000;
/** With so few people there is nothing to choose what to look at. */
const openAtOnce = 3;

export const revertOf = laterModel(createRevertModel);

/** Whether a run wrote something that can be taken back. */
export function canRevert(run: Run): boolean {
  const { confirmed, failed, unknown } = run.counts;
  const wrote = confirmed + failed + unknown > 0;
  return run.trigger !== 'revert' && run.task !== 'mails' && run.state !== 'running' && wrote;
}

/** Whether the run wrote something of this person. */
export function canRevertPerson(
  run: Run,
  { outcome, error }: Pick<RunPerson, 'outcome' | 'error'>,
  changed: readonly FieldName[],
): boolean {
  const isPartlyTaken = mayBeWritten(error) && changed.some((field) => field !== 'supervisor');
  const wrote = outcome === 'failed' ? isPartlyTaken : outcome !== 'skipped' && outcome !== 'pending';
  return canRevert(run) && wrote;
}

/** Preview, question and start of a revert. All of it lies in the database: a page opened anew finds it there. */
function createRevertModel(ui: UiModel): RevertModel {
  const { port, activity } = ui;
  const target = signal<RevertTarget | undefined>(undefined);
  const stored = signal<RevertPlan | undefined>(undefined);
  const failed = signal<ErrorData | undefined>(undefined);
  const dismissed = signal<RevertPlan | undefined>(undefined);
  const confirming = signal(false);
  const query = signal('');
  const openRows = createOpenRows();
  const asking = createTask();
  const starting = createTask();
  const follower = createRunFollower(ui, () => {
    target.value = undefined;
  });
  /** What was worked out before (epoch ms) is not what was asked for. */
  let sinceMs = Number.POSITIVE_INFINITY;

  const load = async () => {
    const [plan, error] = await Promise.all([
      port.history.state('revert-plan').catch(() => undefined),
      port.history.state('revert-error').catch(() => undefined),
    ]);
    const isNew = plan !== undefined && plan.fingerprint !== stored.peek()?.fingerprint;
    stored.value = plan;
    failed.value = error !== undefined && error.atMs >= sinceMs ? error.error : undefined;
    if (isNew && plan.rows.length <= openAtOnce) openRows.set(plan.rows.map((row) => row.changeKey));
  };
  const undo = port.onChange((topic) => {
    if (topic === 'runs') void load();
  });
  activity.onIdle(() => void load());
  void load();

  const plan = computed(() => {
    const found = stored.value;
    const wanted = target.value;
    return found !== undefined && found.runId === wanted?.run.id && found.atMs >= sinceMs ? found : undefined;
  });
  const show = (wanted: RevertTarget, fromMs: number) => {
    sinceMs = fromMs;
    failed.value = undefined;
    query.value = '';
    confirming.value = false;
    asking.clear();
    starting.clear();
    target.value = { ...wanted };
  };

  return {
    target,
    plan,
    counts: computed(() => countRows(plan.value?.rows ?? [])),
    rows: computed(() => {
      const folded = fold(query.value);
      const rows = (plan.value?.rows ?? []).toSorted(
        (a, b) => Number(b.verdict === 'kept') - Number(a.verdict === 'kept'),
      );
      return folded === '' ? rows : rows.filter((row) => matchesWords(fold(row.name), folded));
    }),
    error: computed(() => starting.error.value ?? asking.error.value ?? failed.value),
    prepared: computed(() => {
      const found = stored.value;
      const away = dismissed.value?.fingerprint;
      const isOld = found !== undefined && !isFresh(found.atMs, port.now(), preparedForMs);
      return isOld || found?.fingerprint === away ? undefined : found;
    }),
    starting: starting.busy,
    begun: computed(() => follower.runId.value !== undefined),
    confirming,
    query,
    openRows,
    async open(wanted) {
      show(wanted, port.now());
      openRows.set([]);
      await asking.run(async () => {
        await port.send('previewRevert', {
          runId: wanted.run.id,
          ...(wanted.keys === undefined ? {} : { keys: [...wanted.keys] }),
        });
        await activity.load();
        await load();
      });
    },
    async openPrepared() {
      const found = stored.peek();
      if (found === undefined) return;
      await ui.openRun(found.runId);
      const run = ui.history.openRun.peek();
      if (run?.id !== found.runId) return;
      show({ run, keys: found.rows.map((row) => row.changeKey) }, found.atMs);
    },
    close() {
      const work = activity.work.peek();
      if (work?.kind === 'revert' && work.runId === undefined) port.send('cancelImport', null).catch(() => undefined);
      dismissed.value = stored.peek();
      target.value = undefined;
    },
    confirm(on) {
      starting.clear();
      confirming.value = on;
    },
    async start() {
      const fingerprint = plan.peek()?.fingerprint;
      if (fingerprint === undefined || starting.busy.peek()) return;
      await starting.run(async () => {
        const { runId } = await port.send('startRevert', { fingerprint });
        await follower.follow(runId);
      });
      confirming.value = false;
    },
    setQuery(value) {
      query.value = value;
    },
    dispose() {
      undo();
      follower.dispose();
    },
  };
}

function countRows(rows: readonly RevertRow[]): RevertCounts {
  const counts = { values: 0, deactivate: 0, reactivate: 0, kept: 0, going: 0 };
  for (const { verdict, account } of rows) {
    counts[verdict === 'kept' ? 'kept' : 'going'] += 1;
    if (verdict === 'revert') counts[account ?? 'values'] += 1;
  }
  return counts;
}
