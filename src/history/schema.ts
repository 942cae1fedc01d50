import type { DBSchema } from 'idb';
import type { ErrorData } from '../shared/app-error.ts';
import type { CompanyPair, EmployeeId, PlanId, RunId, SiUserId } from '../domain/ids.ts';
import type { PlanDifference } from '../sync/fingerprint/compare-plans.ts';
import type { Override } from '../sync/guard/override.ts';
import type { Operation, WriteValues } from '../domain/operation.ts';
import type {
  Change,
  ChangeKind,
  Decision,
  FieldChange,
  GuardFinding,
  Link,
  MatchKind,
  Plan,
  WritingKind,
} from '../domain/plan.ts';

/** Rows of one plan page: a page is one IndexedDB record, so 10,000 rows are 50 reads. */
export const rowsPerPage = 200;

/** A plan without its rows, which lie in `pages`. */
export interface PlanHeader extends Omit<Plan, 'changes'> {
  readonly id: PlanId;
  /** Epoch ms. */
  readonly createdAtMs: number;
  readonly rows: number;
  readonly companyName: string;
  readonly siCompanyName: string;
  readonly siBaseUrl: string;
  /** Who is acting at SI, and whose key reads BambooHR: a change of either refuses the plan. */
  readonly siUserId: SiUserId;
  readonly keyOwnerId?: string | undefined;
  /** Employees with a readable row, for the next run's guard. */
  readonly visible: number;
  /** An admin released this plan, as it is, from its blocking guards. */
  readonly override?: GivenOverride | undefined;
  /** What changed since the preview before; undefined for the first one. */
  readonly since?: (PlanDifference & { readonly previousAtMs: number }) | undefined;
  /** Made to try people of an earlier import again: how many, and the other rows that would have been selected. */
  readonly retry?: { readonly asked: number; readonly setAside: readonly string[] } | undefined;
  /** Set once an import took this plan. */
  readonly runId?: RunId | undefined;
}

export interface PlanPage {
  readonly planId: PlanId;
  readonly page: number;
  readonly changes: readonly Change[];
}

export type RunTrigger = 'manual' | 'automatic' | 'revert';

/**
 * `running`: open, possibly with its worker dead; `done`: every operation has its outcome;
 * `cancelled`: by the admin; `failed`: stopped by `cause`; `blocked`: a guard refused it, nothing was written.
 */
export type RunState = 'running' | 'done' | 'cancelled' | 'failed' | 'blocked';

/** People of a run by what Small Improvements confirmed. */
export interface OutcomeCounts {
  readonly confirmed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Sent, but neither confirmed nor disproved. */
  readonly unknown: number;
  /** Not tried (yet). */
  readonly pending: number;
}

export interface Run {
  readonly id: RunId;
  readonly pair: CompanyPair;
  readonly trigger: RunTrigger;
  readonly state: RunState;
  /** Epoch ms. */
  readonly startedAtMs: number;
  readonly endedAtMs?: number | undefined;
  /** Name of the SI user whose token acted. */
  readonly actor?: string | undefined;
  readonly planId?: PlanId | undefined;
  /** Employees the key could read when the run was planned: what the next run's guard compares with. */
  readonly visible: number;
  readonly kinds: Readonly<Record<WritingKind, number>>;
  readonly counts: OutcomeCounts;
  readonly cause?: ErrorData | undefined;
  readonly guards?: readonly GuardFinding[] | undefined;
  readonly override?: GivenOverride | undefined;
  /** The run a `revert` takes back. */
  readonly reverts?: RunId | undefined;
  /** What the run is for, where it imports no plan. */
  readonly task?: 'employee-ids' | 'mails' | undefined;
  /** Small Improvements asked to be left alone until then (epoch ms): the run is open and goes on by itself. */
  readonly resumeAtMs?: number | undefined;
  /** The same failure met the following automatic runs too; they are counted here instead of listed one by one. */
  readonly repeated?: { readonly times: number; readonly lastAtMs: number } | undefined;
}

/** One person of one run, as history shows it. */
export interface RunPerson {
  readonly runId: RunId;
  readonly index: number;
  readonly changeKey: string;
  readonly name: string;
  readonly kind: ChangeKind;
  readonly employeeId?: EmployeeId | undefined;
  readonly siUserId?: SiUserId | undefined;
  readonly email?: string | undefined;
  readonly match?: MatchKind | undefined;
  readonly fields: readonly FieldChange[];
  readonly outcome: PersonOutcome;
  readonly error?: ErrorData | undefined;
  readonly skip?: SkipReason | undefined;
  /** Names a `waits-for` speaks of. */
  readonly skipName?: string | undefined;
}

