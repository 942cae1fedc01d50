import type { Cell } from './cell.ts';
import type { ManagedField, SourceField } from './fields.ts';
import type { EmployeeId, SiUserId } from './ids.ts';

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
  /** What stands in place of a work email and is no address; `workEmail` is empty then. Set by the planner. */
  readonly emailText?: string | undefined;
  /** Fields in which BambooHR's two answers disagree on this row, with both answers; the value itself counts as hidden. */
  readonly disputed?: ReadonlyMap<SourceField, Dispute> | undefined;
}

/** The cell of an employee by the name of its source field. */
export function sourceCell(employee: Employee, field: SourceField): Cell {
  return field === 'supervisor' ? employee.supervisorId : employee[field];
}

/** What the report and the list say of one field; null is empty. */
export interface Dispute {
  readonly report: string | null;
  readonly list: string | null;
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

/** What of an SI user tells whose picture a page shows. */
export interface Face {
  readonly id: SiUserId;
  readonly name: string;
  /** Address of the avatar, as `avatarAddress` spells it; undefined where SI's list does not tell. */
  readonly avatar?: string | undefined;
}

/** What a page shows around a picture, all of it as SI wrote it. */
export interface PictureClaim {
  /** As `avatarAddress` spells it. */
  readonly avatar: string;
  /** Parts of the links around or beside it, some of which may be user ids. */
  readonly ids: readonly string[];
  /** Names the picture is labelled with, else the first text beside it. */
  readonly names: readonly string[];
}

/** A photo, ready for a message. */
export interface Photo {
  readonly type: 'image/jpeg' | 'image/png' | 'image/gif';
  readonly base64: string;
}
