import type { EmployeeId } from '../../domain/ids.ts';
import { known, valueOf } from '../../domain/cell.ts';
import { hashRow } from '../fingerprint/content-hash.ts';
import { addRow, restart } from '../fingerprint/hash.ts';
import { NOBODY, userAt } from '../match/matching.ts';
import type { SiUser } from '../../domain/people.ts';
import type { Change, Reason } from '../../domain/change.ts';
import { inOrder, plainReason } from '../judge/reasons.ts';
import { putRecords } from './records.ts';
import { newRow, type RowDraft } from './row-draft.ts';
import { putDeactivation, revertedOf, type RowMaker } from './rows.ts';
import { emailOf, userName } from '../compare/wanted.ts';

/** The rows of employees this key cannot see: never created, changed or "not imported". */
export function invisibleRows(maker: RowMaker): Change[] {
  const { matching } = maker;
  const rows: Change[] = [];
  for (const id of matching.invisible) {
    if (matching.staff.byId.has(id)) continue;
    const at = matching.invisibleAccounts.get(id);
    const row = newRow(`e:${id}`, 'ignored', `#${id}`);
    row.employeeId = id;
    row.reason = plainReason('not-visible');
    if (at !== undefined) {
      putUser(row, userAt(matching, at));
      const isLinked = matching.goneLinks.get(at)?.employeeId === id;
      row.match = { by: isLinked ? 'link' : 'employee-id' };
    }
    rows.push(finished(maker, row));
  }
  return rows;
}

/** The rows of accounts no employee belongs to: reported, or deactivated where design §3.4 allows it. */
export function accountRows(maker: RowMaker): Change[] {
  const { matching } = maker;
  const shown = new Set(matching.invisibleAccounts.values());
  const rows: Change[] = [];
  const mayBeMissed = imports(maker);
  for (let at = 0; at < matching.employeeOf.length; at += 1) {
    if (matching.employeeOf[at] !== NOBODY || shown.has(at)) continue;
    const user = userAt(matching, at);
    const row = newRow(`s:${user.id}`, 'only-in-si', '');
    putUser(row, user);
    row.employeeId = matching.goneLinks.get(at)?.employeeId;
    row.reason = reasonOf(maker, at, user);
    if (mayBeMissed && isNotImported(maker, at, user)) putDeactivation(maker, row, user, 'not-imported');
    const reverted = row.selectedByDefault ? revertedOf(maker, row) : undefined;
    if (reverted) {
      row.reason = reverted;
      row.selectedByDefault = false;
    }
    row.selected = row.selectedByDefault;
    putRecords(matching, row);
    rows.push(finished(maker, row));
  }
  return rows;
}

function putUser(row: RowDraft, user: SiUser): void {
  row.name = userName(user);
  row.siUserId = user.id;
  row.email = valueOf(emailOf(user));
  row.department = valueOf(user.department);
  row.accountActive = user.active;
  row.managerNow = known(user.managerId);
}

function reasonOf(maker: RowMaker, at: number, user: SiUser): Reason | undefined {
  const { matching, duplicates } = maker;
  const spared = matching.spared.get(at);
  if (spared) return inOrder(spared);
  const namesakes = duplicates.ofUser.get(at);
  if (namesakes) return inOrder({ code: 'possible-duplicate', people: namesakes });
  const id = formerIdOf(maker, at, user);
  const isKnown = id !== undefined && (matching.goneLinks.has(at) || matching.input.history.seenBefore.has(id));
  return plainReason(isKnown ? 'no-longer-visible' : 'no-employee');
}

/** With nobody visible or every status hidden, nothing is known about who is missing. */
function imports(maker: RowMaker): boolean {
  const { options, input, staff } = maker.matching;
  if (!options.deactivateNotImported || input.snapshot.bamboo.hiddenFields.includes('status')) return false;
  return staff.employees.some((employee) => employee.status === 'active' || employee.status === 'inactive');
}

function isNotImported(maker: RowMaker, at: number, user: SiUser): boolean {
  const { matching, duplicates } = maker;
  if (!user.active || matching.spared.has(at) || duplicates.ofUser.has(at)) return false;
  const isManaged = matching.goneLinks.has(at);
  if (!isManaged && (!matching.options.deactivateUnmanaged || user.guest === true || user.staff === true)) return false;
  const id = formerIdOf(maker, at, user);
  // Without a link or an ID the account may be anybody's whose row could not be read.
  if (id === undefined && !readsEverybody(maker)) return false;
  if (seesEverybody(maker)) return true;
  const { seenBefore, deletedIds } = matching.input.history;
  return id !== undefined && deletedIds.has(id) && seenBefore.has(id);
}

/** A row without id may be anybody, so it makes absence as weak a proof as a key that sees only a part. */
function seesEverybody({ matching }: RowMaker): boolean {
  const { bamboo } = matching.input.snapshot;
  return bamboo.visibility === 'full' && bamboo.issues.every((issue) => issue.id !== undefined);
}

function readsEverybody({ matching: { input, staff } }: RowMaker): boolean {
  return input.snapshot.bamboo.issues.every(({ id }) => id !== undefined && staff.byId.has(id as EmployeeId));
}

/** The employee an account without employee belonged to, as far as a link or its ID tells. */
function formerIdOf({ matching }: RowMaker, at: number, user: SiUser): EmployeeId | undefined {
  const link = matching.goneLinks.get(at);
  if (link) return link.employeeId;
  return matching.options.idKind === 'bamboo-id' ? (valueOf(user.externalId) as EmployeeId | undefined) : undefined;
}

function finished(maker: RowMaker, row: RowDraft): Change {
  const { hasher, content } = maker.tally;
  restart(hasher);
  hashRow(hasher, row);
  addRow(content, hasher);
  return row;
}
