import { HIDDEN } from '../../domain/cell.ts';
import { dispensable, unreadableFields } from '../compare/unreadable.ts';
import { hashSettings } from '../fingerprint/content-hash.ts';
import { showsRights } from '../judge/protection.ts';
import { requiredSourceFields, type RequiredSourceField, type SourceField } from '../../domain/fields.ts';
import type { Matching } from '../match/matching.ts';
import { textOfSum } from '../fingerprint/hash.ts';
import { type Employee, sourceCell } from '../../domain/people.ts';
import type { PlanBasis } from '../../domain/plan.ts';
import type { Tally } from './rows.ts';

/** The facts beside the rows: what guards compare with and what the preview's header says. */
export function basisOf(matching: Matching, tally: Tally): PlanBasis {
  const { input, staff, users } = matching;
  const { bamboo, si } = input.snapshot;
  const unreadable = unreadableFields(input);
  const missingRequired = requiredSourceFields.filter(
    (field) => bamboo.hiddenFields.includes(field) || isHiddenForAll(staff.employees, field),
  );
  const readableNowhere: readonly RequiredSourceField[] = [...missingRequired, ...unreadable];
  const notVisible = [...matching.invisible].filter((id) => !staff.byId.has(id)).length;
  return {
    employees: staff.employees.length + notVisible,
    visible: countReadable(staff.employees),
    notVisible,
    siUsers: users.users.length,
    matchedActive: tally.matchedActive,
    hiddenFields: bamboo.hiddenFields,
    notWritable: input.history.notWritable,
    visibility: bamboo.visibility,
    idsToStore: tally.idsToStore,
    idsToReplace: tally.idsToReplace,
    missingRequired,
    unreadable,
    unconfirmed: dispensable.filter(
      (field) => readableNowhere.includes(field) && !input.history.confirmedUnreadable?.includes(field),
    ),
    disputed: countDisputes(staff.employees),
    listMissing: bamboo.sources.list ? undefined : bamboo.sources.oddList ? 'odd' : 'refused',
    reportMissing: bamboo.sources.report ? undefined : true,
    notReadable: si.unreadableFields,
    rights: showsRights(si.users)
      ? undefined
      : input.history.confirmedUnreadable?.includes('rights')
        ? 'confirmed'
        : 'unknown',
    holders: tally.holders,
    lastVisible: input.history.lastVisible,
    headCount: input.options.headCount,
    manualImportDone: input.history.manualImportDone,
    afterSuspension: input.history.afterSuspension,
    ownSync: si.ownSync,
    licences: si.licences,
    sameAccount: input.pair.toLowerCase() === `${bamboo.subdomain}|${si.companyId}`.toLowerCase(),
    keyOwnerId: bamboo.keyOwnerId,
    settings: hashSettings(input),
    content: textOfSum(tally.content),
  };
}

/** A row that shows nothing of a person is no visible person. */
function countReadable(employees: readonly Employee[]): number {
  let count = 0;
  for (const { status, firstName, lastName, workEmail } of employees) {
    if (
      typeof status === 'string' ||
      typeof lastName === 'string' ||
      typeof firstName === 'string' ||
      typeof workEmail === 'string'
    )
      count += 1;
  }
  return count;
}

/** Nobody without status or name exists, so there an empty everywhere is a hidden field too. */
function isHiddenForAll(employees: readonly Employee[], field: RequiredSourceField): boolean {
  if (employees.length === 0) return false;
  const mayBeEmpty = field === 'gender' || field === 'supervisor' || field === 'hireDate';
  return employees.every((employee) => {
    const cell = sourceCell(employee, field);
    if (employee.disputed?.has(field)) return false;
    return mayBeEmpty ? cell === HIDDEN : typeof cell !== 'string';
  });
}

function countDisputes(employees: readonly Employee[]): PlanBasis['disputed'] {
  const counts: Partial<Record<SourceField, number>> = {};
  for (const { disputed } of employees) {
    if (!disputed) continue;
    for (const field of disputed.keys()) counts[field] = (counts[field] ?? 0) + 1;
  }
  return counts;
}
