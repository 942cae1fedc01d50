import type { ErrorData } from '../shared/app-error.ts';
import type { FieldChange } from './change.ts';
import type { CompanyPair, RunId, SiUserId } from './ids.ts';

/** A row whose change was taken back; it stays out of automatic runs until an admin imports it again. */
export interface RevertedRow {
  readonly pair: CompanyPair;
  readonly changeKey: string;
  readonly atMs: number;
  readonly runId: RunId;
  /** Nothing but values was taken back: that the person leaves later is another matter. */
  readonly valuesOnly?: true | undefined;
}

/** Of values whose write failed: for one field SI did not take, or emptied another, and the others may be written. */
export function mayBeWritten(error: ErrorData | undefined): boolean {
  return error?.code.startsWith('write-') === true;
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
