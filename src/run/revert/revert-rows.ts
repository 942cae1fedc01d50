import type { Change, FieldChange, ManagerTarget } from '../../domain/change.ts';
import type { RunPerson } from '../../domain/run.ts';
import type { JournalRow } from '../../domain/journal.ts';
import type { SiUserId } from '../../domain/ids.ts';
import { known, valueOf } from '../../domain/cell.ts';
import { operationsOfRows } from '../../sync/operations/operations.ts';
import type { OwnForms } from '../../domain/own-form.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Operation } from '../../domain/operation.ts';
import { mayBeWritten, type RevertRow } from '../../domain/revert.ts';
import { settle } from '../../sync/settle/settle.ts';
import { userName } from '../../sync/compare/wanted.ts';
import { fieldsBack, sentAlong } from './fields-back.ts';

/** What a revert would do to each person of a run, and the writes that do it. */
export interface Reversal {
  readonly rows: readonly RevertRow[];
  readonly operations: readonly Operation[];
}

export interface ReversalInput {
  /** People of the run who are to be put back. */
  readonly people: readonly RunPerson[];
  readonly journal: readonly JournalRow[];
  /** Everybody as SI has them now. */
  readonly users: readonly SiUser[];
  /** Accounts a later run locked or unlocked once more. */
  readonly lockedLater: ReadonlySet<SiUserId>;
  /** What SI keeps of whom in a form of its own. */
  readonly ownForms: ReadonlyMap<SiUserId, OwnForms>;
  /** The acting account: nobody locks themselves out. */
  readonly me: SiUserId;
}

/** One person's way back before chart and emails were looked at. */
interface WayBack {
  readonly person: RunPerson;
  readonly user: SiUser;
  readonly fields: readonly FieldChange[];
  readonly manager?: { readonly before: SiUserId | null; readonly after: ManagerTarget } | undefined;
  readonly account?: RevertRow['account'];
  readonly created?: RevertRow['created'];
  readonly protected?: RevertRow['protected'];
}

/**
 * Works out the way back of what a run did. What SI shows as the run left it goes back; what was edited since is kept,
 * and so is the state of an account a later run decided about. A created account is deactivated and nothing else; its ID
 * stays. Chart and emails follow the rules of an import: nobody is put below an account that is inactive then.
 *
 * Shape: from the journal and SI alone; people of whom nothing was written are no rows
 */
export function planReversal(input: ReversalInput): Reversal {
  const users = new Map(input.users.map((user) => [user.id, user]));
  const written = input.journal.filter((row) => isWritten(row) || isPartlyTaken(row));
  const created = createdAccounts(written);
  const drafts = input.people.flatMap((person): WayBack[] => {
    const own = written.filter((row) => row.operation.changeKey === person.changeKey);
    const id = own.map((row) => row.siUserId ?? row.operation.siUserId).find((each) => each !== undefined);
    const user = id && users.get(id);
    if (!user) return [];
    const way = wayBackOf({ ...input, person, own, user, users, created });
    return own.some(isWritten) || way.fields.length > 0 ? [way] : [];
  });
  const changes = chartOf(drafts, input);
  const settled = settle(
    changes,
    Uint8Array.from(changes, ({ selected }) => (selected ? 1 : 0)),
  ).rows;
  const settledOf = new Map(settled.map((change) => [change.siUserId, change]));
  const rows = drafts.map((draft) => toRow(draft, settledOf.get(draft.user.id)));
  const first = operationsOfRows(settled);
  const leaving = drafts.filter(({ account }) => account === 'deactivate');
  const last = leaving.map(({ person, user }, index): Operation => {
    const { changeKey, name, employeeId } = person;
    return {
      stage: 'deactivate',
      seq: first.length + index,
      changeKey,
      name,
      employeeId,
      siUserId: user.id,
      waitsFor: [],
    };
  });
  return { rows, operations: [...first, ...last] };
}

function isWritten({ state }: JournalRow): boolean {
  return state === 'confirmed' || state === 'unknown';
}

function isPartlyTaken({ state, operation, error }: JournalRow): boolean {
  return state === 'failed' && operation.stage === 'fields' && mayBeWritten(error);
}