/** `partly`: some operations of the person were confirmed, others not. */
export type PersonOutcome = 'pending' | 'confirmed' | 'partly' | 'failed' | 'skipped' | 'unknown';

/**
 * `edited-since`: somebody changed the value after the run that is being reverted, so it is kept; `protected`: the account
 * was given rights since, or is the one that acts, so it is not locked.
 */
export type SkipReason =
  | 'changed-since'
  | 'waits-for'
  | 'cancelled'
  | 'run-stopped'
  | 'already-so'
  | 'needs-answer'
  | 'edited-since'
  | 'protected';

export type OperationState = 'pending' | 'sent' | 'confirmed' | 'failed' | 'skipped' | 'unknown';

/** A journal row. `sent` is written before the request leaves, so a dead worker leaves a trace to resolve. */
export interface JournalRow {
  readonly runId: RunId;
  readonly seq: number;
  readonly operation: Operation;
  readonly state: OperationState;
  /** Epoch ms. */
  readonly sentAtMs?: number | undefined;
  readonly endedAtMs?: number | undefined;
  /** SI id once known (creations). */
  readonly siUserId?: SiUserId | undefined;
  readonly error?: ErrorData | undefined;
  readonly skip?: SkipReason | undefined;
  readonly skipName?: string | undefined;
  /** What SI held immediately before a `fields` write, to write back what it blanks. */
  readonly before?: WriteValues | undefined;
  /** Keys SI accepted and dropped: its answer and a reading afterwards show the old value. */
  readonly dropped?: readonly string[] | undefined;
}

/** An admin's one-time release of a blocked plan, with the moment (epoch ms) it was given. */
export interface GivenOverride extends Override {
  readonly atMs: number;
}

export interface AuditEntry {
  readonly atMs: number;
  /** Name of the acting SI user, where known. */
  readonly actor?: string | undefined;
  readonly what: string;
  /** Never present for secrets. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export type SecretName = 'bamboo-key' | 'si-token';

export interface SealedSecret {
  readonly name: SecretName;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** What the worker is busy with. Read by the popup, announced on the broadcast channel. */
export type Activity =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'preview' | 'import' | 'revert';
      readonly trigger: RunTrigger;
      readonly phase: 'reading-bamboo' | 'reading-si' | 'planning' | 'checking' | 'writing' | 'verifying' | 'waiting';
      readonly done: number;
      readonly total?: number | undefined;
      readonly startedAtMs: number;
      readonly runId?: RunId | undefined;
      readonly cancelling?: boolean | undefined;
      /** Epoch ms of the last sign of life. */
      readonly beatMs: number;
      /** The work rests until then (epoch ms) and goes on by itself; no sign of life is to be expected before. */
      readonly untilMs?: number | undefined;
    };

/** Facts about one company pair that outlive plans and runs. */
export interface PairState {
  readonly pair: CompanyPair;
  readonly lastVisible?: number | undefined;
  readonly manualImportDone: boolean;
  readonly lastSuccessMs?: number | undefined;
  readonly notWritable: readonly string[];
  /** The first creation of the pair is attended: one person, then the question whether SI mailed them (design §3.5). */
  readonly firstCreation?:
    | { readonly state: 'asked'; readonly name: string; readonly siUserId: SiUserId; readonly atMs: number }
    | { readonly state: 'answered'; readonly mailed: boolean; readonly atMs: number }
    | undefined;
  /** Creations whose outcome stayed unknown: an account that turns up is one nobody has told about. */
  readonly openCreations?: readonly Omit<Uninformed, 'siUserId'>[] | undefined;
}

/** What an admin decided about a person, removable by its id. */
export interface StoredDecision {
  readonly pair: CompanyPair;
  /** One decision of a kind for a person: `{kind}:{person}`. */
  readonly id: string;
  readonly decision: Decision;
  /** For the list; the person as the preview named them. */
  readonly name?: string | undefined;
  readonly atMs: number;
}

/** Somebody whose account was created or reactivated and who got no password email from us. */
export interface Uninformed {
  readonly pair: CompanyPair;
  readonly siUserId: SiUserId;
  readonly name: string;
  readonly email?: string | undefined;
  readonly why: 'created' | 'reactivated';
  /** Epoch ms. */
  readonly sinceMs: number;
  readonly runId: RunId;
  /** A mail was sent, but whether it arrived is not known; it is never sent again by itself. */
  readonly unknown?: boolean | undefined;
}

