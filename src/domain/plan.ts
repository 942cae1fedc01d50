import type { RevertedRow } from './revert.ts';
import type { Change, ChangeKind } from './change.ts';
import type { FieldName, ManagedField, RequiredSourceField, SourceField } from './fields.ts';
import type { GivenOverride, GuardFinding } from './guard.ts';
import type { CompanyPair, EmployeeId, PlanId, RunId, SiUserId } from './ids.ts';
import type { Decision, Link } from './link.ts';
import type { OwnForms } from './own-form.ts';
import type { FieldsBySide } from './pair-state.ts';
import type { Gender } from './people.ts';
import type { RowIssue, Snapshot } from './snapshot.ts';

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

/** What earlier runs left for the guards to compare with. */
export interface PlanHistory {
  /** Readable employees at the last good run of this company pair. */
  readonly lastVisible?: number | undefined;
  /** A manual import of this company pair has succeeded. */
  readonly manualImportDone: boolean;
  /** Automatic imports were suspended, and nothing was imported since. */
  readonly afterSuspension?: true | undefined;
  /** Employee ids this key has seen before (for subset visibility). */
  readonly seenBefore: ReadonlySet<EmployeeId>;
  /** BambooHR reported these ids as deleted since they were last seen. */
  readonly deletedIds: ReadonlySet<EmployeeId>;
  /** SI keys a confirmed write showed SI to drop silently: not writable here. */
  readonly notWritable: readonly FieldName[];
  /** What SI keeps in a form of its own, by account. */
  readonly ownForms?: ReadonlyMap<SiUserId, OwnForms> | undefined;
  /** Required BambooHR fields an admin knows to be readable nowhere. */
  readonly confirmedUnreadable?: readonly string[] | undefined;
  /** Rows reverted and not decided since, by change key. */
  readonly reverted: ReadonlyMap<string, Pick<RevertedRow, 'atMs' | 'valuesOnly'>>;
}

export interface PlanInput {
  readonly snapshot: Snapshot;
  readonly pair: CompanyPair;
  readonly options: PlanOptions;
  readonly links: readonly Link[];
  readonly decisions: readonly Decision[];
  readonly history: PlanHistory;
}

/** Everything a preview shows and an import applies. Plain JSON: it can be stored, compared and exported. */
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

/** Never a property of a plan: only tells the compiler which of the plans in an import is meant. */
declare const role: unique symbol;
interface InRole<Role extends string> extends Plan {
  readonly [role]?: Role;
}

/** As the admin looked at it and as it lies in the database, with the rows chosen there. */
export type SavedPlan = InRole<'saved'>;
/** What both sides give now, with the rows chosen that are by default. */
export type FreshPlan = InRole<'fresh'>;
/** The fresh plan with exactly the rows chosen that are chosen in the saved plan and still say the same. */
export type EqualPart = InRole<'equal'>;
/** What is left to be written once those have been taken out who have to wait for an answer. */
export type RestPlan = InRole<'rest'>;

/** A previewed plan, of an import or a revert, is not carried out later than this. */
export const planLifeMs = 24 * 60 * 60_000;

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
  /** Required BambooHR fields that are not hidden but empty for everybody, or offered by no source; absent in plans of earlier rules. */
  readonly unreadable?: readonly RequiredSourceField[] | undefined;
  /** Of these and of the hidden ones: fields a company may do without, and no admin has confirmed so yet. */
  readonly unconfirmed?: readonly RequiredSourceField[] | undefined;
  /** How many rows BambooHR's two answers contradict each other on, by field. */
  readonly disputed?: Readonly<Partial<Record<SourceField, number>>> | undefined;
  /** Why BambooHR's list of employees proves nothing here; undefined where it does. */
  readonly listMissing?: 'refused' | 'odd' | undefined;
  /** BambooHR refused the report. */
  readonly reportMissing?: true | undefined;
  /** Fields SI shows nowhere: not compared. */
  readonly notReadable: readonly FieldName[];
  /** SI shows of nobody whether they are an administrator; absent where it does. */
  readonly rights?: 'unknown' | 'confirmed' | undefined;
  /** How many matched accounts hold a value, by field: the base of the "field cleared" guard. */
  readonly holders: Readonly<Record<ManagedField, number>>;
  readonly lastVisible?: number | undefined;
  readonly headCount?: number | undefined;
  readonly manualImportDone: boolean;
  readonly afterSuspension?: true | undefined;
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

/** Fields the plan found readable nowhere, each once. */
export function unreadableOf({ hiddenFields, missingRequired, unreadable = [], notReadable }: PlanBasis): FieldsBySide {
  const bamboo = [...hiddenFields, ...missingRequired, ...unreadable];
  return { bamboo: [...new Set(bamboo)].toSorted(), si: notReadable.toSorted() };
}

/**
 * What the admin wants imported: a set holds the keys of all chosen rows and nothing else is chosen;
 * a map changes the rows it names, all others keep the choice they have.
 */
export type Selection = ReadonlySet<string> | ReadonlyMap<string, boolean>;

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

/** Keys of rows that appeared, went or differ between two previews. */
export interface PlanDifference {
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
  readonly different: readonly string[];
}
