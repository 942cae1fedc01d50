import type { Decision, Link } from '../../src/domain/link.ts';
import type { Change } from '../../src/domain/change.ts';
import type { BambooSnapshot, SiSnapshot, Snapshot } from '../../src/domain/snapshot.ts';
import type { CompanyPair, EmployeeId, SiUserId } from '../../src/domain/ids.ts';
import type { Employee, SiUser } from '../../src/domain/people.ts';
import type { Plan, PlanHistory, PlanInput, PlanOptions } from '../../src/domain/plan.ts';

export interface SnapshotParts {
  readonly bamboo?: Partial<BambooSnapshot>;
  readonly si?: Partial<SiSnapshot>;
  readonly today?: string;
  readonly takenAtMs?: number;
}

/** Both sides as read with full rights; the acting SI user is none of the accounts. */
export function aSnapshot(
  employees: readonly Employee[],
  users: readonly SiUser[],
  parts: SnapshotParts = {},
): Snapshot {
  return {
    takenAtMs: parts.takenAtMs ?? 1_700_000_000_000,
    today: parts.today ?? '2024-06-01',
    bamboo: {
      subdomain: 'acme',
      keyOwnerId: 'owner',
      employees,
      issues: [],
      notVisible: [],
      hiddenFields: [],
      sources: { report: true, list: true },
      visibility: 'full',
      ...parts.bamboo,
    },
    si: {
      companyId: 'si-company',
      companyName: 'Acme',
      baseUrl: 'https://acme.small-improvements.com',
      me: { id: 'me' as SiUserId, name: 'Ada Admin', canInvite: true, admin: true },
      users,
      issues: [],
      ownSync: false,
      unreadableFields: [],
      ...parts.si,
    },
  };
}

export interface InputParts extends SnapshotParts {
  readonly options?: Partial<PlanOptions>;
  readonly links?: readonly Link[];
  readonly decisions?: readonly Decision[];
  readonly history?: Partial<PlanHistory>;
  readonly pair?: string;
}

/** The input of a plan for a company whose first manual import has succeeded. */
export function aPlanInput(
  employees: readonly Employee[],
  users: readonly SiUser[],
  parts: InputParts = {},
): PlanInput {
  return {
    snapshot: aSnapshot(employees, users, parts),
    pair: (parts.pair ?? 'acme|si-company') as CompanyPair,
    options: {
      idKind: 'bamboo-id',
      usePreferredName: false,
      genderTable: { male: 'male', female: 'female' },
      emptyMeansEmpty: [],
      deactivateNotImported: false,
      deactivateUnmanaged: false,
      ...parts.options,
    },
    links: parts.links ?? [],
    decisions: parts.decisions ?? [],
    history: {
      manualImportDone: true,
      seenBefore: new Set(),
      deletedIds: new Set(),
      notWritable: [],
      reverted: new Map(),
      ...parts.history,
    },
  };
}

/** A link of a confirmed run between employee `7` and account `u7`, or whichever are named. */
export function aLink(employeeId: string, siUserId = `u${employeeId}`, parts: Partial<Link> = {}): Link {
  return {
    employeeId: employeeId as EmployeeId,
    siUserId: siUserId as SiUserId,
    by: 'email',
    confirmedAtMs: 1_000,
    ...parts,
  };
}

export function aPin(employeeId: string, siUserId: string): Decision {
  return { kind: 'pin', employeeId: employeeId as EmployeeId, siUserId: siUserId as SiUserId };
}

/** The row with the key; a test that asks for a missing row fails with its name. */
export function rowOf(plan: Plan, key: string): Change {
  const row = plan.changes.find((change) => change.key === key);
  if (!row) throw new Error(`no row ${key} among ${plan.changes.map((change) => change.key).join(' ')}`);
  return row;
}

/** What a row is in short: kind and, where there is one, reason. */
export function verdictOf(plan: Plan, key: string): string {
  const { kind, reason } = rowOf(plan, key);
  return reason ? `${kind}: ${reason.code}` : kind;
}

/** A field of a row in short: `state before → after (note)`; `-` where the row says nothing of it. */
export function fieldOf(plan: Plan, key: string, name: string): string {
  const field = rowOf(plan, key).fields.find((change) => change.field === name);
  if (!field) return '-';
  const note = field.note ? ` (${field.note.code})` : '';
  return `${field.state} ${field.before ?? 'empty'} → ${field.after ?? 'empty'}${note}`;
}
