import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { StoredDecision } from '../../history/schema.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { UiPort } from '../port.ts';
import { decisionId, type NewDecision } from './offers.ts';
import type { PlanModel } from './plan-model.ts';
import { createTask } from './task.ts';

export interface DecisionsModel {
  /** Newest first; undefined until read, or while no companies are known. */
  readonly stored: ReadonlySignal<readonly StoredDecision[] | undefined>;
  /** Decisions the shown preview does not know yet. */
  readonly fresh: ReadonlySignal<readonly StoredDecision[]>;
  /** Ids of decisions the shown preview still follows, although they were taken back on this page. */
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

/** What admins decided about people. Decisions are stored at once and take effect with the next preview. */
export function createDecisionsModel(port: UiPort, plan: PlanModel): DecisionsModel {
  const stored = signal<readonly StoredDecision[] | undefined>(undefined);
  const takenBack = signal<ReadonlyMap<string, number>>(new Map());
  const task = createTask();

  const load = async () => {
    await task.run(async () => {
      const pair = (await port.history.state('connection'))?.pair;
      const read = pair === undefined ? undefined : await port.history.decisions(pair);
      stored.value = read?.toSorted((a, b) => b.atMs - a.atMs);
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
    return new Set([...takenBack.value].flatMap(([id, atMs]) => (atMs > takenAtMs && !again.has(id) ? [id] : [])));
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
      const id = decisionId(decision);
      takenBack.value = new Map([...takenBack.peek()].filter(([taken]) => taken !== id));
    },
    async undecide(id) {
      const wasFresh = fresh.peek().some((one) => one.id === id);
      await port.send('undecide', { id });
      if (!wasFresh) takenBack.value = new Map([...takenBack.peek(), [id, port.now()]]);
      await load();
    },
    dispose: undo,
  };
}
