import type { CompanyPair, EmployeeId, SiUserId } from './ids.ts';
import type { FieldName, ManagedField, RequiredSourceField, SourceField } from './fields.ts';
import type { Gender, RowIssue, Side, Snapshot } from './people.ts';

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
export type WritingKind = 'create' | 'update' | 'deactivate' | 'reactivate';

/** Which BambooHR value is SI's "Employee ID". */
export type IdKind = 'bamboo-id' | 'employee-number';

/** The settings a plan depends on; part of its fingerprint. */
export interface PlanOptions {
  readonly idKind: IdKind;
  /** First name = nickname where there is one. */
  readonly usePreferredName: boolean;
  /** Lower-cased BambooHR gender word → SI gender. A word not in the table is `unspecified`. */
  readonly genderTable: Readonly<Record<string, Gender>>;
  /** Fields for which the admin confirmed that an empty value is meant. */
  readonly emptyMeansEmpty: readonly ManagedField[];
  /** "Deactivate all Small Improvements accounts not imported". */
  readonly deactivateNotImported: boolean;
  /** The wider choice: also accounts this product never managed. */
  readonly deactivateUnmanaged: boolean;
  /** Number of employees the admin expects; undefined when not told. */
  readonly headCount?: number | undefined;
}

/** Remembered BambooHR id ↔ SI id from a confirmed run. */
export interface Link {
  readonly employeeId: EmployeeId;
  readonly siUserId: SiUserId;
  /** What identified both at the last confirmed write; recycled ids are told by these. */
  readonly externalId?: string | undefined;
  readonly email?: string | undefined;
  /** Why it belongs together, the strongest reason ever seen. */
  readonly by: MatchKind;
  readonly confirmedAtMs: number;
  /** This product deactivated the account in that run and nobody reactivated it since. */
  readonly deactivatedByUs?: boolean | undefined;
}

/** What an admin decided about a person; stored, listed and removable. */
export type Decision =
  | { readonly kind: 'pin'; readonly employeeId: EmployeeId; readonly siUserId: SiUserId }
  | { readonly kind: 'create-anyway'; readonly employeeId: EmployeeId }
  | { readonly kind: 'ignore'; readonly employeeId: EmployeeId }
  | { readonly kind: 'protect'; readonly siUserId: SiUserId }
  /** Releases one protected leaver; good only as long as the person is called as the admin typed it. */
  | { readonly kind: 'deactivate'; readonly siUserId: SiUserId; readonly typedName: string };

/** What earlier runs left for the guards to compare with. */
export interface PlanHistory {
  /** Readable employees at the last good run of this company pair. */
  readonly lastVisible?: number | undefined;
  /** A manual import of this company pair has succeeded. */
  readonly manualImportDone: boolean;
  /** Employee ids this key has seen before (for subset visibility). */
  readonly seenBefore: ReadonlySet<EmployeeId>;
  /** BambooHR reported these ids as deleted since they were last seen. */
  readonly deletedIds: ReadonlySet<EmployeeId>;
  /** SI keys a confirmed write showed SI to drop silently: not writable here. */
  readonly notWritable: readonly FieldName[];
  /** Rows reverted and not decided since, by change key. */
  readonly reverted: ReadonlyMap<string, { readonly atMs: number }>;
}

export interface PlanInput {
  readonly snapshot: Snapshot;
  readonly pair: CompanyPair;
  readonly options: PlanOptions;
  readonly links: readonly Link[];
  readonly decisions: readonly Decision[];
  readonly history: PlanHistory;
}

export type MatchKind = 'pin' | 'link' | 'employee-id' | 'email';

/** Another person a reason or note speaks of. */
export interface PersonRef {
  readonly name: string;
  readonly employeeId?: EmployeeId | undefined;
  readonly siUserId?: SiUserId | undefined;
}

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
  'name-missing',
  'inactive-never-in-si',
  'not-visible',
  'account-unreadable',
  // conflict
  'email-of-linked-user',
  'email-of-other-id',
  'recycled-id',
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
  'name-missing',
  'email-taken',
  'empty-unproven',
  'hidden',
  'not-writable',
  'not-readable',
  'nickname-used',
] as const;
export type FieldNoteCode = (typeof fieldNoteCodes)[number];

