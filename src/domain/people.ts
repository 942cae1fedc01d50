import type { EmployeeId, SiUserId } from './ids.ts';
import type { Cell } from './cell.ts';
import type { ManagedField, SourceField } from './fields.ts';

/** `unknown`: BambooHR sent a status this version has never heard of. */
export type EmployeeStatus = 'active' | 'inactive' | 'unknown';
export type Gender = 'male' | 'female' | 'unspecified';

/** One person of BambooHR, normalised: trimmed, `''` and `0000-00-00` are empty, ids are strings. */
export interface Employee {
  readonly id: EmployeeId;
  readonly employeeNumber: Cell;
  readonly status: Cell<EmployeeStatus>;
  readonly firstName: Cell;
  readonly lastName: Cell;
  readonly preferredName: Cell;
  /** Case kept as BambooHR has it. */
  readonly workEmail: Cell;
  /** BambooHR's own word; the gender table of the settings maps it. */
  readonly gender: Cell;
  /** Calendar date. */
  readonly hireDate: Cell;
  readonly jobTitle: Cell;
  readonly department: Cell;
  readonly location: Cell;
  /** Internal id of the supervisor. */
  readonly supervisorId: Cell<EmployeeId>;
  /**
   * Managed fields whose emptiness is proven for this row: the list endpoint showed the field readable here.
   * An empty without proof never clears an SI value. Rows share one set object where they can.
   */
  readonly provenEmpty: ReadonlySet<ManagedField>;
}

/** One account of Small Improvements, normalised. */
export interface SiUser {
  readonly id: SiUserId;
  /** SI's "Employee ID" (external system id). */
  readonly externalId: Cell;
  readonly login: Cell;
  readonly email: Cell;
  readonly firstName: Cell;
  readonly lastName: Cell;
  readonly gender: Cell<Gender>;
  readonly location: Cell;
  readonly jobTitle: Cell;
  readonly department: Cell;
  readonly managerId: Cell<SiUserId>;
  readonly hireDate: Cell;
  readonly active: boolean;
  /** Tech Admin, HR Admin or HR assistant rights. Undefined where the source does not say. */
  readonly admin: boolean | undefined;
  readonly guest: boolean | undefined;
  /** A member of SI's own staff. */
  readonly staff: boolean | undefined;
}

export type Side = 'bamboo' | 'si';

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
  /** Which reads answered. Without `list` nothing proves an empty; without `report` gender is not offered. */
  readonly sources: { readonly report: boolean; readonly list: boolean };
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
