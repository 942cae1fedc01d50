import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ErrorData } from '../../shared/app-error.ts';
import type { ChangeKind, GuardFinding, WritingKind } from '../../sync/plan-types.ts';
import { isReleasable } from '../../sync/override.ts';
import { fold, matchesWords } from '../format/fold.ts';
import { isWriting } from '../format/kind-text.ts';
import type { UiPort } from '../port.ts';
import type { ActivityModel } from './activity-model.ts';
import type { PlanModel } from './plan-model.ts';
import type { PlanRow } from './plan-row.ts';
import type { SelectionModel } from './selection-model.ts';
import { createTask } from './task.ts';

export type SelectedCounts = Readonly<Record<WritingKind, number>>;

export interface PreviewModel {
  readonly filter: ReadonlySignal<ChangeKind | undefined>;
  readonly query: ReadonlySignal<string>;
  /** Rows that pass filter and search; undefined while they are read. */
  readonly shown: ReadonlySignal<readonly PlanRow[] | undefined>;
  readonly expanded: ReadonlySignal<ReadonlySet<string>>;
  readonly selectedRows: ReadonlySignal<readonly PlanRow[]>;
  readonly selectedCounts: ReadonlySignal<SelectedCounts>;
  readonly blocking: ReadonlySignal<readonly GuardFinding[]>;
  /** The blocks an admin may release. */
  readonly releasable: ReadonlySignal<readonly GuardFinding[]>;
  readonly warning: ReadonlySignal<readonly GuardFinding[]>;
  /** Blocks the admin released for this very plan. */
  readonly released: ReadonlySignal<readonly GuardFinding[]>;
  readonly refreshError: ReadonlySignal<ErrorData | undefined>;
  isSelected(row: PlanRow): boolean;
  toggleFilter(kind: ChangeKind): void;
  setQuery(query: string): void;
  showAll(): void;
  toggleRow(key: string): void;
  refresh(): Promise<void>;
}

/** What of the plan is looked at: filter, search, opened rows, and what is selected. */
export function createPreviewModel(
  port: UiPort,
  deps: { plan: PlanModel; selection: SelectionModel; activity: ActivityModel },
): PreviewModel {
  const { plan, selection, activity } = deps;
  const filter = signal<ChangeKind | undefined>(undefined);
  const query = signal('');
  const expanded = signal<ReadonlySet<string>>(new Set());
  const task = createTask();

  const isSelected = (row: PlanRow) => isWriting(row.kind) && (selection.pending.value.get(row.key) ?? row.selected);
  const shown = computed(() => {
    const kind = filter.value;
    const folded = fold(query.value);
    return plan.rows.value?.filter(
      (row) => (kind === undefined || row.kind === kind) && (folded === '' || matchesWords(row.search, folded)),
    );
  });
  const selectedRows = computed(() => (plan.rows.value ?? []).filter(isSelected));
  const findings = computed(() => {
    const header = plan.header.value;
    const released = header?.override?.fingerprint === header?.fingerprint ? (header?.override?.guards ?? []) : [];
    const guards = header?.guards ?? [];
    const blocks = guards.filter((guard) => guard.effect === 'blocks');
    return {
      blocking: blocks.filter((guard) => !released.includes(guard.id)),
      released: blocks.filter((guard) => released.includes(guard.id)),
      warning: guards.filter((guard) => guard.effect === 'warns'),
    };
  });

  return {
    filter,
    query,
    shown,
    expanded,
    selectedRows,
    selectedCounts: computed(() => countKinds(selectedRows.value)),
    blocking: computed(() => findings.value.blocking),
    releasable: computed(() => findings.value.blocking.filter(isReleasable)),
    warning: computed(() => findings.value.warning),
    released: computed(() => findings.value.released),
    refreshError: task.error,
    isSelected,
    toggleFilter(kind) {
      filter.value = filter.value === kind ? undefined : kind;
    },
    setQuery(value) {
      query.value = value;
    },
    showAll() {
      batch(() => {
        filter.value = undefined;
        query.value = '';
      });
    },
    toggleRow(key) {
      const next = new Set(expanded.value);
      if (!next.delete(key)) next.add(key);
      expanded.value = next;
    },
    async refresh() {
      await task.run(async () => {
        await port.send('refreshPreview', null);
        await activity.load();
      });
    },
  };
}

function countKinds(rows: readonly PlanRow[]): SelectedCounts {
  const counts = { create: 0, update: 0, deactivate: 0, reactivate: 0 };
  for (const row of rows) if (isWriting(row.kind)) counts[row.kind] += 1;
  return counts;
}
