import type { GuardFinding } from '../../domain/guard.ts';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PlanHeader } from '../../domain/plan.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { ChangeKind, WritingKind } from '../../domain/change.ts';
import { type Findings, findingsOf } from '../../sync/guard/findings.ts';
import { isReleasable } from '../../sync/guard/release.ts';
import { fold, matchesWords } from '../format/fold.ts';
import { isWriting } from '../../domain/change.ts';
import { isTickable } from '../../sync/judge/protection.ts';
import { formatLocale } from '../format/locale.ts';
import type { UiPort } from '../shell/port.ts';
import type { ActivityModel } from '../shell/activity-model.ts';
import type { DecisionsModel } from './decisions/decisions-model.ts';
import { createOpenRows, type OpenRows } from './open-rows.ts';
import type { PlanModel } from './plan-model.ts';
import type { PlanRow } from './plan-row.ts';
import type { SelectionModel } from './selection-model.ts';
import { createTask } from '../shell/task.ts';

/** Orders of the list an admin can choose. */
export const sortOrders = ['kind', 'name', 'department'] as const;
export type SortOrder = (typeof sortOrders)[number];

export type SinceMark = 'new' | 'different';

/** Rows that are new or different since the preview before, or that have a field held back. */
export type OnlyRows = 'since' | 'held-back';

export type SelectedCounts = Readonly<Record<WritingKind, number>>;

export interface PreviewModel {
  readonly filter: ReadonlySignal<ChangeKind | undefined>;
  readonly query: ReadonlySignal<string>;
  readonly sort: ReadonlySignal<SortOrder>;
  /** Only such rows; undefined: all. */
  readonly only: ReadonlySignal<OnlyRows | undefined>;
  /** Rows that pass filter and search; undefined while they are read. */
  readonly shown: ReadonlySignal<readonly PlanRow[] | undefined>;
  /** Of these, what can be ticked. */
  readonly tickable: ReadonlySignal<readonly PlanRow[]>;
  readonly openRows: OpenRows;
  readonly selectedRows: ReadonlySignal<readonly PlanRow[]>;
  readonly selectedCounts: ReadonlySignal<SelectedCounts>;
  readonly blocking: ReadonlySignal<readonly GuardFinding[]>;
  /** The blocks an admin may release. */
  readonly releasable: ReadonlySignal<readonly GuardFinding[]>;
  readonly warning: ReadonlySignal<readonly GuardFinding[]>;
  /** Blocks the admin released for this very plan. */
  readonly released: ReadonlySignal<readonly GuardFinding[]>;
  readonly refreshError: ReadonlySignal<ErrorData | undefined>;
  /** Whether an import can write the row, as far as is known now. */
  canSelect(row: PlanRow): boolean;
  isSelected(row: PlanRow): boolean;
  /** What the row is since the preview before, where there was one. */
  sinceMark(key: string): SinceMark | undefined;
  toggleFilter(kind: ChangeKind): void;
  /** Shows only such rows, or all again. */
  toggleOnly(rows: OnlyRows): void;
  setQuery(query: string): void;
  setSort(order: SortOrder): void;
  showAll(): void;
  /** Reads both systems anew; `only`: of what an import would write, just these rows are selected. */
  refresh(only?: readonly string[]): Promise<void>;
}

