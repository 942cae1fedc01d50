import { bambooOrigin } from '../shared/bamboo-subdomain.ts';
import { changedFields } from '../sync/compare/changed-fields.ts';
import type { ChangeKind, Reason } from '../domain/change.ts';
import type { FieldName } from '../domain/fields.ts';
import { rowsPerPage } from '../history/schema.ts';
import type { RunDeps } from '../run/deps.ts';

/** The run that imported the present plan is among the latest of a person. */
const recentRuns = 20;

/** How a person stands in the current preview. */
export interface PersonStanding {
  readonly kind: ChangeKind;
  readonly fields: readonly FieldName[];
  readonly reason?: Reason | undefined;
  /** An import would write the row. */
  readonly selected: boolean;
  /** The row was imported and confirmed since. */
  readonly confirmed: boolean;
}

/**
 * The row of an employee in the current plan; undefined when this browser is not connected as an admin to this very
 * BambooHR, or no preview names the person. Reads stored state only, and of a plan however long
 * no more than one page.
 */
export async function readStanding(
  deps: Pick<RunDeps, 'settings' | 'state' | 'plans' | 'runs'>,
  employeeId: string,
  origin: string,
): Promise<PersonStanding | undefined> {
  const settings = await deps.settings.get();
  if (settings.mode !== 'sync' || origin !== bambooOrigin(settings.bambooSubdomain)) return undefined;
  const [current, connection] = await Promise.all([deps.state.get('current-plan'), deps.state.get('connection')]);
  const header = current && (await deps.plans.header(current.planId));
  // Managed policy can move the settings to another company without the plan being dropped.
  if (!header?.pair.startsWith(`${settings.bambooSubdomain}|`) || connection?.siAddress !== settings.siAddress)
    return undefined;
  const index = await deps.state.get('plan-index');
  const at = index?.planId === header.id ? index.employees.indexOf(employeeId) : -1;
  if (at < 0) return undefined;
  const change = (await deps.plans.page(header.id, Math.floor(at / rowsPerPage)))[at % rowsPerPage];
  // Another plan may have taken the place meanwhile.
  if (change?.employeeId !== employeeId) return undefined;
  const past = header.runId === undefined ? [] : await deps.runs.timeline(header.pair, change.key, recentRuns);
  const confirmed = past.some(({ run, person }) => run.id === header.runId && person.outcome === 'confirmed');
  return {
    kind: change.kind,
    fields: changedFields(change.fields),
    reason: change.reason,
    selected: change.selected,
    confirmed,
  };
}
