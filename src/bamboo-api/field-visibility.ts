import type { BambooSnapshot } from '../domain/snapshot.ts';
import { requiredSourceFields, type SourceField } from '../domain/fields.ts';
import type { BambooConnection } from './bamboo-api.ts';
import { type Employee, sourceCell } from '../domain/people.ts';
import { HIDDEN } from '../domain/cell.ts';
import { sourceFields, sourceNames } from './names.ts';
import type { Merged, Sources } from './merge-sources.ts';

/** Whether the key may not see it here; a value the two answers contradict each other in was seen. */
function isHidden(employee: Employee, field: SourceField): boolean {
  return sourceCell(employee, field) === HIDDEN && !employee.disputed?.has(field);
}

/** Fields nobody's value of which this key may see; with nobody to look at, the columns the report left out. */
export function hiddenFieldsOf({ report }: Sources, employees: readonly Employee[]): readonly SourceField[] {
  if (employees.length === 0) {
    return report ? sourceFields.filter((field) => !report.columns.has(sourceNames[field].report)) : [];
  }
  return sourceFields.filter((field) => employees.every((employee) => isHidden(employee, field)));
}

/**
 * Whether the key sees everybody. Only the list shows rows it withholds; a status withheld on some rows alone is the
 * other sign of a limited reach (BambooHR reference §4).
 */
export function visibilityOf({ list }: Sources, merged: Merged): BambooSnapshot['visibility'] {
  if (!list) return 'unknown';
  if (merged.notVisible.length > 0) return 'subset';
  const withheld = merged.employees.filter((employee) => isHidden(employee, 'status')).length;
  return withheld > 0 && withheld < merged.employees.length ? 'subset' : 'full';
}

/** How much of each field the key can read. */
export function readableFields(employees: readonly Employee[]): BambooConnection['fields'] {
  const required: readonly SourceField[] = requiredSourceFields;
  return sourceFields.map((field) => {
    const readable = employees.filter(
      (employee) => typeof sourceCell(employee, field) !== 'symbol' || employee.disputed?.has(field) === true,
    ).length;
    return {
      field,
      required: required.includes(field),
      readable: readable === 0 ? 'none' : readable === employees.length ? 'all' : 'some',
    };
  });
}