/** What of the plan is looked at: filter, search, opened rows, and what is selected. */
export function createPreviewModel(
  port: UiPort,
  deps: { plan: PlanModel; selection: SelectionModel; activity: ActivityModel; decisions: DecisionsModel },
): PreviewModel {
  const { plan, selection, activity, decisions } = deps;
  const filter = signal<ChangeKind | undefined>(undefined);
  const query = signal('');
  const sort = signal<SortOrder>('kind');
  const only = signal<OnlyRows | undefined>(undefined);
  const openRows = createOpenRows();
  const task = createTask();

  /** Excluded since: the plan does not know it yet, but nobody has to wait to see it. */
  const excluded = computed(
    () =>
      new Set(
        decisions.fresh.value.flatMap(({ decision }) => (decision.kind === 'ignore' ? [decision.employeeId] : [])),
      ),
  );
  const canSelect = (row: PlanRow) =>
    isTickable(row) && (row.employeeId === undefined || !excluded.value.has(row.employeeId));
  const isSelected = (row: PlanRow) => canSelect(row) && (selection.pending.value.get(row.key) ?? row.selected);
  const marks = computed(() => marksOf(plan.header.value));
  const sorted = computed(() => {
    const order = sort.value;
    const rows = plan.rows.value;
    return rows === undefined || order === 'kind' ? rows : sortBy(rows, order);
  });
  const shown = computed(() => {
    const kind = filter.value;
    const folded = fold(query.value);
    const known = marks.value;
    const marked = only.value === 'since' && known.size > 0 ? known : undefined;
    const heldBack = only.value === 'held-back' && (plan.header.value?.heldBack ?? 0) > 0;
    return sorted.value?.filter(
      (row) =>
        (kind === undefined || row.kind === kind) &&
        (folded === '' || matchesWords(foldedWords(row), folded)) &&
        (marked === undefined || marked.has(row.key)) &&
        (!heldBack || row.heldBack > 0),
    );
  });
  const selectedRows = computed(() => (plan.rows.value ?? []).filter(isSelected));
  const findings = computed(() => {
    const header = plan.header.value;
    return header === undefined ? noFindings : findingsOf(header);
  });

  return {
    filter,
    query,
    sort,
    only,
    shown,
    tickable: computed(() => shown.value?.filter(isTickable) ?? []),
    openRows,
    selectedRows,
    selectedCounts: computed(() => countKinds(selectedRows.value)),
    blocking: computed(() => findings.value.blocking),
    releasable: computed(() => findings.value.blocking.filter(isReleasable)),
    warning: computed(() => findings.value.warning),
    released: computed(() => findings.value.released),
    refreshError: task.error,
    canSelect,
    isSelected,
    sinceMark: (key) => marks.value.get(key),
    toggleFilter(kind) {
      filter.value = filter.value === kind ? undefined : kind;
    },
    toggleOnly(rows) {
      only.value = only.value === rows ? undefined : rows;
    },
    setQuery(value) {
      query.value = value;
    },
    setSort(order) {
      sort.value = order;
    },
    showAll() {
      batch(() => {
        filter.value = undefined;
        query.value = '';
        only.value = undefined;
      });
    },
    async refresh(keys) {
      await task.run(async () => {
        await port.send('refreshPreview', keys === undefined ? null : { only: [...keys] });
        await activity.load();
      });
    },
  };
}

const noFindings: Findings = { blocking: [], released: [], warning: [] };

function marksOf(header: PlanHeader | undefined): ReadonlyMap<string, SinceMark> {
  const marks = new Map<string, SinceMark>();
  for (const key of header?.since?.different ?? []) marks.set(key, 'different');
  for (const key of header?.since?.appeared ?? []) marks.set(key, 'new');
  return marks;
}

const knownFolded = new WeakMap<PlanRow, string>();

/** Once for each row, and only for whoever searches. */
function foldedWords(row: PlanRow): string {
  const words = knownFolded.get(row) ?? fold(row.words);
  knownFolded.set(row, words);
  return words;
}

/** By department, people without one last; within it, as by name, the order of kinds decides between namesakes. */
function sortBy(rows: readonly PlanRow[], order: 'name' | 'department'): readonly PlanRow[] {
  const { compare } = new Intl.Collator(formatLocale());
  const byName = (a: PlanRow, b: PlanRow) => compare(a.name, b.name);
  if (order === 'name') return rows.toSorted(byName);
  const departmentOf = ({ department }: PlanRow) => department ?? '\uffff';
  return rows.toSorted((a, b) => compare(departmentOf(a), departmentOf(b)) || byName(a, b));
}

function countKinds(rows: readonly PlanRow[]): SelectedCounts {
  const counts = { create: 0, update: 0, deactivate: 0, reactivate: 0 };
  for (const row of rows) if (isWriting(row.kind)) counts[row.kind] += 1;
  return counts;
}
