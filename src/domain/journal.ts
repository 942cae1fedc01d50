import type { RunId, SiUserId } from './ids.ts';
import type { Operation, WriteValues } from './operation.ts';
import type { SkipReason } from './run.ts';
import type { ErrorData } from '../shared/app-error.ts';

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
  /** What SI held before a `fields` write, or before the first write of another stage, to write back what it blanks. */
  readonly before?: WriteValues | undefined;
  /** Of a creation: SI refused it and had the account all the same, so that somebody else may have made it meanwhile. */
  readonly shared?: true | undefined;
  /** Of a creation: sent once and not found afterwards. What is there before it is sent again is its own, applied late. */
  readonly resent?: true | undefined;
  /** Keys SI accepted and dropped: its answer and a reading afterwards show the old value. */
  readonly dropped?: readonly string[] | undefined;
  /** Values SI keeps in a form of its own, as it shows them. */
  readonly kept?: WriteValues | undefined;
}

/** States of an operation after which nothing more happens to it. */
export function isFinal(state: OperationState): boolean {
  return state !== 'pending' && state !== 'sent';
}
