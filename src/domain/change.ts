import type { FieldName } from './fields.ts';
import type { EmployeeId, SiUserId } from './ids.ts';
import type { MatchKind } from './link.ts';
import type { Side } from './people.ts';

/** Precedence top to bottom (design §3.1). */
export const changeKinds = [
  'conflict',
  'ignored',
  'deactivate',
  'reactivate',
  'create',
  'update',
  'unchanged',
  'only-in-si',
] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** Kinds that lead to writes. */
export const writingKinds = ['create', 'update', 'deactivate', 'reactivate'] as const satisfies readonly ChangeKind[];

export type WritingKind = (typeof writingKinds)[number];

/** Whether a row of this kind leads to writes. */
export function isWriting(kind: ChangeKind): kind is WritingKind {
  return kind === 'create' || kind === 'update' || kind === 'deactivate' || kind === 'reactivate';
}

/** Another person a reason or note speaks of. */
export interface PersonRef {
  readonly name: string;
  readonly employeeId?: EmployeeId | undefined;
  readonly siUserId?: SiUserId | undefined;
}

/** More people than these are not named one by one. */
export const mostNamed = 12;

/** One record a decision may be about, as its system shows it; what is empty or not readable is absent. */
export interface PersonRecord {
  readonly side: Side;
  readonly id: string;
  readonly name: string;
  readonly active?: boolean | undefined;
  readonly workEmail?: string | undefined;
  readonly hireDate?: string | undefined;
  readonly department?: string | undefined;
  readonly jobTitle?: string | undefined;
}

/** Why a row is ignored or in conflict, or what the admin should know about a planned one. */
export const reasonCodes = [
  // ignored
  'excluded',
  'status-hidden',
  'status-unknown',
  'not-started',
  'no-work-email',
  'email-hidden',
  'answers-disagree',
  'name-missing',
  'inactive-never-in-si',
  'not-visible',
  'account-unreadable',
  // conflict
  'email-of-linked-user',
  'email-of-other-id',
  'recycled-id',
  'recycled-email',
  'duplicate-email-bamboo',
  'duplicate-id-bamboo',
  'duplicate-email-si',
  'duplicate-id-si',
  'email-ring',
  'user-claimed-twice',
  'pin-broken',
  // planned
  'inactive-in-bamboo',
  'not-imported',
  'possible-duplicate',
  'reactivated-elsewhere',
  'reverted',
  'protected',
  'no-longer-visible',
  // only in SI
  'no-employee',
  'employee-unreadable',
] as const;

export type ReasonCode = (typeof reasonCodes)[number];

export interface Reason {
  readonly code: ReasonCode;
  readonly people?: readonly PersonRef[] | undefined;
  /** Field or value kind the reason speaks of. */
  readonly field?: FieldName | undefined;
  /** The text it speaks of, where that is no value of a field: `no-work-email`. */
  readonly text?: string | undefined;
  /** Epoch ms, for `reverted`. */
  readonly atMs?: number | undefined;
  /** The other employee is inactive or gone: giving the account to this one ("re-link", a pin) is offered. */
  readonly relink?: true | undefined;
}

/** Why a planned value is not written, or something worth saying about it. */
export const fieldNoteCodes = [
  'case-only',
  'manager-not-imported',
  'manager-ignored',
  'manager-conflict',
  'manager-inactive',
  'manager-guest',
  'manager-unknown',
  'reports-to-self',
  'in-loop',
  'because-of-loop',
  'manager-not-selected',
  'email-missing',
  'email-unusable',
  'name-missing',
  'email-taken',
  'empty-unproven',
  'hidden',
  'not-writable',
  'not-readable',
  'nickname-used',
  'edited-in-si',
  'kept-in-si',
  'before-first-day',
  'answers-disagree',
  'own-form',
] as const;

export type FieldNoteCode = (typeof fieldNoteCodes)[number];

export interface FieldNote {
  readonly code: FieldNoteCode;
  /** The text it speaks of: what is no address, or how Small Improvements keeps the value. */
  readonly text?: string | undefined;
  readonly people?: readonly PersonRef[] | undefined;
}

/**
 * One field of one person. `change`: is written. `held-back`: would differ, is not written, `note` says why.
 * `bookkeeping`: rides along, never makes a row an update. `same`: nothing to write, `note` is worth reading.
 */
export interface FieldChange {
  readonly field: FieldName;
  readonly state: 'change' | 'held-back' | 'bookkeeping' | 'same';
  /** As SI has it; null is empty. For the supervisor the person's name. */
  readonly before: string | null;
  /** As it should be; null is empty. For the supervisor the person's name. */
  readonly after: string | null;
  readonly note?: FieldNote | undefined;
}

/** Whom a person should report to: an SI account, or an employee whose account this plan creates. */
export type ManagerTarget = { readonly siUserId: SiUserId } | { readonly createdFor: EmployeeId } | null;

/** Why a person is never deactivated automatically. */
export type Protection = 'admin' | 'acting-admin' | 'guest' | 'staff' | 'listed' | 'rights-unknown';

/** One person's planned difference. Plain JSON. */
export interface Change {
  /** Stable name of the row over previews: `e:{employee id}`, or `s:{SI id}` for people only in SI. */
  readonly key: string;
  readonly kind: ChangeKind;
  readonly name: string;
  readonly employeeId?: EmployeeId | undefined;
  readonly siUserId?: SiUserId | undefined;
  readonly email?: string | undefined;
  readonly department?: string | undefined;
  readonly match?: { readonly by: MatchKind } | undefined;
  readonly reason?: Reason | undefined;
  /** Where the reason names people who may be this one: all their records and this row's own, to compare. */
  readonly records?: readonly PersonRecord[] | undefined;
  readonly fields: readonly FieldChange[];
  /** Present when the supervisor field is in state `change`: SI id before, target after. */
  readonly manager?: { readonly before: SiUserId | null; readonly after: ManagerTarget } | undefined;
  /** Whether the SI account is active; undefined without an account. */
  readonly accountActive?: boolean | undefined;
  /** Present SI manager; undefined without an account or where SI does not show it. */
  readonly managerNow?: SiUserId | null | undefined;
  /** The manager BambooHR asks for where it differs and could be written, even while selection or chart hold it back. */
  readonly managerWanted?: ManagerTarget | undefined;
  /** Accounts that hold the wanted work email now: it can be taken once each of them is given another. */
  readonly emailHeldBy?: readonly SiUserId[] | undefined;
  /** On `deactivate` rows of protected people. They are held back (reason `protected`) until an admin releases them. */
  readonly protectedAs?: Protection | undefined;
  /** Matched although the account carries another ID (filling an empty one does not count). */
  readonly identityChanged?: true | undefined;
  /** Whether the row is imported unless the admin says otherwise. Meaningless for kinds that write nothing. */
  readonly selectedByDefault: boolean;
  readonly selected: boolean;
}
