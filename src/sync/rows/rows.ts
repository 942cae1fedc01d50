import type { MatchKind } from '../../domain/link.ts';
import type { SiUserId } from '../../domain/ids.ts';
import { known, valueOf } from '../../domain/cell.ts';
import { hashEmployee, hashRow } from '../fingerprint/content-hash.ts';
import { compareBookkeeping, compareFields, type DiffRules, fieldsOfNew } from '../compare/diff.ts';
import { addDisputes } from '../compare/disputes.ts';
import { putDrift } from '../compare/drift.ts';
import type { ManagedField } from '../../domain/fields.ts';
import { addRow, type Hasher, type HashSum, restart } from '../fingerprint/hash.ts';
import type { Verdicts } from '../judge/judge.ts';
import { managerWish } from '../compare/manager-wish.ts';
import { foldAddress } from '../match/address.ts';
import { employeeAt, idOf, type Matching, NOBODY, refOfUser, userAt } from '../match/matching.ts';
import type { Employee, SiUser } from '../../domain/people.ts';
import type { Change, FieldChange, Reason, ReasonCode } from '../../domain/change.ts';
import type { PossibleDuplicates } from '../match/possible-duplicates.ts';
import type { Protector } from '../judge/protection.ts';
import { byPerson, inOrder, plainReason } from '../judge/reasons.ts';
import { putRecords } from './records.ts';
import { newRow, type RowDraft } from './row-draft.ts';
import { employeeName } from '../compare/wanted.ts';

/** What is gathered while the rows are made. */
export interface Tally {
  readonly hasher: Hasher;
  readonly content: HashSum;
  readonly holders: Record<ManagedField, number>;
  matchedActive: number;
  idsToStore: number;
  idsToReplace: number;
}

export interface RowMaker {
  readonly matching: Matching;
  readonly verdicts: Verdicts;
  readonly duplicates: PossibleDuplicates;
  readonly rules: DiffRules;
  readonly protector: Protector;
  readonly deactivatedByUs: ReadonlySet<SiUserId>;
  readonly tally: Tally;
}

const matches: Readonly<Record<MatchKind, Change['match']>> = {
  pin: { by: 'pin' },
  link: { by: 'link' },
  'employee-id': { by: 'employee-id' },
  email: { by: 'email' },
};

/** The row of one employee, before selection and chart. Effects: counts and hashes into the maker's tally. */
export function employeeRow(maker: RowMaker, at: number): Change {
  const { matching, tally } = maker;
  const employee = employeeAt(matching, at);
  const user = matching.userOf[at] as number;
  const row = newRow(`e:${employee.id}`, 'unchanged', employeeName(employee));
  row.employeeId = employee.id;
  row.email = valueOf(employee.workEmail);
  row.department = valueOf(employee.department);
  if (user !== NOBODY) putAccount(maker, row, at, userAt(matching, user));
  putVerdict(maker, row, at, employee);
  const reverted =
    row.selectedByDefault || row.kind === 'reactivate' || row.kind === 'create' ? revertedOf(maker, row) : undefined;
  if (reverted) {
    row.reason = reverted;
    row.selectedByDefault = false;
  }
  row.selected = row.selectedByDefault;
  putRecords(matching, row);
  restart(tally.hasher);
  hashEmployee(tally.hasher, employee);
  hashRow(tally.hasher, row);
  addRow(tally.content, tally.hasher);
  return row;
}

function putAccount(maker: RowMaker, row: RowDraft, at: number, user: SiUser): void {
  const { matching, tally, verdicts } = maker;
  const by = matching.by[at] as MatchKind;
  row.siUserId = user.id;
  row.match = matches[by];
  row.accountActive = user.active;
  row.managerNow = known(user.managerId);
  if (verdicts.of[at] === 'conflict') return;
  if (user.active) tally.matchedActive += 1;
  if (by !== 'pin' && isIdentityChanged(matching, at, user)) row.identityChanged = true;
}

/**
 * Matched although the ID is another's or of the other kind; filling an empty one is no change. A new email never is one:
 * whoever has it was matched by link, pin or ID, as when a company changes its domain (design §3.4).
 */
function isIdentityChanged(matching: Matching, at: number, user: SiUser): boolean {
  if (typeof user.externalId !== 'string') return false;
  const id = idOf(matching, at);
  return id !== undefined && id !== user.externalId;
}

function putVerdict(maker: RowMaker, row: RowDraft, at: number, employee: Employee): void {
  const { matching, verdicts } = maker;
  const verdict = verdicts.of[at];
  switch (verdict) {
    case 'conflict':
      row.kind = 'conflict';
      row.reason = inOrder(matching.conflicts.get(at));
      return;
    case 'ignored':
      row.kind = 'ignored';
      row.reason = ignoredBecause(verdicts.ignored.get(at) ?? 'status-hidden', employee);
      return;
    case 'settled':
      if (row.accountActive) putOpenFirstDay(maker, row, at, employee);
      return;
    case 'deactivate':
      putDeactivation(maker, row, userAt(matching, matching.userOf[at] as number), 'inactive-in-bamboo');
      return;
    case 'create':
      putCreation(maker, row, at, employee);
      return;
    default:
      putComparison(maker, row, at, employee, verdict === 'reactivate');
  }
}

/** Says why somebody inactive keeps the account although no first day ahead is certain. */
function putOpenFirstDay({ matching, rules }: RowMaker, row: RowDraft, at: number, employee: Employee): void {
  if (!employee.disputed) return;
  const fields: FieldChange[] = [];
  addDisputes(fields, employee, userAt(matching, matching.userOf[at] as number), rules.input.options, ['hireDate']);
  row.fields = fields;
}

