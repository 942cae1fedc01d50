import type { Change } from '../../domain/change.ts';
import { rowsPerPage } from '../../history/schema.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import { toDateInput } from '../format/dates.ts';
import { text } from '../format/text.ts';
import type { UiPort } from '../shell/port.ts';
import { planCsv, planData } from './plan-rows.ts';

export interface PlanExport {
  readonly header: PlanHeader;
  /** Keys of the rows to export, in this order; undefined for all, in the order of the plan. */
  readonly keys?: readonly string[] | undefined;
  readonly format: 'csv' | 'json';
}

/** Saves rows of the preview as a file. Effects: reads the plan page by page, hands a file to the browser. */
export async function exportPlan(port: UiPort, { header, keys, format }: PlanExport): Promise<void> {
  const changes = inOrder(await readChanges(port, header), keys);
  const name = `${text('export.fileName')}-${toDateInput(header.takenAtMs)}.${format}`;
  if (format === 'json') {
    port.saveFile(name, 'application/json', `${JSON.stringify(planData(header, changes), null, 2)}\n`);
    return;
  }
  port.saveFile(name, 'text/csv;charset=utf-8', planCsv(changes, true));
}

async function readChanges(port: UiPort, header: PlanHeader): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (let page = 0; page * rowsPerPage < header.rows; page += 1) {
    changes.push(...(await port.history.planPage(header.id, page)));
  }
  return changes;
}

function inOrder(changes: readonly Change[], keys: readonly string[] | undefined): readonly Change[] {
  if (keys === undefined) return changes;
  const byKey = new Map(changes.map((change) => [change.key, change]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
