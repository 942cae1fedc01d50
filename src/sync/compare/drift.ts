import type { FieldChange } from '../../domain/change.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { EmployeeId } from '../../domain/ids.ts';
import type { Link } from '../../domain/link.ts';
import type { PlanInput } from '../../domain/plan.ts';
import type { SiUser } from '../../domain/people.ts';

/** What is known of edits made in SI itself. */
export interface DriftRules {
  /** Links that remember what was written. */
  readonly written: ReadonlyMap<EmployeeId, Link>;
  /** Fields an admin left to SI. */
  readonly kept: ReadonlyMap<EmployeeId, ReadonlySet<FieldName>>;
}

export function driftRules({ links, decisions }: PlanInput): DriftRules {
  const written = new Map<EmployeeId, Link>();
  for (const link of links) if (link.written !== undefined) written.set(link.employeeId, link);
  const kept = new Map<EmployeeId, Set<FieldName>>();
  for (const decision of decisions) {
    if (decision.kind !== 'keep') continue;
    const fields = kept.get(decision.employeeId);
    if (fields) fields.add(decision.field);
    else kept.set(decision.employeeId, new Set([decision.field]));
  }
  return { written, kept };
}

/**
 * Says of planned changes that SI's value was edited since it was last confirmed, and holds those back whose value an admin
 * left to SI. A value that is still the one last written differs because BambooHR's changed.
 */
export function putDrift(fields: FieldChange[], employeeId: EmployeeId, user: SiUser, rules: DriftRules): void {
  if (rules.written.size === 0 && rules.kept.size === 0) return;
  const kept = rules.kept.get(employeeId);
  const link = rules.written.get(employeeId);
  const written: Readonly<Record<string, string | null | undefined>> =
    link?.siUserId === user.id ? (link.written ?? {}) : {};
  for (const [at, change] of fields.entries()) {
    if (change.state !== 'change') continue;
    if (kept?.has(change.field)) fields[at] = { ...change, state: 'held-back', note: { code: 'kept-in-si' } };
    else if (isEdited(change.before, written[change.field])) fields[at] = { ...change, note: { code: 'edited-in-si' } };
  }
}

function isEdited(now: string | null, written: string | null | undefined): boolean {
  return written !== undefined && (now ?? '').normalize() !== (written ?? '').normalize();
}