function ignoredBecause(code: ReasonCode, { emailText }: Employee): Reason {
  return code === 'no-work-email' && emailText !== undefined ? { code, text: emailText } : plainReason(code);
}

/** Makes the row a deactivation; a protected person's is held back until an admin releases it, and never a default. */
export function putDeactivation(maker: RowMaker, row: RowDraft, user: SiUser, why: ReasonCode): void {
  row.kind = 'deactivate';
  row.protectedAs = maker.protector.protectedAs(user);
  row.selectedByDefault = row.protectedAs === undefined;
  const held = !row.selectedByDefault && !maker.protector.isReleased(user, row.name);
  row.reason = plainReason(held ? 'protected' : why);
}

function putCreation(maker: RowMaker, row: RowDraft, at: number, employee: Employee): void {
  const fields = fieldsOfNew(employee, maker.rules);
  const namesakes = maker.duplicates.ofEmployee.get(at);
  row.kind = 'create';
  row.selectedByDefault = namesakes === undefined;
  if (namesakes) row.reason = inOrder({ code: 'possible-duplicate', people: namesakes });
  putManager(maker, row, at, fields);
  row.fields = fields;
}

function putComparison(maker: RowMaker, row: RowDraft, at: number, employee: Employee, reactivate: boolean): void {
  const { matching, rules, tally } = maker;
  const position = matching.userOf[at] as number;
  const user = userAt(matching, position);
  const fields: FieldChange[] = scratch;
  fields.length = 0;
  countHolders(tally.holders, user);
  compareFields(fields, employee, user, rules);
  if (fields.length > 0) {
    putDrift(fields, employee.id, user, rules.drift);
    putEmail(matching, row, at, position, fields);
  }
  putManager(maker, row, at, fields);
  const writes = hasState(fields, 'change');
  if (idOf(matching, at) !== user.externalId || employee.hireDate !== user.hireDate) {
    const id = idOf(matching, at);
    compareBookkeeping(fields, employee, user, rules, id !== undefined && isIdFree(matching, at, position, id));
  }
  if (fields.length > 0) row.fields = fields.slice();
  if (reactivate) {
    row.kind = 'reactivate';
    row.selectedByDefault = maker.deactivatedByUs.has(user.id);
    if (!row.selectedByDefault) row.reason = plainReason('reactivated-elsewhere');
  } else if (writes) {
    row.kind = 'update';
    row.selectedByDefault = true;
  } else if (hasState(fields, 'bookkeeping')) {
    tally.idsToStore += 1;
    if (fields.some((field) => field.field === 'employeeId' && field.before !== null)) tally.idsToReplace += 1;
  }
}

/** Whether no other account carries the ID and nobody else has it. */
function isIdFree(matching: Matching, at: number, user: number, id: string): boolean {
  const holder = matching.users.byExternalId.get(id);
  return (holder === undefined || holder === user) && !matching.sharedId.has(at);
}

/** Reused for every comparison: most rows have nothing to say and keep no list. */
const scratch: FieldChange[] = [];

function hasState(fields: readonly FieldChange[], state: FieldChange['state']): boolean {
  for (const field of fields) if (field.state === state) return true;
  return false;
}

/** Says who holds the wanted email now; an email of two accounts or of two employees is out of reach. */
function putEmail(matching: Matching, row: RowDraft, at: number, user: number, fields: FieldChange[]): void {
  const index = fields.findIndex((field) => field.field === 'workEmail' && field.state === 'change');
  const change = fields[index];
  if (change?.after == null) return;
  const address = foldAddress(change.after);
  const holder = matching.users.byAddress.get(address);
  const others =
    matching.users.addressTwins.get(address)?.filter((other) => other !== user) ??
    (holder === undefined || holder === user ? [] : [holder]);
  if (others.length === 0 && !matching.sharedEmail.has(at)) return;
  if (others.length === 1 && !matching.sharedEmail.has(at)) {
    row.emailHeldBy = others.map((other) => userAt(matching, other).id);
    return;
  }
  const people = others.map((other) => refOfUser(matching, other));
  fields[index] = { ...change, state: 'held-back', note: { code: 'email-taken', people: people.sort(byPerson) } };
}

function putManager(maker: RowMaker, row: RowDraft, at: number, fields: FieldChange[]): void {
  const wish = managerWish(maker.matching, maker.verdicts, at, maker.rules);
  if (!wish) return;
  fields.push(wish.field);
  if (wish.wanted === undefined) return;
  row.managerWanted = wish.wanted;
  row.manager = { before: row.managerNow ?? null, after: wish.wanted };
}

function countHolders(holders: Record<ManagedField, number>, user: SiUser): void {
  if (typeof user.firstName === 'string') holders.firstName += 1;
  if (typeof user.lastName === 'string') holders.lastName += 1;
  if (typeof user.email === 'string' || typeof user.login === 'string') holders.workEmail += 1;
  if (typeof user.gender === 'string' && user.gender !== 'unspecified') holders.gender += 1;
  if (typeof user.location === 'string') holders.location += 1;
  if (typeof user.jobTitle === 'string') holders.jobTitle += 1;
  if (typeof user.department === 'string') holders.department += 1;
  if (typeof user.managerId === 'string') holders.supervisor += 1;
}

/** The reason of a row an admin reverted and did not decide about since. */
export function revertedOf(maker: RowMaker, { key, kind }: Pick<RowDraft, 'key' | 'kind'>): Reason | undefined {
  const reverted = maker.matching.input.history.reverted.get(key);
  if (reverted?.valuesOnly && kind === 'deactivate') return undefined;
  return reverted && { code: 'reverted', atMs: reverted.atMs };
}
