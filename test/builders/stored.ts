import type { Change } from '../../src/domain/change.ts';
import type { CompanyPair, EmployeeId, PlanId, RunId, SiUserId } from '../../src/domain/ids.ts';
import type { JournalRow } from '../../src/domain/journal.ts';
import type { Operation } from '../../src/domain/operation.ts';
import type { PlanHeader } from '../../src/domain/plan.ts';
import type { Run, RunPerson } from '../../src/domain/run.ts';

export const acme = 'acme|si-acme' as CompanyPair;
export const planId = (name: string) => name as PlanId;
export const runId = (name: string) => name as RunId;
export const employeeId = (name: string) => name as EmployeeId;
export const siUserId = (name: string) => name as SiUserId;

export function aChange(index: number, over: Partial<Change> = {}): Change {
  return {
    key: `e:${index}`,
    kind: 'update',
    name: `Person ${index}`,
    employeeId: employeeId(String(index)),
    fields: [{ field: 'jobTitle', state: 'change', before: 'Old', after: 'New' }],
    selectedByDefault: true,
    selected: true,
    ...over,
  };
}

export function aPlanHeader(id: string, over: Partial<PlanHeader> = {}): PlanHeader {
  return {
    id: planId(id),
    pair: acme,
    takenAtMs: 1_000,
    createdAtMs: 1_000,
    rules: 1,
    rows: 0,
    counts: {
      conflict: 0,
      ignored: 0,
      deactivate: 0,
      reactivate: 0,
      create: 0,
      update: 0,
      unchanged: 0,
      'only-in-si': 0,
    },
    heldBack: 0,
    guards: [],
    issues: [],
    basis: {
      employees: 0,
      visible: 0,
      notVisible: 0,
      siUsers: 0,
      matchedActive: 0,
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
      manualImportDone: false,
      ownSync: false,
      sameAccount: true,
      settings: 's',
      content: 'c',
    },
    fingerprint: `fingerprint of ${id}`,
    companyName: 'Acme',
    siCompanyName: 'Acme',
    siBaseUrl: 'https://acme.small-improvements.com',
    siUserId: siUserId('me'),
    visible: 0,
    ...over,
  };
}

export function aRun(id: string, startedAtMs: number, over: Partial<Run> = {}): Run {
  return {
    id: runId(id),
    pair: acme,
    trigger: 'manual',
    state: 'done',
    startedAtMs,
    visible: 3,
    kinds: { create: 0, update: 1, deactivate: 0, reactivate: 0 },
    counts: { confirmed: 1, failed: 0, skipped: 0, unknown: 0, pending: 0 },
    ...over,
  };
}

export function aRunPerson(run: string, index: number, over: Partial<RunPerson> = {}): RunPerson {
  return {
    runId: runId(run),
    index,
    changeKey: `e:${index}`,
    name: `Person ${index}`,
    kind: 'update',
    fields: [],
    outcome: 'pending',
    ...over,
  };
}

export function aJournalRow(run: string, seq: number, over: Partial<JournalRow> = {}): JournalRow {
  const operation: Operation = {
    stage: 'fields',
    seq,
    changeKey: `e:${seq}`,
    name: `Person ${seq}`,
    siUserId: siUserId(`u${seq}`),
    values: { jobTitle: 'New' },
    before: { jobTitle: 'Old' },
    waitsFor: [],
  };
  return { runId: runId(run), seq, operation, state: 'pending', ...over };
}

/** The same, and no store can take it: reading its name fails. */
export function unstorable<Row extends { readonly name: string }>(row: Row): Row {
  return Object.defineProperty({ ...row }, 'name', {
    enumerable: true,
    get: () => {
      throw new Error('cannot be read');
    },
  });
}
