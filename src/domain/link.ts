import { type FieldName, plainFields } from './fields.ts';
import type { CompanyPair, EmployeeId, SiUserId } from './ids.ts';

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
  /** The last reading a confirmed run was planned on showed the employee (epoch ms, its beginning). */
  readonly seenAtMs?: number | undefined;
  /** This product deactivated the account in that run and nobody reactivated it since. */
  readonly deactivatedByUs?: boolean | undefined;
  /** What SI last confirmed to hold of what we wrote, by field; another value there is an edit made in SI. */
  readonly written?: Readonly<Partial<Record<FieldName, string | null>>> | undefined;
}

/** What an admin decided about a person; stored, listed and removable. */
export type Decision =
  | { readonly kind: 'pin'; readonly employeeId: EmployeeId; readonly siUserId: SiUserId }
  | { readonly kind: 'create-anyway'; readonly employeeId: EmployeeId }
  | { readonly kind: 'ignore'; readonly employeeId: EmployeeId }
  | { readonly kind: 'protect'; readonly siUserId: SiUserId }
  /** Releases one protected leaver; good only as long as the person is called as the admin typed it. */
  | { readonly kind: 'deactivate'; readonly siUserId: SiUserId; readonly typedName: string }
  /** Leaves one field of a person to SI. */
  | { readonly kind: 'keep'; readonly employeeId: EmployeeId; readonly field: KeptField };

/** The id a decision is stored and removed under: one of a kind for each person, `keep` for each field of a person. */
export function decisionId(
  decision: { readonly kind: Decision['kind']; readonly field?: string } & (
    | { readonly employeeId: string }
    | { readonly siUserId: string }
  ),
): string {
  if (decision.field !== undefined && 'employeeId' in decision)
    return `${decision.kind}:${decision.employeeId}:${decision.field}`;
  return `${decision.kind}:${'employeeId' in decision ? decision.employeeId : decision.siUserId}`;
}

/** The supervisor is no word of a form but a place in the chart: BambooHR keeps it. */
export const keptFields = plainFields;
export type KeptField = (typeof keptFields)[number];

export type MatchKind = 'pin' | 'link' | 'employee-id' | 'email';

/** What an admin decided about a person, removable by its id. */
export interface StoredDecision {
  readonly pair: CompanyPair;
  /** `decisionId` of the decision. */
  readonly id: string;
  readonly decision: Decision;
  /** For the list; the person as the preview named them. */
  readonly name?: string | undefined;
  readonly atMs: number;
}
