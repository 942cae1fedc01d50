import { managedFields, type ManagedField } from '../domain/fields.ts';
import type { EmployeeId } from '../domain/ids.ts';
import type { RunDeps } from '../run/deps.ts';

/** The person of an SI form, as far as the reconcile owns their fields. */
export interface OwnedPerson {
  readonly employeeId: EmployeeId;
  readonly fields: readonly ManagedField[];
}

/**
 * Whom the parts of an address name: undefined unless they are exactly one managed person (a Link exists), this browser
 * synchronises and both secrets are there. Fields SI is known not to take, or an admin left to SI, are not
 * owned. Reads stored state only.
 */
export async function managedPerson(
  deps: Pick<RunDeps, 'settings' | 'state' | 'pairs'>,
  ids: readonly string[],
): Promise<OwnedPerson | undefined> {
  const [settings, connection] = await Promise.all([deps.settings.get(), deps.state.get('connection')]);
  if (connection?.subdomain !== settings.bambooSubdomain || connection.siAddress !== settings.siAddress)
    return undefined;
  const wanted = new Set(ids);
  const { pair } = connection;
  const [links, facts, decisions] = await Promise.all([
    deps.pairs.links(pair),
    deps.pairs.facts(pair),
    deps.pairs.decisions(pair),
  ]);
  const named = links.filter((link) => wanted.has(link.siUserId));
  const [link] = named;
  if (!link || named.length > 1) return undefined;
  const isKept = (field: ManagedField) =>
    decisions.some((each) => each.kind === 'keep' && each.employeeId === link.employeeId && each.field === field);
  return {
    employeeId: link.employeeId,
    fields: managedFields.filter((field) => !facts.notWritable.includes(field) && !isKept(field)),
  };
}
