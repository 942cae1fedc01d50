import type { Change, ChangeKind } from '../domain/change.ts';
import type { EmployeeId, SiUserId } from '../domain/ids.ts';
import type { Decision, Link } from '../domain/link.ts';
import type { RunDeps } from '../run/deps.ts';

/** Which employee an account is, for every account something stored speaks of; undefined: nobody, or in doubt. */
export type EmployeesByUser = ReadonlyMap<SiUserId, EmployeeId | undefined>;

/** Whose account each one is. Reads stored state only; empty where that is of another connection than the present one. */
export async function employeesByUser(
  deps: Pick<RunDeps, 'state' | 'plans' | 'pairs' | 'settings'>,
): Promise<EmployeesByUser> {
  const [connection, settings] = await Promise.all([deps.state.get('connection'), deps.settings.get()]);
  if (connection?.subdomain !== settings.bambooSubdomain || connection.siAddress !== settings.siAddress)
    return new Map();
  const { pair } = connection;
  const current = await deps.state.get('current-plan');
  const [links, decisions, stored] = await Promise.all([
    deps.pairs.links(pair),
    deps.pairs.decisions(pair),
    current && deps.plans.read(current.planId),
  ]);
  return whoIsWho(links, decisions, stored?.header.pair === pair ? stored.plan.changes : undefined);
}

/** Two who are said to belong together, or of whom it is said that they do not. */
interface Word extends Partial<Pick<Change, 'employeeId' | 'siUserId'>> {
  readonly kind?: string;
}
const doubtful: ReadonlySet<string | undefined> = new Set<ChangeKind>(['conflict', 'ignored', 'only-in-si']);

/** What an admin pinned, then what the preview says, then links: of whom an earlier word is, a later one does not count. */
function whoIsWho(
  links: readonly Link[],
  decisions: readonly Decision[],
  rows: readonly Change[] | undefined,
): EmployeesByUser {
  const found = new Map<SiUserId, EmployeeId | undefined>();
  const settled = new Set<EmployeeId>();
  const excluded = new Set(decisions.flatMap((each) => (each.kind === 'ignore' ? [each.employeeId] : [])));
  const listen = (words: readonly Word[]) => {
    const [users, people] = [new Set(found.keys()), new Set(settled)];
    for (const { employeeId, siUserId, kind } of words) {
      if (siUserId !== undefined && !users.has(siUserId)) {
        const isSure = employeeId !== undefined && !doubtful.has(kind) && !found.has(siUserId);
        const counts = isSure && !people.has(employeeId) && !excluded.has(employeeId);
        found.set(siUserId, counts ? employeeId : undefined);
      }
      if (employeeId !== undefined) settled.add(employeeId);
    }
  };
  const listed = rows && new Set(rows.map((row) => row.employeeId));
  // As in a preview, the pin of somebody who is gone counts for nothing.
  listen(decisions.filter((each) => each.kind === 'pin' && listed?.has(each.employeeId) !== false));
  // Whose account an import created since then only a link says.
  if (rows) listen(rows.filter((row) => row.kind !== 'create'));
  listen(latest(links));
  for (const { siUserId } of links) if (!found.has(siUserId)) found.set(siUserId, undefined);
  return found;
}

/** Links later than every other one of their employee and of their account. */
function latest(links: readonly Link[]): readonly Link[] {
  const last = new Map<string, Pick<Link, 'confirmedAtMs'>>();
  for (const link of links.toSorted((one, other) => one.confirmedAtMs - other.confirmedAtMs)) {
    const { confirmedAtMs } = link;
    // Of two at one time none is the latest.
    for (const id of [link.employeeId, link.siUserId])
      last.set(id, last.get(id)?.confirmedAtMs === confirmedAtMs ? { confirmedAtMs } : link);
  }
  return links.filter((link) => last.get(link.employeeId) === link && last.get(link.siUserId) === link);
}
