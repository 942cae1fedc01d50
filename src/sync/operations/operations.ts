import type { Change, ChangeKind, FieldChange } from '../../domain/change.ts';
import { orderEmails } from './email-order.ts';
import { accountsWithReports, gatherFacts } from '../guard/guard-facts.ts';
import { areLicencesShort } from '../guard/guards.ts';
import { orderManagers } from './manager-order.ts';
import type { Operation, OperationBody, WriteValues } from '../../domain/operation.ts';
import type { Plan } from '../../domain/plan.ts';
import { indexRows, type RowIndex } from '../rows/row-index.ts';
import { isOnlyHeldBack } from '../settle/settle.ts';

export interface OperationOptions {
  /** Ask SI to mail people whose account is new: automatic runs with "Send password emails when new users are imported". */
  readonly mails?: boolean | undefined;
}

/** Operations lined up so far, and which of them created or reactivated whose account, by position of the row. */
interface Line {
  readonly rows: readonly Change[];
  readonly index: RowIndex;
  readonly operations: Operation[];
  readonly accountReady: Map<number, number>;
}

/**
 * The writes of the selected rows, in the order of writing (design §3.5).
 *
 * Shape:  create → fields → reactivate → managers → deactivate → mails; `waitsFor` names earlier operations only.
 *         A creation names all values but the manager; those an invitation cannot carry follow in `fields`. Where licences run short, people without reports are deactivated first
 * Errors: none
 */
export function operationsOf(plan: Plan, options: OperationOptions = {}): readonly Operation[] {
  return operationsOfRows(plan.changes, { ...options, first: (leavers) => earlyLeavers(plan, leavers) });
}

/** The same of rows alone: without a plan nothing is known of licences, so everybody who leaves leaves last. */
export function operationsOfRows(
  rows: readonly Change[],
  options: OperationOptions & { first?(leavers: readonly number[]): readonly number[] } = {},
): readonly Operation[] {
  const selected: number[] = [];
  for (let at = 0; at < rows.length; at += 1) if (rows[at]?.selected) selected.push(at);
  if (selected.length === 0) return [];
  const line: Line = {
    rows,
    index: needsIndex(rows, selected) ? indexRows(rows) : noIndex,
    operations: [],
    accountReady: new Map(),
  };
  const ofKind = (kind: ChangeKind) => selected.filter((at) => rows[at]?.kind === kind);
  const leavers = ofKind('deactivate');
  const first = new Set(options.first?.(leavers));

  for (const at of first) add(line, at, { stage: 'deactivate' });
  for (const at of ofKind('create')) {
    line.accountReady.set(at, add(line, at, { stage: 'create', values: writeValues(rows[at]?.fields ?? [], 'after') }));
  }
  addFields(line, selected);
  for (const at of ofKind('reactivate')) line.accountReady.set(at, add(line, at, { stage: 'reactivate' }));
  addManagers(line, selected);
  for (const at of leavers) if (!first.has(at)) add(line, at, { stage: 'deactivate' });
  if (options.mails) for (const at of ofKind('create')) add(line, at, { stage: 'mails' }, [line.accountReady.get(at)]);
  return line.operations;
}

/**
 * The writes of the separate action "Store employee IDs": ID and hire date of people who differ in nothing else.
 *
 * Shape:  `fields` operations only, for rows of kind `unchanged` whatever is selected: `basis.idsToStore` of them
 */
export function idOperationsOf(plan: Plan): readonly Operation[] {
  const line: Line = {
    rows: plan.changes,
    index: noIndex,
    operations: [],
    accountReady: new Map(),
  };
  plan.changes.forEach((row, at) => {
    const values = row.fields.filter((field) => field.state === 'bookkeeping');
    if (row.kind !== 'unchanged' || values.length === 0 || isOnlyHeldBack(row)) return;
    const body = {
      stage: 'fields',
      values: writeValues(values, 'after'),
      before: writeValues(values, 'before'),
    } as const;
    add(line, at, withOwnForms(row.fields, body));
  });
  return line.operations;
}

const noIndex: RowIndex = { rowOfUser: () => -1, rowOfNewcomer: () => -1 };

