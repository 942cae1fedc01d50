import type { Change, FieldChange } from '../../domain/change.ts';
import { rowsPerPage } from '../../history/schema.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import { toDateInput } from '../format/dates.ts';
import { fieldLabel, signWord, valueText } from '../format/field-text.ts';
import { kindLabel } from '../format/kind-text.ts';
import { isTickable } from '../../sync/judge/protection.ts';
import { matchText, noteText, reasonShort, whyText } from '../format/reason-text.ts';
import { type PlainKey, text } from '../format/text.ts';
import type { UiPort } from '../shell/port.ts';
import { type Cell, toCsv } from './csv.ts';

export interface PlanExport {
  readonly header: PlanHeader;
  /** Keys of the rows to export, in this order; undefined for all, in the order of the plan. */
  readonly keys?: readonly string[] | undefined;
  readonly format: 'csv' | 'json';
}

const columns: readonly PlainKey[] = [
  'export.name',
  'export.email',
  'field.department',
  'export.bambooId',
  'export.siId',
  'export.kind',
  'export.selected',
  'export.reason',
  'export.match',
  'export.field',
  'export.state',
  'export.before',
  'export.after',
  'export.note',
];

/** Saves rows of the preview as a file. Effects: reads the plan page by page, hands a file to the browser. */
export async function exportPlan(port: UiPort, { header, keys, format }: PlanExport): Promise<void> {
  const changes = inOrder(await readChanges(port, header), keys);
  const name = `${text('export.fileName')}-${toDateInput(header.takenAtMs)}.${format}`;
  if (format === 'json') {
    port.saveFile(name, 'application/json', planJson(header, changes));
    return;
  }
  const rows = changes.flatMap((change) => rowsOf(change));
  port.saveFile(name, 'text/csv;charset=utf-8', toCsv(columns.map(text), rows, true));
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

/** The rows as they are stored, for programs; ids and codes instead of texts. */
function planJson(header: PlanHeader, rows: readonly Change[]): string {
  const { companyName, siCompanyName, siBaseUrl, fingerprint, counts } = header;
  const takenAt = new Date(header.takenAtMs).toISOString();
  return `${JSON.stringify({ takenAt, companyName, siCompanyName, siBaseUrl, fingerprint, counts, rows }, null, 2)}\n`;
}

/** One row for each field, one without a field for a person who has none. */
function rowsOf(change: Change): readonly (readonly Cell[])[] {
  const { reason } = change;
  const person: readonly Cell[] = [
    change.name,
    change.email,
    change.department,
    change.employeeId,
    change.siUserId,
    kindLabel(change.kind),
    isTickable(change) ? text(change.selected ? 'export.yes' : 'export.no') : '',
    reason === undefined ? '' : `${reasonShort(reason)}. ${whyText(change, reason)}`,
    change.match === undefined ? '' : matchText(change.match.by),
  ];
  if (change.fields.length === 0) return [[...person, '', '', '', '', '']];
  return change.fields.map((field) => [...person, ...fieldCells(field)]);
}

function fieldCells(field: FieldChange): readonly Cell[] {
  return [
    fieldLabel(field.field),
    signWord(field),
    field.before === null ? '' : valueText(field.field, field.before),
    field.after === null ? '' : valueText(field.field, field.after),
    field.note === undefined ? '' : noteText(field.note),
  ];
}
