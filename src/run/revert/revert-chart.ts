import type { Change, FieldChange, ManagerTarget } from '../../domain/change.ts';
import type { RunPerson } from '../../domain/run.ts';
import type { SiUserId } from '../../domain/ids.ts';
import { known, valueOf } from '../../domain/cell.ts';
import type { SiUser } from '../../domain/people.ts';
import type { RevertRow } from '../../domain/revert.ts';
import { userName } from '../../sync/compare/wanted.ts';

/** One person's way back before chart and emails were looked at. */
export interface WayBack {
  readonly person: RunPerson;
  readonly user: SiUser;
  readonly fields: readonly FieldChange[];
  readonly manager?: { readonly before: SiUserId | null; readonly after: ManagerTarget } | undefined;
  readonly account?: RevertRow['account'];
  readonly created?: RevertRow['created'];
  readonly protected?: RevertRow['protected'];
}

/** Leaves whose former manager is inactive once everybody is put back with the present one. Effects: the drafts */
export function keepFromInactive(drafts: WayBack[], users: ReadonlyMap<SiUserId, SiUser>): void {
  const accounts = new Map(drafts.map(({ user, account }) => [user.id, account]));
  const isActiveThen = ({ id, active }: SiUser) =>
    active ? accounts.get(id) !== 'deactivate' : accounts.get(id) === 'reactivate';
  for (const [at, { manager, ...draft }] of drafts.entries()) {
    const former = manager?.after && 'siUserId' in manager.after ? users.get(manager.after.siUserId) : undefined;
    if (!former || isActiveThen(former)) continue;
    const note = { code: 'manager-inactive', people: [{ name: userName(former), siUserId: former.id }] } as const;
    const fields = draft.fields.map((each) =>
      each.field === 'supervisor' ? ({ ...each, state: 'held-back', note } as const) : each,
    );
    drafts[at] = { ...draft, fields };
  }
}

/** Everybody as rows of a chart: those who go back as chosen changes, all others as they are. */
export function chartOf(drafts: readonly WayBack[], users: readonly SiUser[]): readonly Change[] {
  const byUser = new Map(drafts.map((draft) => [draft.user.id, draft]));
  return users.map((user): Change => {
    const draft = byUser.get(user.id);
    const base = {
      siUserId: user.id,
      accountActive: user.active,
      managerNow: known(user.managerId),
      selectedByDefault: false,
    };
    const writes = draft?.account === 'reactivate' || draft?.fields.some(({ state }) => state === 'change');
    if (!draft || !writes) {
      return { ...base, key: `s:${user.id}`, kind: 'only-in-si', name: userName(user), fields: [], selected: false };
    }
    const { person, fields, manager } = draft;
    return {
      ...base,
      key: person.changeKey,
      kind: draft.account === 'reactivate' ? 'reactivate' : 'update',
      name: person.name,
      employeeId: person.employeeId,
      fields,
      manager,
      managerWanted: manager?.after,
      emailHeldBy: holdersOf(fields, user, users),
      selected: true,
    };
  });
}

/** Accounts that hold the address a person is to have again. */
function holdersOf(fields: readonly FieldChange[], user: SiUser, users: readonly SiUser[]): Change['emailHeldBy'] {
  const email = fields.find(({ field, state }) => field === 'workEmail' && state === 'change')?.after?.toLowerCase();
  if (email === undefined) return undefined;
  const holds = (other: SiUser) =>
    other.id !== user.id &&
    (valueOf(other.email)?.toLowerCase() === email || valueOf(other.login)?.toLowerCase() === email);
  const holders = users.filter(holds).map(({ id }) => id);
  return holders.length === 0 ? undefined : holders;
}
