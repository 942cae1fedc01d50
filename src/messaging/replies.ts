import type { Settings } from '../config/settings.ts';
import type { Side } from '../domain/people.ts';
import type { Problem } from '../domain/unattended/telling.ts';
import type { ErrorData } from '../shared/app-error.ts';
import type { Command } from './protocol.ts';

/** What the popup needs to know before it can show anything. */
export interface Status {
  readonly settings: Settings;
  /** Whether a secret is saved; the secrets themselves never leave the worker. */
  readonly secrets: { readonly bambooKey: boolean; readonly siToken: boolean };
  /** Stored settings that cannot be used; the defaults stand in their place. Absent: none. */
  readonly invalid?: readonly string[] | undefined;
  /** Settings fixed by managed policy. */
  readonly locked: readonly string[];
  /** Settings managed policy names with a value that fits none. Absent: none. */
  readonly leftOut?: readonly string[] | undefined;
  /** Host access the browser withholds at the moment. */
  readonly withheld: readonly Side[];
  /** A preview of this company pair was seen, so automatic imports may be switched on. */
  readonly previewSeen: boolean;
  /** Epoch ms. */
  readonly nextDueMs?: number | undefined;
  /** What automatic imports stumbled over and nobody has mended, the latest first. Absent: nothing. */
  readonly problems?: readonly Problem[] | undefined;
}

export interface BambooReport {
  readonly companyName?: string | undefined;
  readonly keyOwner?: string | undefined;
  readonly visible: number;
  readonly notVisible: number;
  readonly active: number;
  readonly inactive: number;
  readonly withWorkEmail: number;
  readonly headCount?: number | undefined;
  readonly fields: readonly {
    readonly field: string;
    readonly required: boolean;
    readonly readable: 'all' | 'some' | 'none';
  }[];
  readonly sources: { readonly report: boolean; readonly list: boolean; readonly oddList?: boolean | undefined };
}

export interface SiReport {
  readonly user: string;
  readonly companyName: string;
  readonly baseUrl: string;
  readonly admin: boolean;
  readonly canInvite: boolean;
  readonly ownSync: boolean;
  readonly users: number;
}

type Finding<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };

/** Each side answers for itself: one may fail while the other is fine. */
export interface ConnectionReport {
  readonly bamboo: Finding<BambooReport>;
  readonly si: Finding<SiReport>;
}

/** Null where Small Improvements has nothing or does not show it. */
export interface UserbaseRow {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly gender: string | null;
  readonly jobTitle: string | null;
  readonly email: string | null;
  readonly managerEmail: string | null;
  readonly department: string | null;
  readonly location: string | null;
  readonly employeeId: string | null;
  readonly hireDate: string | null;
  readonly active: boolean;
}

/** What is remembered of a company, in numbers. */
export interface TransferCounts {
  /** Employees whose account is known. */
  readonly links: number;
  readonly decisions: number;
  readonly reverted: number;
  readonly uninformed: number;
  /** An import by hand went through, without which none goes by itself. */
  readonly importedByHand: boolean;
  /** Of the question whether Small Improvements mails new people: not come up yet, open, answered. */
  readonly firstCreation: 'none' | 'asked' | 'answered';
}

/** A file with which a company's synchronisation moves from one home to another, beside what is remembered here. */
export interface TransferReport {
  /** Epoch ms. */
  readonly madeAtMs: number;
  readonly subdomain: string;
  readonly siAddress: string;
  readonly file: TransferCounts;
  readonly here: TransferCounts;
  /** Whether the file says anything that is not remembered here. */
  readonly changes: boolean;
}

interface StartedRun {
  readonly runId: string;
}

/** What commands answer that answer something; all others answer null. */
interface Replies {
  readonly getStatus: Status;
  readonly saveSettings: Status;
  readonly testConnection: ConnectionReport;
  readonly startImport: StartedRun;
  readonly storeEmployeeIds: StartedRun;
  readonly sendPasswordEmails: StartedRun;
  readonly startRevert: StartedRun;
  readonly readUserbase: readonly UserbaseRow[];
  readonly exportTransfer: string;
  readonly inspectTransfer: TransferReport;
  readonly importTransfer: TransferReport;
}

/** Typed, not parsed a second time at the page: it comes from our own worker (design §1). */
export type CommandReply<C extends Command> = C extends keyof Replies ? Replies[C] : null;
