import type { EmployeeId, SiUserId } from '../domain/ids.ts';
import type { RunDeps } from '../run/deps.ts';

/**
 * Which employee an SI user is: by remembered links, and by the current preview for people who never had to be written.
 * An account two employees could have is nobody's. Reads stored state only.
 */
export async function employeesByUser(
  deps: Pick<RunDeps, 'state' | 'plans' | 'pairs' | 'settings'>,
): Promise<ReadonlyMap<SiUserId, EmployeeId>> {
  const [connection, settings] = await Promise.all([deps.state.get('connection'), deps.settings.get()]);
  if (connection?.subdomain !== settings.bambooSubdomain || connection.siAddress !== settings.siAddress)
    return new Map();
  const current = await deps.state.get('current-plan');
  const [links, stored] = await Promise.all([
    deps.pairs.links(connection.pair),
    current ? deps.plans.read(current.planId) : undefined,
  ]);
  const found = new Map<SiUserId, EmployeeId | undefined>();
  const changes = stored?.header.pair === connection.pair ? stored.plan.changes : [];
  for (const { kind, siUserId, employeeId, match } of changes) {
    if (siUserId === undefined || kind === 'only-in-si') continue;
    // What the preview doubts is doubted here as well, whatever a link says.
    const sure = employeeId !== undefined && match !== undefined && kind !== 'conflict' && !found.has(siUserId);
    found.set(siUserId, sure ? employeeId : undefined);
  }
  for (const { siUserId, employeeId } of links) if (!found.has(siUserId)) found.set(siUserId, employeeId);
  return new Map([...found].flatMap(([user, employee]) => (employee === undefined ? [] : [[user, employee] as const])));
}
