import { type Change, type ChangeKind, type FieldChange, changeKinds } from '../../src/domain/change.ts';
import type { Run, RunPerson } from '../../src/domain/run.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { rowsPerPage } from '../../src/history/schema.ts';
import type { ConnectionReport, Status } from '../../src/messaging/replies.ts';
import type { CompanyPair, EmployeeId, PlanId, RunId, SiUserId } from '../../src/domain/ids.ts';
import type { NamedState } from '../../src/domain/state.ts';
import type { PlanHeader } from '../../src/domain/plan.ts';

/** The moment every fake page is looked at. */
export const nowMs = new Date(2026, 10, 22, 9, 44).getTime();
const minuteMs = 60_000;

export const pair = 'acme|c1' as CompanyPair;
export const planId = 'plan-1' as PlanId;
export const runId = 'run-1' as RunId;

export function aField(part: Partial<FieldChange> & Pick<FieldChange, 'field'>): FieldChange {
  return { state: 'change', before: 'Designer', after: 'Senior Designer', ...part };
}

export function aChange(part: Partial<Change> & Pick<Change, 'kind' | 'name'>): Change {
  const slug = part.name.toLowerCase().replaceAll(' ', '.');
  const writing = ['create', 'update', 'deactivate', 'reactivate'].includes(part.kind);
  return {
    key: `e:${slug}`,
    employeeId: slug as EmployeeId,
    ...(part.kind === 'create' ? {} : { siUserId: `si-${slug}` as SiUserId, match: { by: 'employee-id' } as const }),
    email: `${slug}@acme.example`,
    department: 'Design',
    fields: part.kind === 'update' ? [aField({ field: 'jobTitle' })] : [],
    selectedByDefault: writing,
    selected: writing,
    ...part,
  };
}

export function countKinds(changes: readonly Change[]): Record<ChangeKind, number> {
  const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 0])) as Record<ChangeKind, number>;
  for (const change of changes) counts[change.kind] += 1;
  return counts;
}

export function aHeader(changes: readonly Change[], part: Partial<PlanHeader> = {}): PlanHeader {
  return {
    id: planId,
    pair,
    takenAtMs: nowMs - 3 * minuteMs,
    createdAtMs: nowMs - 3 * minuteMs,
    rules: 1,
    rows: changes.length,
    counts: countKinds(changes),
    heldBack: 0,
    guards: [],
    issues: [],
    basis: {
      employees: changes.length,
      visible: changes.length,
      notVisible: 0,
      siUsers: changes.length,
      matchedActive: changes.length,
      hiddenFields: [],
      notWritable: [],
      visibility: 'full',
      idsToStore: 0,
      idsToReplace: 0,
      missingRequired: [],
      notReadable: [],
      holders: {
        firstName: 0,
        lastName: 0,
        workEmail: 0,
        gender: 0,
        location: 0,
        jobTitle: 0,
        department: 0,
        supervisor: 0,
      },
      manualImportDone: true,
      ownSync: false,
      sameAccount: true,
      settings: 's-1',
      content: 'c-1',
    },
    fingerprint: 'f-1',
    companyName: 'Acme Inc.',
    siCompanyName: 'Acme',
    siBaseUrl: 'https://acme.small-improvements.com',
    siUserId: 'si-admin' as SiUserId,
    visible: changes.length,
    ...part,
  };
}

export function aRun(part: Partial<Run> = {}): Run {
  return {
    id: runId,
    pair,
    trigger: 'manual',
    state: 'done',
    startedAtMs: nowMs - 30 * minuteMs,
    endedAtMs: nowMs - 30 * minuteMs + 42_000,
    actor: 'Hanna Vogel',
    planId,
    visible: 250,
    kinds: { create: 12, update: 30, deactivate: 2, reactivate: 1 },
    counts: { confirmed: 45, failed: 0, skipped: 0, unknown: 0, pending: 0 },
    ...part,
  };
}

export function aRunPerson(part: Partial<RunPerson> & Pick<RunPerson, 'name'>): RunPerson {
  return {
    runId,
    index: 0,
    changeKey: `e:${part.name}`,
    kind: 'update',
    fields: [aField({ field: 'jobTitle' })],
    outcome: 'confirmed',
    ...part,
  };
}

export function aStatus(part: Partial<Status> = {}): Status {
  return {
    settings: {
      ...defaultSettings,
      mode: 'sync',
      bambooSubdomain: 'acme',
      siAddress: 'https://acme.small-improvements.com',
      headCount: 250,
    },
    secrets: { bambooKey: true, siToken: true },
    locked: [],
    withheld: [],
    previewSeen: true,
    ...part,
  };
}

export function aFreshStatus(): Status {
  return aStatus({
    settings: { ...defaultSettings },
    secrets: { bambooKey: false, siToken: false },
    previewSeen: false,
  });
}

const requiredFields = ['firstName', 'lastName', 'workEmail', 'status', 'gender', 'supervisor', 'hireDate'];
const optionalFields = ['preferredName', 'employeeNumber', 'jobTitle', 'department', 'location'];

export function aReport(): ConnectionReport {
  return {
    bamboo: {
      ok: true,
      value: {
        companyName: 'Acme Inc.',
        keyOwner: 'Hanna Vogel',
        visible: 250,
        notVisible: 0,
        active: 231,
        inactive: 19,
        withWorkEmail: 244,
        headCount: 250,
        fields: [
          ...requiredFields.map((field) => ({ field, required: true, readable: 'all' as const })),
          ...optionalFields.map((field) => ({ field, required: false, readable: 'all' as const })),
        ],
        sources: { report: true, list: true },
      },
    },
    si: {
      ok: true,
      value: {
        user: 'Hanna Vogel',
        companyName: 'Acme',
        baseUrl: 'https://acme.small-improvements.com',
        admin: true,
        canInvite: true,
        ownSync: false,
        users: 239,
      },
    },
  };
}

/** Rows of one page, as the database would hand them out. */
export function pageOf(changes: readonly Change[], page: number): readonly Change[] {
  return changes.slice(page * rowsPerPage, (page + 1) * rowsPerPage);
}

export function aConnection(part: Partial<NamedState['connection']> = {}): NamedState['connection'] {
  return {
    pair,
    subdomain: 'acme',
    siAddress: 'https://acme.small-improvements.com',
    companyName: 'Acme Inc.',
    keyOwner: 'Hanna Vogel',
    siUser: 'Hanna Vogel',
    siCompanyName: 'Acme',
    visible: 250,
    atMs: nowMs - 180_000,
    ...part,
  };
}