function needsIndex(rows: readonly Change[], selected: readonly number[]): boolean {
  return selected.some((at) => rows[at]?.manager !== undefined || rows[at]?.emailHeldBy !== undefined);
}

function addFields(line: Line, selected: readonly number[]): void {
  const { rows, index } = line;
  const seqOf = new Map<number, number>();
  for (const at of orderEmails(rows, selected, index)) {
    const row = rows[at] as Change;
    const isNew = row.kind === 'create';
    if (!isNew && row.kind !== 'update' && row.kind !== 'reactivate') continue;
    const written = isNew ? row.fields.filter(isAfterInvitation) : row.fields;
    const values = writeValues(written, 'after');
    if (Object.keys(values).length === 0) continue;
    const releases = 'workEmail' in values ? (row.emailHeldBy ?? []) : [];
    const waitsFor = releases.map((holder) => seqOf.get(index.rowOfUser(holder)));
    const before = writeValues(written, 'before');
    const body = withOwnForms(row.fields, { stage: 'fields', values, before });
    seqOf.set(at, add(line, at, body, [ownCreation(line, at), ...waitsFor]));
  }
}

/** An invitation takes names and email; everything else is written once the account exists (SI reference §4.2). */
function isAfterInvitation({ field }: FieldChange): boolean {
  return field !== 'firstName' && field !== 'lastName' && field !== 'workEmail';
}

function addManagers(line: Line, selected: readonly number[]): void {
  const seqOf = new Map<number, number>();
  for (const { at, manager, above } of orderManagers(line.rows, selected, line.index)) {
    const change = line.rows[at]?.manager;
    if (!change) continue;
    const waitsFor = [ownCreation(line, at), line.accountReady.get(manager), seqOf.get(above)];
    seqOf.set(at, add(line, at, { stage: 'managers', from: change.before, to: change.after }, waitsFor));
  }
}

function ownCreation(line: Line, at: number): number | undefined {
  return line.rows[at]?.kind === 'create' ? line.accountReady.get(at) : undefined;
}

function add(line: Line, at: number, body: OperationBody, waitsFor: readonly (number | undefined)[] = []): number {
  const { key, name, employeeId, siUserId } = line.rows[at] as Change;
  const seq = line.operations.length;
  const earlier = waitsFor.filter((other) => other !== undefined);
  line.operations.push({ ...body, seq, changeKey: key, name, employeeId, siUserId, waitsFor: earlier });
  return seq;
}

/** Managed and bookkeeping values of a row that are written; the manager is written by itself. */
function writeValues(fields: readonly FieldChange[], side: 'before' | 'after'): WriteValues {
  const values: { -readonly [Key in keyof WriteValues]: WriteValues[Key] } = {};
  for (const change of fields) {
    if (change.field === 'supervisor' || (change.state !== 'change' && change.state !== 'bookkeeping')) continue;
    values[change.field] = change[side];
  }
  return values;
}

type FieldsBody = Extract<OperationBody, { stage: 'fields' }>;

/**
 * Sends along, as BambooHR has it, what SI keeps in a form of its own: an update carries the whole profile, and a form
 * sent back as a value would be made into a form once more (an escaped `&amp;` into `&amp;amp;`).
 */
function withOwnForms(fields: readonly FieldChange[], body: FieldsBody): FieldsBody {
  const own = fields.filter(({ note }) => note?.code === 'own-form');
  if (own.length === 0) return body;
  const side = (of: 'before' | 'after'): WriteValues =>
    Object.fromEntries(own.map((field) => [field.field, field[of]]));
  return {
    ...body,
    values: { ...side('after'), ...body.values },
    before: { ...side('before'), ...body.before },
    keeps: side('before'),
  };
}

/** Where new accounts would exceed the licences in passing: everybody who leaves and has no reports. */
function earlyLeavers(plan: Plan, leavers: readonly number[]): readonly number[] {
  if (leavers.length === 0 || !areLicencesShort(plan.basis, gatherFacts(plan.changes))) return [];
  const managers = accountsWithReports(plan.changes);
  return leavers.filter((at) => !managers.has(plan.changes[at]?.siUserId ?? ''));
}
