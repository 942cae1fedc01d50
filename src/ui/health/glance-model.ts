import { computed, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { AuditEntry } from '../../domain/audit.ts';
import type { PairState } from '../../domain/pair-state.ts';
import type { Run } from '../../domain/run.ts';
import { confirmedKinds } from '../history/run-kinds.ts';
import { laterModel } from '../shell/later-model.ts';
import type { StorageUse, UiPort } from '../shell/port.ts';
import { createTask, type Task } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { type ChartDay, chartDays, chartStart, type CountedRun } from './chart/chart-days.ts';

/** What Health shows beside the state: the last weeks, and what only the whole history tells. */
export interface GlanceModel {
  /** Undefined until read. */
  readonly days: ReadonlySignal<readonly ChartDay[] | undefined>;
  readonly facts: ReadonlySignal<PairState | undefined>;
  /** When the secrets were last entered here (epoch ms). */
  readonly keyTimes: ReadonlySignal<{ readonly bamboo?: number | undefined; readonly si?: number | undefined }>;
  readonly storage: ReadonlySignal<StorageUse | undefined>;
  readonly error: Task['error'];
}

const runPage = 200;
const auditLimit = 2000;

export const glanceOf = laterModel((ui: UiModel): GlanceModel & { dispose(): void } => {
  const { port } = ui;
  const runs = signal<readonly CountedRun[] | undefined>(undefined);
  const audit = signal<readonly AuditEntry[]>([]);
  const facts = signal<PairState | undefined>(undefined);
  const storage = signal<StorageUse | undefined>(undefined);
  const task = createTask();

  const load = async () => {
    await task.run(async () => {
      const connection = await port.history.state('connection');
      facts.value = connection && (await port.history.pairFacts(connection.pair));
      const [entries, use] = await Promise.all([port.history.audit(auditLimit), port.storageUse()]);
      audit.value = entries;
      storage.value = use;
      runs.value = await countRuns(port);
    });
  };
  // The view that first asks is not to be drawn anew for how the reading goes on.
  void untracked(load);
  const undo = port.onChange((topic) => {
    if (topic !== 'activity') void load();
  });

  return {
    days: computed(() => {
      const header = ui.plan.header.value;
      const latest = header && { visible: header.basis.visible, atMs: header.takenAtMs };
      return runs.value && chartDays(runs.value, port.now(), latest);
    }),
    facts,
    keyTimes: computed(() => ({ bamboo: lastTime(audit.value, 'bambooKey'), si: lastTime(audit.value, 'siToken') })),
    storage,
    error: task.error,
    dispose: undo,
  };
});

async function countRuns(port: UiPort): Promise<readonly CountedRun[]> {
  const startMs = chartStart(port.now());
  const read: Run[] = [];
  for (let beforeMs: number | undefined; ; ) {
    const page = await port.history.runs(runPage, beforeMs);
    read.push(...page.filter((run) => run.startedAtMs >= startMs));
    const oldest = page.at(-1);
    if (oldest === undefined || page.length < runPage || oldest.startedAtMs < startMs) break;
    beforeMs = oldest.startedAtMs;
  }
  return Promise.all(read.map(async (run) => ({ run, kinds: await confirmedKinds(port, run) })));
}

function lastTime(audit: readonly AuditEntry[], what: string): number | undefined {
  return audit.find((entry) => entry.what === what)?.atMs;
}
