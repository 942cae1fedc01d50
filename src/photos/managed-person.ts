import { managedFields, type ManagedField } from '../domain/fields.ts';
import type { EmployeeId, SiUserId } from '../domain/ids.ts';
import type { RunDeps } from '../run/deps.ts';
import { knownPeople } from './people-index.ts';

/** The person of an SI form, as far as the reconcile owns their fields. */
export interface OwnedPerson {
  readonly employeeId: EmployeeId;
  readonly fields: readonly ManagedField[];
}

/**
 * Whom the parts of an address name: undefined unless they are exactly one managed person (an import confirmed employee or
 * account), and this browser synchronises with this connection. Fields SI is known not to take, fields one of the systems
 * does not show, and fields an admin left to SI are not owned. Reads stored state only.
 */
export async function managedPerson(
  deps: Pick<RunDeps, 'settings' | 'state' | 'pairs' | 'plans'>,
  ids: readonly string[],
): Promise<OwnedPerson | undefined> {
  const known = await knownPeople(deps);
  if (!known) return undefined;
  const { pair, links, decisions, employees } = known;
  const [user, other] = new Set(ids.filter((id): id is SiUserId => employees.has(id as SiUserId)));
  const employeeId = user && employees.get(user);
  if (!employeeId || other !== undefined) return undefined;
  if (!links.some((link) => link.employeeId === employeeId || link.siUserId === user)) return undefined;
  const { notWritable, unreadable } = await deps.pairs.facts(pair);
  const left: readonly string[] = [...notWritable, ...Object.values(unreadable ?? {}).flat()];
  const isKept = (field: ManagedField) =>
    decisions.some((each) => each.kind === 'keep' && each.employeeId === employeeId && each.field === field);
  return { employeeId, fields: managedFields.filter((field) => !left.includes(field) && !isKept(field)) };
}
