import type { ChangeKind, FieldChange, WritingKind } from './change.ts';
import type { GivenOverride, GuardFinding } from './guard.ts';
import type { CompanyPair, EmployeeId, PlanId, RunId, SiUserId } from './ids.ts';
import type { MatchKind } from './link.ts';
import type { ErrorData } from '../shared/app-error.ts';

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
  /** When the reading of BambooHR began that the run was planned on (epoch ms); undefined where it read none. */
  readonly readAtMs?: number | undefined;
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
  /** Of an automatic run: tells the settings it was planned with from others. */
  readonly plannedWith?: string | undefined;
  /** The run a `revert` takes back. */
  readonly reverts?: RunId | undefined;
  /** What the run is for, where it imports no plan. */
  readonly task?: 'employee-ids' | 'mails' | undefined;
  /** One person of the preview was imported, the others were left. */
  readonly single?: true | undefined;
  /** Small Improvements asked to be left alone until then (epoch ms): the run is open and goes on by itself. */
  readonly resumeAtMs?: number | undefined;
  /** The same failure met the following automatic runs too; they are counted here instead of listed one by one. */
  readonly repeated?: { readonly times: number; readonly lastAtMs: number } | undefined;
}

/** Whether the run imported a plan: taking something back, storing IDs and sending mails are no imports. */
export function isImport({ trigger, task }: Pick<Run, 'trigger' | 'task'>): boolean {
  return trigger !== 'revert' && task === undefined;
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
 * `made-by-two`: no mail, because somebody else may have made the account and asked for one at the same moment;
 * `edited-since`: somebody changed the value after the run that is being reverted, so it is kept; `protected`: the account
 * was given rights since, or is the one that acts, so it is not locked.
 */
export type SkipReason =
  | 'changed-since'
  | 'waits-for'
  | 'cancelled'
  | 'run-stopped'
  | 'already-so'
  | 'made-by-two'
  | 'needs-answer'
  | 'edited-since'
  | 'protected';

export const noKinds: Run['kinds'] = { create: 0, update: 0, deactivate: 0, reactivate: 0 };
export const noCounts: OutcomeCounts = { confirmed: 0, failed: 0, skipped: 0, unknown: 0, pending: 0 };
