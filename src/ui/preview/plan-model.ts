import type { Change } from '../../domain/change.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import { type ReadonlySignal, signal } from '@preact/signals';
import { rowsPerPage } from '../../history/schema.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import type { NamedState } from '../../domain/state.ts';
import { formatLocale } from '../format/locale.ts';
import { listOrder } from '../format/kind-text.ts';
import type { UiPort } from '../shell/port.ts';
import { type PlanRow, toPlanRow } from './plan-row.ts';
import { createTask } from '../shell/task.ts';

export interface PlanModel {
  /** Whether it is known if there is a plan. */
  readonly ready: ReadonlySignal<boolean>;
  readonly header: ReadonlySignal<PlanHeader | undefined>;
  /** Undefined while the rows are read for the first time. */
  readonly rows: ReadonlySignal<readonly PlanRow[] | undefined>;
  /** Why the last preview failed, when it did. */
  readonly previewError: ReadonlySignal<NamedState['preview-error'] | undefined>;
  /** Reading the stored plan failed. */
  readonly error: ReadonlySignal<ErrorData | undefined>;
  load(): Promise<void>;
  /** The whole change behind a row. */
  details(row: PlanRow): Promise<Change | undefined>;
  dispose(): void;
}

/** The current plan as history holds it; read page by page, the newest request wins. */
export function createPlanModel(port: UiPort): PlanModel {
  const ready = signal(false);
  const header = signal<PlanHeader | undefined>(undefined);
  const rows = signal<readonly PlanRow[] | undefined>(undefined);
  const previewError = signal<NamedState['preview-error'] | undefined>(undefined);
  const task = createTask();
  let turn = 0;
  /** The rows last asked for; forgotten as soon as others may be stored. */
  let reading: { readonly plan: PlanHeader; readonly rows: Promise<readonly PlanRow[]> } | undefined;

  /** Several loads of one plan, as after news of it and at the end of the work that made it, read its rows once. */
  const rowsOf = (plan: PlanHeader) => {
    if (reading?.plan.id === plan.id && reading.plan.fingerprint === plan.fingerprint) return reading.rows;
    const rows = readRows(port, plan);
    reading = { plan, rows };
    // What could not be read is read again by the next load.
    rows.catch(() => {
      if (reading?.rows === rows) reading = undefined;
    });
    return rows;
  };

  const load = async () => {
    turn += 1;
    const mine = turn;
    await task.run(async () => {
      const [current, failed] = await Promise.all([
        port.history.state('current-plan'),
        port.history.state('preview-error'),
      ]);
      const found = current === undefined ? undefined : await port.history.planHeader(current.planId);
      if (mine !== turn) return;
      if (found?.id !== header.peek()?.id) rows.value = undefined;
      header.value = found;
      previewError.value = failed;
      ready.value = true;
      const read = found === undefined ? [] : await rowsOf(found);
      if (mine === turn) rows.value = read;
    });
    if (mine === turn) ready.value = true;
  };

  const undo = port.onChange((topic) => {
    if (topic !== 'plan') return;
    reading = undefined;
    void load();
  });

  return {
    ready,
    header,
    rows,
    previewError,
    error: task.error,
    load,
    async details(row) {
      const id = header.peek()?.id;
      if (id === undefined) return undefined;
      const page = await port.history.planPage(id, Math.floor(row.index / rowsPerPage));
      const change = page[row.index % rowsPerPage];
      return change?.key === row.key ? change : page.find((other) => other.key === row.key);
    },
    dispose() {
      turn += 1;
      undo();
    },
  };
}

/** All pages are asked for at once: one after the other, the database mostly waited for the next question. */
async function readRows(port: UiPort, plan: PlanHeader): Promise<readonly PlanRow[]> {
  const pages = await Promise.all(
    Array.from({ length: Math.ceil(plan.rows / rowsPerPage) }, async (_, page) => {
      const changes = await port.history.planPage(plan.id, page);
      return changes.map((change, index) => toPlanRow(change, page * rowsPerPage + index));
    }),
  );
  return sortRows(pages.flat());
}

const rank = new Map(listOrder.map((kind, index) => [kind, index]));

/** By kind, then by name as the language sorts names. */
export function sortRows(rows: readonly PlanRow[]): readonly PlanRow[] {
  const collator = new Intl.Collator(formatLocale());
  return rows.toSorted(
    (a, b) =>
      (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || collator.compare(a.name, b.name) || a.index - b.index,
  );
}
