import type { Change, FieldChange } from '../../domain/change.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import { isTickable } from '../../sync/judge/protection.ts';
import { fieldLabel, signWord, valueText } from '../format/field-text.ts';
import { kindLabel } from '../format/kind-text.ts';
import { matchText, noteText, reasonShort, whyText } from '../format/reason-text.ts';
import { type PlainKey, text } from '../format/text.ts';
import { type Cell, toCsv } from './csv.ts';

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

/** Rows of a plan for spreadsheets: one line a field. `bom`: as `toCsv`. */
export function planCsv(changes: readonly Change[], bom: boolean): string {
  return toCsv(columns.map(text), changes.flatMap(rowsOf), bom);
}

/** The rows as they are stored, for programs; ids and codes instead of texts. */
export function planData(header: PlanHeader, rows: readonly Change[]) {
  const { companyName, siCompanyName, siBaseUrl, fingerprint, counts } = header;
  const takenAt = new Date(header.takenAtMs).toISOString();
  return { takenAt, companyName, siCompanyName, siBaseUrl, fingerprint, counts, rows };
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
