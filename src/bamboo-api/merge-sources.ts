import type { EmployeeId } from '../domain/ids.ts';
import { type Cell, HIDDEN, NOT_OFFERED } from '../domain/cell.ts';
import type { ManagedField, SourceField } from '../domain/fields.ts';
import type { Dispute, Employee, EmployeeStatus } from '../domain/people.ts';
import { joinCells, readCell, trimmed } from './cells.ts';
import { disputeOf } from './disputes.ts';
import { provableFields, sourceFields, sourceNames } from './names.ts';
import type { ParsedEmployees } from './parse-employees.ts';
import type { ReportRead } from './read-report.ts';
import type { RawRow } from './schemas.ts';

export interface Sources {
  /** Undefined when BambooHR refused it. */
  readonly report: ReportRead | undefined;
  readonly list: ParsedEmployees | undefined;
}

export interface Merged {
  readonly employees: readonly Employee[];
  /** People whose rows this key cannot read at all. */
  readonly notVisible: readonly EmployeeId[];
}

type Cells = Record<SourceField, Cell>;

/**
 * Everybody either source knows, each value as one of its four states. A value the two contradict each other in is hidden:
 * neither is believed, and `disputed` has both.
 *
 * Shape:   report first in its order, then people only the list has; rows that were broken in the report stay out
 * Effects: none
 * Source:  BambooHR reference §4 (what a weak key gets from each endpoint)
 */
export function mergeSources({ report, list }: Sources): Merged {
  const employees: Employee[] = [];
  const notVisible: EmployeeId[] = [];
  const proofs = createProofs();
  const broken = new Set(report?.issues.flatMap((issue) => (issue.reason === 'invalid-field' ? [issue.id] : [])));
  const isTrusted = trustsSupervisors({ report, list });
  // What is the same for all rows is worked out once, not for each of a hundred thousand cells.
  const places = sourceFields.map((field, index) => ({
    field,
    bit: 1 << index,
    names: sourceNames[field],
    isColumn: report?.columns.has(sourceNames[field].report) ?? false,
    isListAlone: field === 'supervisor' && !isTrusted,
  }));

  const add = (id: string, fromReport: RawRow | undefined, fromList: RawRow | undefined) => {
    const restricted = restrictedOf(fromList);
    const cells = {} as Cells;
    let proof = 0;
    let disputed: Map<SourceField, Dispute> | undefined;
    for (const { field, bit, names, isColumn, isListAlone } of places) {
      const listCell = readCell(field, listCellOf(fromList, names.list, restricted));
      const reported = isListAlone ? HIDDEN : reportCellOf(fromReport, names.report, isColumn);
      const reportCell = readCell(field, reported);
      // The report says something that cannot be read: it is not nothing because the list says nothing.
      const isDoubtful = reportCell !== reported && reportCell === HIDDEN && listCell === null;
      const cell = isDoubtful ? HIDDEN : joinCells(reportCell, listCell);
      cells[field] = cell;
      if (cell === null && listCell === null) proof |= bit;
      if (reportCell === listCell) continue;
      const dispute = disputeOf(field, reportCell, listCell);
      if (dispute) (disputed ??= new Map()).set(field, dispute);
    }
    if (isUnreadable(cells)) {
      notVisible.push(id as EmployeeId);
      return;
    }
    for (const field of disputed?.keys() ?? []) cells[field] = HIDDEN;
    employees.push(toEmployee(id as EmployeeId, cells, proofs(proof), disputed));
  };

  for (const [id, row] of report?.rows ?? []) add(id, row, list?.rows.get(id));
  for (const [id, row] of list?.rows ?? []) {
    if (!report?.rows.has(id) && !broken.has(id)) add(id, undefined, row);
  }
  return { employees, notVisible };
}

function restrictedOf(row: RawRow | undefined): readonly string[] | undefined {
  const names = row?.['_restrictedFields'];
  return Array.isArray(names) && names.length > 0 ? names : undefined;
}

function listCellOf(
  row: RawRow | undefined,
  name: string | undefined,
  restricted: readonly string[] | undefined,
): Cell {
  if (!row || name === undefined) return NOT_OFFERED;
  if (restricted?.includes(name)) return HIDDEN;
  const value = trimmed(row[name]);
  return value === undefined ? NOT_OFFERED : value;
}

function reportCellOf(row: RawRow | undefined, name: string, isColumn: boolean): Cell {
  if (!row) return NOT_OFFERED;
  // A column that is missing altogether is hidden from the key; a key missing in one row is hidden on that row (§4, §11.4).
  const value = isColumn ? trimmed(row[name]) : undefined;
  return value === undefined ? HIDDEN : value;
}

/**
 * Whether the report's `supervisorEId` counts: unless none of a fair number of them belongs to anybody. Then this account
 * means something else by it, and only the list's `reportsToId` is read (§8.13).
 */
function trustsSupervisors({ report, list }: Sources): boolean {
  const name = sourceNames.supervisor.report;
  let given = 0;
  let resolved = 0;
  for (const row of report?.rows.values() ?? []) {
    const id = trimmed(row[name]);
    if (!id || id === '0') continue;
    given += 1;
    if (report?.rows.has(id) || list?.rows.has(id)) resolved += 1;
  }
  return resolved > 0 || given < 5;
}

function isUnreadable(cells: Cells): boolean {
  return [cells.status, cells.firstName, cells.lastName, cells.workEmail].every((cell) => typeof cell === 'symbol');
}

/** One set for each combination of proven fields, shared by all rows that have it. */
function createProofs(): (mask: number) => ReadonlySet<ManagedField> {
  const sets = new Map<number, ReadonlySet<ManagedField>>();
  const bits = provableFields.map(({ source, managed }) => [1 << sourceFields.indexOf(source), managed] as const);
  return (mask) => {
    const known = sets.get(mask);
    if (known) return known;
    const set = new Set(bits.flatMap(([bit, managed]) => (mask & bit ? [managed] : [])));
    sets.set(mask, set);
    return set;
  };
}

function toEmployee(
  id: EmployeeId,
  cells: Cells,
  provenEmpty: ReadonlySet<ManagedField>,
  disputed: Employee['disputed'],
): Employee {
  return {
    id,
    employeeNumber: cells.employeeNumber,
    status: statusCell(cells.status),
    firstName: cells.firstName,
    lastName: cells.lastName,
    preferredName: cells.preferredName,
    workEmail: cells.workEmail,
    gender: cells.gender,
    hireDate: cells.hireDate,
    jobTitle: cells.jobTitle,
    department: cells.department,
    location: cells.location,
    supervisorId: cells.supervisor as Cell<EmployeeId>,
    provenEmpty,
    disputed,
  };
}

/** `Active` and `Inactive` are BambooHR's only words (§7); any other is one this version does not know. */
function statusCell(cell: Cell): Cell<EmployeeStatus> {
  if (typeof cell !== 'string') return cell;
  const word = cell.toLowerCase();
  return word === 'active' || word === 'inactive' ? word : 'unknown';
}
