import type { StoredDecision } from '../../../domain/link.ts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AuditEntry } from '../../../domain/audit.ts';
import type { ErrorData } from '../../../shared/app-error.ts';
import type { UiPort } from '../../shell/port.ts';
import type { NewDecision } from './offers.ts';
import type { PlanModel } from '../plan-model.ts';
import { createTask } from '../../shell/task.ts';

export interface DecisionsModel {
  /** Newest first; undefined until read, or while no companies are known. */
  readonly stored: ReadonlySignal<readonly StoredDecision[] | undefined>;
  /** Decisions the shown preview does not know yet. */
  readonly fresh: ReadonlySignal<readonly StoredDecision[]>;
  /** Ids of decisions the shown preview still follows, although they were taken back. */
  readonly removed: ReadonlySignal<ReadonlySet<string>>;
  /** How many decisions and removals wait for the next preview. */
  readonly waiting: ReadonlySignal<number>;
  /** Reading the decisions failed. */
  readonly error: ReadonlySignal<ErrorData | undefined>;
  load(): Promise<void>;
  /** Throws what the worker raised. */
  decide(decision: NewDecision, name: string): Promise<void>;
  /** Throws what the worker raised. */
  undecide(id: string): Promise<void>;
  dispose(): void;
}

const changesRead = 200;
const prefix = 'decision:';

/** What admins decided about people. Decisions are stored at once and take effect with the next preview. */
export function createDecisionsModel(port: UiPort, plan: PlanModel): DecisionsModel {
  const stored = signal<readonly StoredDecision[] | undefined>(undefined);
  const changes = signal<readonly AuditEntry[]>([]);
  const task = createTask();

  const load = async () => {
    await task.run(async () => {
      const pair = (await port.history.state('connection'))?.pair;
      const [read, audit] = await Promise.all([
        pair === undefined ? [] : port.history.decisions(pair),
        port.history.audit(changesRead),
      ]);
      changes.value = audit;
      stored.value = read.toSorted((a, b) => b.atMs - a.atMs);
    });
  };
  const undo = port.onChange((topic) => {
    if (topic === 'settings' || topic === 'plan') void load();
  });
  const fresh = computed(() => {
    const takenAtMs = plan.header.value?.takenAtMs ?? Number.POSITIVE_INFINITY;
    return (stored.value ?? []).filter((one) => one.atMs > takenAtMs);
  });
  const removed = computed(() => {
    const takenAtMs = plan.header.value?.takenAtMs ?? Number.POSITIVE_INFINITY;
    const again = new Set(fresh.value.map((one) => one.id));
    // Newest first, so the oldest change since the preview has the last word: one made and taken back since is no change.
    const gone = new Map<string, boolean>();
    for (const { what, after, atMs } of changes.value) {
      if (atMs > takenAtMs && what.startsWith(prefix)) gone.set(what.slice(prefix.length), after === undefined);
    }
    return new Set([...gone].flatMap(([id, isGone]) => (isGone && !again.has(id) ? [id] : [])));
  });

  return {
    stored,
    fresh,
    removed,
    waiting: computed(() => fresh.value.length + removed.value.size),
    error: task.error,
    load,
    async decide(decision, name) {
      await port.send('decide', { decision, name });
      // Shown at once, also where the news gets lost.
      await load();
    },
    async undecide(id) {
      await port.send('undecide', { id });
      await load();
    },
    dispose: undo,
  };
}
