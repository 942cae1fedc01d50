import type { EmployeeId, SiUserId } from './ids.ts';
import type { BookkeepingField, ManagedField } from './fields.ts';
import type { ManagerTarget } from './change.ts';

/** Order of writing (design §3.5). */
export const stages = ['create', 'fields', 'reactivate', 'managers', 'deactivate', 'mails'] as const;
export type Stage = (typeof stages)[number];

/** One write to SI, as planned. Values are final strings in our names; src/si-api turns them into SI's keys. */
export type OperationBody =
  /** The invitation carries names and email; every other value follows in a `fields` operation that waits for it. */
  | { readonly stage: 'create'; readonly values: WriteValues }
  /** `keeps`: values SI is known to keep in a form of its own; they are sent along as they were sent before. */
  | {
      readonly stage: 'fields';
      readonly values: WriteValues;
      readonly before: WriteValues;
      readonly keeps?: WriteValues | undefined;
    }
  | { readonly stage: 'reactivate' }
  | { readonly stage: 'managers'; readonly from: SiUserId | null; readonly to: ManagerTarget }
  | { readonly stage: 'deactivate' }
  | { readonly stage: 'mails' };

/** Managed and bookkeeping values of one write; null empties the field, an absent key is left alone. */
export type WriteValues = Readonly<
  Partial<Record<Exclude<ManagedField, 'supervisor'> | BookkeepingField, string | null>>
>;

export type Operation = OperationBody & {
  /** Position in the run, from 0; the order of writing. */
  readonly seq: number;
  /** The row it belongs to. */
  readonly changeKey: string;
  readonly name: string;
  readonly employeeId?: EmployeeId | undefined;
  /** Undefined for people this plan creates, until their creation is confirmed. */
  readonly siUserId?: SiUserId | undefined;
  /** Operations (by `seq`) that must be confirmed first. */
  readonly waitsFor: readonly number[];
};