function createdAccounts(written: readonly JournalRow[]): ReadonlyMap<string, SiUserId> {
  const created = new Map<string, SiUserId>();
  for (const { operation, siUserId } of written) {
    if (operation.stage === 'create' && operation.employeeId && siUserId) created.set(operation.employeeId, siUserId);
  }
  return created;
}

interface DraftInput extends Pick<ReversalInput, 'lockedLater' | 'ownForms' | 'me'> {
  readonly person: RunPerson;
  readonly own: readonly JournalRow[];
  readonly user: SiUser;
  readonly users: ReadonlyMap<SiUserId, SiUser>;
  readonly created: ReadonlyMap<string, SiUserId>;
}

function wayBackOf({ person, own, user, users, created, lockedLater, ownForms, me }: DraftInput): WayBack {
  const stages = new Set(own.map((row) => row.operation.stage));
  // Whoever was given rights meanwhile, or is acting, is not locked out by a revert.
  const isProtected = user.admin === true || user.staff === true || user.guest === true || user.id === me;
  const isNew = stages.has('create');
  const isAsLeft = !lockedLater.has(user.id);
  const locks = isAsLeft && user.active && (isNew || stages.has('reactivate'));
  const mayLock = locks && !isProtected;
  const facts = { created: isNew || undefined, protected: (locks && isProtected) || undefined };
  if (isNew) return { ...facts, person, user, fields: [], account: mayLock ? 'deactivate' : undefined };
  const unlocks = isAsLeft && !user.active && stages.has('deactivate');
  const account = unlocks ? 'reactivate' : mayLock ? 'deactivate' : undefined;
  const fields: FieldChange[] = [];
  let manager: WayBack['manager'];
  for (const row of own) {
    const { operation } = row;
    if (operation.stage === 'fields') {
      const back = fieldsBack(row, operation, user, ownForms.get(user.id));
      // Whether a failed write wrote what SI does not show is not known.
      fields.push(...(isWritten(row) ? back : back.filter(({ state }) => state === 'change')));
    }
    if (operation.stage === 'managers') {
      const left =
        operation.to === null
          ? null
          : 'siUserId' in operation.to
            ? operation.to.siUserId
            : created.get(operation.to.createdFor);
      const now = known(user.managerId);
      const goesBack = now !== undefined && now === left && (operation.from === null || users.has(operation.from));
      if (goesBack) manager = { before: now, after: operation.from === null ? null : { siUserId: operation.from } };
      fields.push({
        field: 'supervisor',
        state: goesBack ? 'change' : 'held-back',
        before: nameOf(users, now ?? null),
        after: nameOf(users, operation.from),
      });
    }
  }
  return { ...facts, person, user, fields, manager, account };
}

function nameOf(users: ReadonlyMap<SiUserId, SiUser>, id: SiUserId | null): string | null {
  if (id === null) return null;
  const user = users.get(id);
  return user ? userName(user) : id;
}

/** Everybody as rows of a chart: those who go back as chosen changes, all others as they are. */
function chartOf(
  drafts: readonly WayBack[],
  { users, ownForms }: Pick<ReversalInput, 'users' | 'ownForms'>,
): readonly Change[] {
  const byUser = new Map(drafts.map((draft) => [draft.user.id, draft]));
  return users.map((user): Change => {
    const draft = byUser.get(user.id);
    const base = {
      siUserId: user.id,
      accountActive: user.active && draft?.account !== 'deactivate',
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
      fields: [...fields, ...sentAlong(fields, user, ownForms.get(user.id))],
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

function toRow(draft: WayBack, settled: Change | undefined): RevertRow {
  const { person, user, fields, account, created, protected: isProtected } = draft;
  const way = settled && settled.key === person.changeKey ? settled.fields : fields;
  // What is only sent along is nothing that goes back.
  const shown = way.filter(({ state }) => state !== 'same');
  const reverts = account !== undefined || shown.some(({ state }) => state === 'change');
  return {
    changeKey: person.changeKey,
    name: person.name,
    siUserId: user.id,
    verdict: reverts ? 'revert' : 'kept',
    fields: shown,
    account,
    created,
    protected: isProtected,
  };
}