/** A row whose change was taken back; it stays out of automatic runs until an admin imports it again. */
export interface RevertedRow {
  readonly pair: CompanyPair;
  readonly changeKey: string;
  readonly atMs: number;
  readonly runId: RunId;
}

/** What a revert would do to one person. `kept`: edited since, left as it is. */
export interface RevertRow {
  readonly changeKey: string;
  readonly name: string;
  readonly siUserId: SiUserId;
  readonly verdict: 'revert' | 'kept';
  /** `before`: as SI has it now; `after`: as it was before the run. */
  readonly fields: readonly FieldChange[];
  /** Present where the account itself is locked or unlocked again. */
  readonly account?: 'deactivate' | 'reactivate' | undefined;
  /** The run created the account. */
  readonly created?: boolean | undefined;
  /** The account would be locked, but it has rights by now, or is the one that acts. */
  readonly protected?: boolean | undefined;
}

/** The previewed revert of a run or of some of its people. */
export interface RevertPlan {
  readonly runId: RunId;
  readonly pair: CompanyPair;
  readonly atMs: number;
  readonly fingerprint: string;
  readonly rows: readonly RevertRow[];
}

/** What has to stay the same between a preview and the writes that rely on it. */
export type IdentityFact = 'company' | 'key-owner' | 'acting-user';

/** Small named records. */
export interface NamedState {
  activity: Activity;
  /** The plan the preview shows. */
  'current-plan': { readonly planId: PlanId };
  /** Employees of the plan's rows in their order, empty for rows without one: finds a person without reading pages. */
  'plan-index': { readonly planId: PlanId; readonly employees: readonly string[] };
  /** Why the last preview failed, until one succeeds. */
  'preview-error': { readonly error: ErrorData; readonly atMs: number };
  'revert-plan': RevertPlan;
  /** Why the last revert could not be previewed or begun, until one can. */
  'revert-error': { readonly error: ErrorData; readonly atMs: number };
  schedule: {
    readonly lastAttemptMs?: number | undefined;
    readonly lastSuccessMs?: number | undefined;
    /** Counted from here; moved by every attempt. */
    readonly nextDueMs?: number | undefined;
    readonly lastProblem?:
      | { readonly error?: ErrorData; readonly guards?: readonly GuardFinding[]; readonly atMs: number }
      | undefined;
    /** People automatic imports do not create before the question about the first creation is answered. */
    readonly awaitingAnswer?: number | undefined;
  };
  connection: {
    readonly pair: CompanyPair;
    readonly subdomain: string;
    readonly siAddress: string;
    readonly companyName?: string | undefined;
    readonly keyOwnerId?: string | undefined;
    readonly keyOwner?: string | undefined;
    readonly siUser: string;
    readonly siUserId?: SiUserId | undefined;
    readonly siCompanyName: string;
    readonly visible: number;
    readonly atMs: number;
    /** Tells the secrets these facts were read with from later ones. */
    readonly secrets?: string | undefined;
    /** What is somebody else's since: nothing is written before a preview was looked at again. */
    readonly changed?: readonly IdentityFact[] | undefined;
  };
}

export interface HistorySchema extends DBSchema {
  plans: { key: PlanId; value: PlanHeader };
  pages: { key: [PlanId, number]; value: PlanPage };
  runs: { key: RunId; value: Run; indexes: { 'by-start': number; 'by-state': RunState } };
  people: { key: [RunId, number]; value: RunPerson; indexes: { 'by-person': string } };
  journal: { key: [RunId, number]; value: JournalRow };
  links: { key: [CompanyPair, string]; value: Link & { readonly pair: CompanyPair } };
  decisions: {
    key: [CompanyPair, string];
    value: StoredDecision;
  };
  pairs: { key: CompanyPair; value: PairState };
  uninformed: { key: [CompanyPair, SiUserId]; value: Uninformed };
  reverted: { key: [CompanyPair, string]; value: RevertedRow };
  audit: { key: number; value: AuditEntry };
  secrets: { key: SecretName; value: SealedSecret };
  keys: { key: 'seal'; value: CryptoKey };
  state: { key: keyof NamedState; value: NamedState[keyof NamedState] };
}

export const databaseName = 'small-improvements-for-bamboohr';
export const databaseVersion = 3;
