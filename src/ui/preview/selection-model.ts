import { type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorData } from '../../shared/app-error.ts';
import type { WritingKind } from '../../domain/change.ts';
import type { UiPort } from '../shell/port.ts';
import type { PlanModel } from './plan-model.ts';
import type { PlanRow } from './plan-row.ts';
import { createTask } from '../shell/task.ts';

export interface SelectionModel {
  /** Choices the worker has not taken over yet, by row key; they win over the stored plan. */
  readonly pending: ReadonlySignal<ReadonlyMap<string, boolean>>;
  readonly busy: ReadonlySignal<boolean>;
  readonly error: ReadonlySignal<ErrorData | undefined>;
  chooseRows(rows: readonly PlanRow[], selected: boolean): void;
  chooseKinds(kinds: readonly WritingKind[], selected: boolean): void;
}

type Choice =
  | { readonly keys: readonly string[]; readonly selected: boolean }
  | { readonly kind: WritingKind; readonly selected: boolean };

/**
 * Ticks show at once and go to the worker one command after the other, because it computes guards and chart anew for each.
 * A refused choice falls back to what the plan says.
 */
export function createSelectionModel(port: UiPort, plan: PlanModel): SelectionModel {
  const pending = signal<ReadonlyMap<string, boolean>>(new Map());
  const task = createTask();
  const queue: Choice[] = [];
  let draining = false;

  const show = (rows: Iterable<PlanRow>, selected: boolean) => {
    const next = new Map(pending.peek());
    for (const row of rows) next.set(row.key, selected);
    pending.value = next;
  };

  const drain = async () => {
    if (draining) return;
    draining = true;
    await task.run(async () => {
      try {
        for (let choice = takeNext(queue); choice !== undefined; choice = takeNext(queue)) await tell(choice);
        await plan.load();
      } finally {
        queue.length = 0;
        pending.value = new Map();
        draining = false;
      }
    });
  };

  const tell = async (choice: Choice) => {
    const planId = plan.header.peek()?.id;
    if (planId === undefined) return;
    const rows = 'keys' in choice ? { keys: [...choice.keys] } : { kind: choice.kind };
    await port.send('chooseRows', { planId, selected: choice.selected, rows });
  };

  return {
    pending,
    busy: task.busy,
    error: task.error,
    chooseRows(rows, selected) {
      show(rows, selected);
      queue.push({ keys: rows.map((row) => row.key), selected });
      void drain();
    },
    chooseKinds(kinds, selected) {
      const wanted = new Set<string>(kinds);
      show(
        (plan.rows.peek() ?? []).filter((row) => wanted.has(row.kind)),
        selected,
      );
      for (const kind of kinds) queue.push({ kind, selected });
      void drain();
    },
  };
}

/** The next choice, joined with those after it that say the same of other rows. */
function takeNext(queue: Choice[]): Choice | undefined {
  const first = queue.shift();
  if (first === undefined || !('keys' in first)) return first;
  const keys = [...first.keys];
  for (let next = queue[0]; next !== undefined && 'keys' in next && next.selected === first.selected; next = queue[0]) {
    keys.push(...next.keys);
    queue.shift();
  }
  return { keys, selected: first.selected };
}
