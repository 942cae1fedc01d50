import type { ChangeKind, Reason } from '../sync/plan-types.ts';
import type { FieldName } from '../sync/fields.ts';
import { rowsPerPage } from '../history/schema.ts';
import type { RunDeps } from './deps.ts';

/** How a person stands in the current preview. */
export interface PersonStanding {
  readonly kind: ChangeKind;
  readonly fields: readonly FieldName[];
  readonly reason?: Reason | undefined;
  /** The row was imported and confirmed since. */
  readonly confirmed: boolean;
}

/**
 * The row of an employee in the current plan; undefined when this browser is not connected as an admin to this very
 * BambooHR, or no preview names the person. Reads stored state only.
 */
export async function readStanding(
  deps: Pick<RunDeps, 'settings' | 'state' | 'plans' | 'runs'>,
  employeeId: string,
  bambooOrigin: string,
): Promise<PersonStanding | undefined> {
  const settings = await deps.settings.get();
  if (settings.mode !== 'sync' || bambooOrigin !== `https://${settings.bambooSubdomain}.bamboohr.com`) return undefined;
  const current = await deps.state.get('current-plan');
  const header = current && (await deps.plans.header(current.planId));
  if (!header) return undefined;
  for (let page = 0; page * rowsPerPage < header.rows; page += 1) {
    const change = (await deps.plans.page(header.id, page)).find((each) => each.employeeId === employeeId);
    if (!change) continue;
    const people = header.runId === undefined ? [] : await deps.runs.people(header.runId);
    const confirmed = people.some((person) => person.changeKey === change.key && person.outcome === 'confirmed');
    const fields = change.fields.filter(({ state }) => state === 'change').map(({ field }) => field);
    return { kind: change.kind, fields, reason: change.reason, confirmed };
  }
  return undefined;
}
