import type { ManagedField, SourceField } from './fields.ts';
import type { EmployeeId, SiUserId } from './ids.ts';
import type { Employee, SiUser, Side } from './people.ts';

/** A row that could not be read: reported, never fatal, never "not imported". */
export interface RowIssue {
  readonly side: Side;
  /** Position in the answer, from 0. */
  readonly row: number;
  readonly id?: string | undefined;
  readonly reason: 'missing-id' | 'not-an-object' | 'invalid-field' | 'duplicate-row';
  readonly fields?: readonly string[] | undefined;
}

/** What BambooHR answered, and how much of it can be trusted. */
export interface BambooSnapshot {
  readonly subdomain: string;
  /** Employee id of the key's owner; undefined when the owner has no employee record. */
  readonly keyOwnerId?: string | undefined;
  readonly employees: readonly Employee[];
  readonly issues: readonly RowIssue[];
  /** People that exist but whose rows this key cannot read (list endpoint only). */
  readonly notVisible: readonly EmployeeId[];
  /** Fields this key cannot read for anybody. */
  readonly hiddenFields: readonly SourceField[];
  /**
   * Which reads answered. Without `list` nothing proves an empty. `oddList`: it was answered, but so that it counts as
   * refused.
   */
  readonly sources: { readonly report: boolean; readonly list: boolean; readonly oddList?: boolean | undefined };
  /** Whether the key sees everybody (`full`) or a chosen part; `unknown` when the list endpoint refused. */
  readonly visibility: 'full' | 'subset' | 'unknown';
}

/** What Small Improvements answered. */
export interface SiSnapshot {
  readonly companyId: string;
  readonly companyName: string;
  /** Canonical address of the company, for links. */
  readonly baseUrl: string;
  readonly me: { readonly id: SiUserId; readonly name: string; readonly canInvite: boolean; readonly admin: boolean };
  readonly users: readonly SiUser[];
  readonly issues: readonly RowIssue[];
  /** A synchronisation of SI's own is switched on. */
  readonly ownSync: boolean;
  /** Undefined where SI does not tell. */
  readonly licences?: { readonly paid: number; readonly used: number } | undefined;
  /** Fields SI shows nowhere: not compared, named in Health. */
  readonly unreadableFields: readonly (ManagedField | 'employeeId' | 'hireDate')[];
}

/** Both sides as read, with the time of reading. */
export interface Snapshot {
  /** Epoch ms. */
  readonly takenAtMs: number;
  /** Calendar day of reading, for hire dates ahead. */
  readonly today: string;
  readonly bamboo: BambooSnapshot;
  readonly si: SiSnapshot;
}
