import { managedFields, type ManagedField } from '../../domain/fields.ts';
import type { Change, PersonRef } from '../../domain/change.ts';

/** What the guards count on the rows that are selected. */
export interface GuardFacts {
  readonly deactivations: number;
  readonly creations: number;
  readonly reactivations: number;
  readonly identityChanges: number;
  readonly managersChanged: number;
  /** Selected rows that empty the field. */
  readonly cleared: Readonly<Record<ManagedField, number>>;
  /** Selected rows that replace a value the account holds by another, by field. */
  readonly changed: Readonly<Record<ManagedField, number>>;
  /** Protected people BambooHR would have deactivated, who are left out. */
  readonly protectedPeople: readonly PersonRef[];
  /** Protected people whose deactivation is selected. */
  readonly protectedSelected: readonly PersonRef[];
  /** Deactivations of people nobody reports to: they can go before all other writes (design §3.4, licences). */
  readonly earlyDeactivations: number;
}

/** Counts the rows once. */
export function gatherFacts(rows: readonly Change[]): GuardFacts {
  const cleared = noneYet();
  const changed = noneYet();
  const facts = {
    deactivations: 0,
    creations: 0,
    reactivations: 0,
    identityChanges: 0,
    managersChanged: 0,
  };
  const protectedPeople: PersonRef[] = [];
  const protectedSelected: PersonRef[] = [];
  for (const row of rows) {
    if (row.protectedAs !== undefined) {
      const person = { name: row.name, employeeId: row.employeeId, siUserId: row.siUserId };
      (row.selected ? protectedSelected : protectedPeople).push(person);
    }
    if (!row.selected) continue;
    if (row.kind === 'deactivate') facts.deactivations += 1;
    else if (row.kind === 'create') facts.creations += 1;
    else if (row.kind === 'reactivate') facts.reactivations += 1;
    if (row.identityChanged) facts.identityChanges += 1;
    if (row.kind === 'create') continue;
    if (row.manager) facts.managersChanged += 1;
    countFields(cleared, changed, row);
  }
  const early = facts.deactivations === 0 ? 0 : countEarly(rows);
  return { ...facts, cleared, changed, protectedPeople, protectedSelected, earlyDeactivations: early };
}

type Counts = Record<ManagedField, number>;

function noneYet(): Counts {
  return Object.fromEntries(managedFields.map((field) => [field, 0])) as Counts;
}

function countFields(cleared: Counts, changed: Counts, row: Change): void {
  for (const { field, state, before, after } of row.fields) {
    if (state !== 'change' || field === 'employeeId' || field === 'hireDate' || isEmpty(field, before)) continue;
    (isEmpty(field, after) ? cleared : changed)[field] += 1;
  }
}

function isEmpty(field: ManagedField, value: string | null): boolean {
  return value === null || (field === 'gender' && value === 'unspecified');
}

/** Accounts somebody reports to, now or after the import. */
export function accountsWithReports(rows: readonly Change[]): ReadonlySet<string> {
  const managers = new Set<string>();
  for (const row of rows) {
    if (row.managerNow) managers.add(row.managerNow);
    const after = row.selected ? row.manager?.after : undefined;
    if (after && 'siUserId' in after) managers.add(after.siUserId);
  }
  return managers;
}

function countEarly(rows: readonly Change[]): number {
  const managers = accountsWithReports(rows);
  let count = 0;
  for (const row of rows) {
    if (row.selected && row.kind === 'deactivate' && row.siUserId !== undefined && !managers.has(row.siUserId))
      count += 1;
  }
  return count;
}