export interface FieldNote {
  readonly code: FieldNoteCode;
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
export type Protection = 'admin' | 'acting-admin' | 'guest' | 'staff' | 'listed';

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
  /** Matched although the ID or the work email was replaced by another (filling an empty one does not count). */
  readonly identityChanged?: true | undefined;
  /** Whether the row is imported unless the admin says otherwise. Meaningless for kinds that write nothing. */
  readonly selectedByDefault: boolean;
  readonly selected: boolean;
}

export const guardIds = [
  'required-field-hidden',
  'nobody-visible',
  'visible-fell',
  'deactivations',
  'creations',
  'identity-changes',
  'field-cleared',
  'managers-changed',
  'no-manual-import-yet',
  'si-own-sync',
  'licences',
  'protected-person',
] as const;
export type GuardId = (typeof guardIds)[number];

/** What a guard found. `blocks` stops the import of this plan unless overridden for its fingerprint. */
export interface GuardFinding {
  readonly id: GuardId;
  readonly effect: 'warns' | 'blocks';
  /** People concerned. */
  readonly count: number;
  /** The number the count was held against (limit or base), where there is one. */
  readonly limit?: number | undefined;
  readonly base?: number | undefined;
  readonly fields?: readonly (FieldName | SourceField)[] | undefined;
  readonly people?: readonly PersonRef[] | undefined;
}

export type RunMode = 'manual' | 'automatic';

/** Everything a preview shows and an import applies. Plain JSON but for nothing: can be stored, compared, exported. */
export interface Plan {
  readonly pair: CompanyPair;
  /** Epoch ms of the snapshot. */
  readonly takenAtMs: number;
  /** Version of the rules that made it. */
  readonly rules: number;
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** Fields held back on rows that could be written. */
  readonly heldBack: number;
  readonly guards: readonly GuardFinding[];
  readonly issues: readonly RowIssue[];
  /** Facts the guards and the preview's header need beside the rows. */
  readonly basis: PlanBasis;
  readonly fingerprint: string;
}

/** Numbers and lists the guards compare with; also shown in Health. */
export interface PlanBasis {
  readonly employees: number;
  readonly visible: number;
  readonly notVisible: number;
  readonly siUsers: number;
  /** Active SI users matched in this plan: the base of the deactivation guard. */
  readonly matchedActive: number;
  readonly hiddenFields: readonly SourceField[];
  readonly notWritable: readonly FieldName[];
  readonly visibility: 'full' | 'subset' | 'unknown';
  /** Rows whose only difference is bookkeeping: "Store employee IDs (N)". */
  readonly idsToStore: number;
  /** Of these, rows whose account carries another ID now: it would be replaced. */
  readonly idsToReplace: number;
  /** Required BambooHR fields nobody's row shows (design §3.4, first guard). */
  readonly missingRequired: readonly RequiredSourceField[];
  /** Fields SI shows nowhere: not compared. */
  readonly notReadable: readonly FieldName[];
  /** How many matched accounts hold a value, by field: the base of the "field cleared" guard. */
  readonly holders: Readonly<Record<ManagedField, number>>;
  readonly lastVisible?: number | undefined;
  readonly headCount?: number | undefined;
  readonly manualImportDone: boolean;
  readonly ownSync: boolean;
  readonly licences?: { readonly paid: number; readonly used: number } | undefined;
  /** Both answers came from the accounts the plan was asked for. */
  readonly sameAccount: boolean;
  /** Employee id of the key's owner; a plan does not outlive a change of it. */
  readonly keyOwnerId?: string | undefined;
  /** Hash of the options and the protected list. */
  readonly settings: string;
  /** Hash of everything compared; selection excluded. */
  readonly content: string;
}

/**
 * What the admin wants imported: a set holds the keys of all chosen rows and nothing else is chosen;
 * a map changes the rows it names, all others keep the choice they have.
 */
export type Selection = ReadonlySet<string> | ReadonlyMap<string, boolean>;
