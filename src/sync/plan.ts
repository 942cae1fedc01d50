import type { Change } from '../domain/change.ts';
import type { EmployeeId, SiUserId } from '../domain/ids.ts';
import { accountRows, invisibleRows } from './rows/absent-rows.ts';
import { basisOf } from './rows/basis.ts';
import { diffRules } from './compare/diff.ts';
import { managedFields, type ManagedField } from '../domain/fields.ts';
import { fingerprintOf } from './fingerprint/fingerprint.ts';
import { guardsFor } from './guard/guards.ts';
import { newHasher, newHashSum } from './fingerprint/hash.ts';
import { judge } from './judge/judge.ts';
import { match } from './match/match.ts';
import { type Matching, NOBODY } from './match/matching.ts';
import type { Plan, PlanInput } from '../domain/plan.ts';
import { findPossibleDuplicates } from './match/possible-duplicates.ts';
import { protectorOf } from './judge/protection.ts';
import { indexNewcomers, type RowIndex, shareIndex } from './rows/row-index.ts';
import { employeeRow, type RowMaker, type Tally } from './rows/rows.ts';
import { settle } from './settle/settle.ts';

/** Raised whenever the same input can give another plan, so that no saved plan or override outlives its rules. */
export const rulesVersion = 5;

/**
 * Everything a preview shows and an import applies, worked out from both sides as read.
 *
 * Shape:  one row for each employee, for each person the key cannot see and for each account without employee, by id;
 *         the order of the input is without effect. `guards` are those of a manual import
 * Errors: none; bad data becomes an ignored row or a conflict with its reason
 * Source: design §3
 */
export function plan(input: PlanInput): Plan {
  const matching = match(input);
  const verdicts = judge(matching);
  const maker: RowMaker = {
    matching,
    verdicts,
    duplicates: findPossibleDuplicates(matching, verdicts),
    rules: diffRules(input),
    protector: protectorOf(input),
    deactivatedByUs: deactivatedByUs(input),
    tally: newTally(),
  };
  const rows = makeRows(maker);
  const inOrder = rows.every((row, at) => at === 0 || byKey(rows[at - 1] as Change, row) < 0);
  if (!inOrder) rows.sort(byKey);
  shareIndex(rows, indexOf(matching, rows, inOrder));
  const chosen = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) if (rows[at]?.selected) chosen[at] = 1;
  const settled = settle(rows, chosen);
  const made: Omit<Plan, 'guards' | 'fingerprint'> = {
    pair: input.pair,
    takenAtMs: input.snapshot.takenAtMs,
    rules: rulesVersion,
    changes: settled.rows,
    counts: settled.counts,
    heldBack: settled.heldBack,
    issues: [...input.snapshot.bamboo.issues, ...input.snapshot.si.issues],
    basis: basisOf(matching, maker.tally),
  };
  return { ...made, guards: guardsFor(made, 'manual'), fingerprint: fingerprintOf(made) };
}

function makeRows(maker: RowMaker): Change[] {
  const count = maker.matching.staff.employees.length;
  const rows = new Array<Change>(count);
  for (let at = 0; at < count; at += 1) rows[at] = employeeRow(maker, at);
  for (const row of invisibleRows(maker)) rows.push(row);
  for (const row of accountRows(maker)) rows.push(row);
  return rows;
}

/** The index of the rows, from the accounts indexed already; worked out when somebody asks. */
function indexOf(matching: Matching, rows: readonly Change[], inOrder: boolean): RowIndex {
  const { byId } = matching.users;
  const { userOf } = matching;
  let places: Int32Array | undefined;
  let newcomers: ReadonlyMap<EmployeeId, number> | undefined;
  const place = () => {
    const found = new Int32Array(byId.size).fill(NOBODY);
    for (let at = 0; at < rows.length; at += 1) {
      const id = rows[at]?.siUserId;
      if (id === undefined) continue;
      // Employees' rows come first and in their order, unless they had to be sorted.
      const user = inOrder && at < userOf.length ? userOf[at] : byId.get(id);
      found[user as number] = at;
    }
    return found;
  };
  return {
    rowOfUser: (id) => {
      const user = byId.get(id);
      return user === undefined ? NOBODY : ((places ??= place())[user] as number);
    },
    rowOfNewcomer: (id) => (newcomers ??= indexNewcomers(rows)).get(id) ?? NOBODY,
  };
}

function deactivatedByUs(input: PlanInput): ReadonlySet<SiUserId> {
  const ids = new Set<SiUserId>();
  for (const link of input.links) if (link.deactivatedByUs) ids.add(link.siUserId);
  return ids;
}

function newTally(): Tally {
  const counts = { matchedActive: 0, idsToStore: 0, idsToReplace: 0 };
  return { hasher: newHasher(), content: newHashSum(), holders: noHolders(), ...counts };
}

function noHolders(): Record<ManagedField, number> {
  return Object.fromEntries(managedFields.map((field) => [field, 0])) as Record<ManagedField, number>;
}

/** Employees before accounts, numbers in their order: a shorter key of digits is a smaller number. */
function byKey(one: Change, other: Change): number {
  if (one.key.charCodeAt(0) !== other.key.charCodeAt(0)) return one.key.charCodeAt(0) - other.key.charCodeAt(0);
  if (one.key.length !== other.key.length) return one.key.length - other.key.length;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}
