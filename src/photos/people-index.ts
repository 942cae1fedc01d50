import type { Change, ChangeKind } from '../domain/change.ts';
import type { CompanyPair, EmployeeId, SiUserId } from '../domain/ids.ts';
import type { Decision, Link } from '../domain/link.ts';
import type { RunDeps } from '../run/deps.ts';

/** Which employee an account is, for every account something stored speaks of; undefined: nobody, or in doubt. */
export type EmployeesByUser = ReadonlyMap<SiUserId, EmployeeId | undefined>;

/** What is stored about the people of the present connection. */
export interface KnownPeople {
  readonly pair: CompanyPair;
  readonly links: readonly Link[];
  readonly decisions: readonly Decision[];
  readonly employees: EmployeesByUser;
}

/** Reads stored state only; undefined where that is of another connection than the present one. */
export async function knownPeople(
  deps: Pick<RunDeps, 'state' | 'plans' | 'pairs' | 'settings'>,
): Promise<KnownPeople | undefined> {
  const [connection, settings] = await Promise.all([deps.state.get('connection'), deps.settings.get()]);
  if (connection?.subdomain !== settings.bambooSubdomain || connection.siAddress !== settings.siAddress)
    return undefined;
  const { pair } = connection;
  const current = await deps.state.get('current-plan');
  const [links, decisions, stored] = await Promise.all([
    deps.pairs.links(pair),
    deps.pairs.decisions(pair),
    current && deps.plans.read(current.planId),
  ]);
  const rows = stored?.header.pair === pair ? stored.plan.changes : undefined;
  return { pair, links, decisions, employees: whoIsWho(links, decisions, rows) };
}

/** Two who are said to belong together, or of whom it is said that they do not. */
interface Word extends Partial<Pick<Change, 'employeeId' | 'siUserId'>> {
  readonly kind?: string;
}
const doubtful: ReadonlySet<string | undefined> = new Set<ChangeKind>(['conflict', 'ignored', 'only-in-si']);

/**
 * Whom an admin excluded, then pins, then what the preview says, then links: of whom an earlier word is, a later one does not
 * count.
 */
function whoIsWho(
  links: readonly Link[],
  decisions: readonly Decision[],
  rows: readonly Change[] | undefined,
): EmployeesByUser {
  const found = new Map<SiUserId, EmployeeId | undefined>();
  const settled = new Set<EmployeeId>();
  const listen = (words: readonly Word[]) => {
    const [users, people] = [new Set(found.keys()), new Set(settled)];
    for (const { employeeId, siUserId, kind } of words) {
      if (siUserId !== undefined && !users.has(siUserId)) {
        const isSure =
          employeeId !== undefined && !people.has(employeeId) && !doubtful.has(kind) && !found.has(siUserId);
        found.set(siUserId, isSure ? employeeId : undefined);
      }
      if (employeeId !== undefined) settled.add(employeeId);
    }
  };
  listen(decisions.filter((each) => each.kind === 'ignore'));
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
