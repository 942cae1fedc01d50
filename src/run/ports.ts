import type { EmployeeId, SiUserId } from '../shared/ids.ts';
import type { SourceField } from '../sync/fields.ts';
import type { BambooSnapshot, SiSnapshot, SiUser } from '../sync/people.ts';
import type { WriteValues } from '../sync/plan-types.ts';

/** Progress of a long read: what is done of how many, where the total is known. */
export type OnProgress = (done: number, total: number | undefined) => void;

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: OnProgress | undefined;
}

/** What "Test Connection" found about the BambooHR key. */
export interface BambooConnection {
  readonly companyName: string | undefined;
  /** Whose key it is; undefined when its user has no employee record. */
  readonly keyOwner: string | undefined;
  /** Rows the key can really read, not the total BambooHR counts. */
  readonly visible: number;
  readonly notVisible: number;
  readonly active: number;
  readonly inactive: number;
  readonly withWorkEmail: number;
  readonly fields: readonly {
    readonly field: SourceField;
    readonly required: boolean;
    /** `some`: readable for part of the people only. */
    readonly readable: 'all' | 'some' | 'none';
  }[];
  readonly sources: { readonly report: boolean; readonly list: boolean };
}

/** What "Test Connection" found about the SI token. */
export interface SiConnection {
  readonly user: string;
  readonly companyName: string;
  readonly baseUrl: string;
  readonly admin: boolean;
  readonly canInvite: boolean;
  readonly ownSync: boolean;
  readonly users: number;
}

/** BambooHR as the use-cases see it. Throws AppError; a bad row is a RowIssue, never a throw. */
export interface BambooApi {
  /** Company name, key owner, readable fields, counts: for Test Connection. */
  testConnection(options?: ReadOptions): Promise<BambooConnection>;
  /** Everybody, once, from the report and the list side by side. */
  readEverybody(options?: ReadOptions): Promise<BambooSnapshot>;
  /** Ids BambooHR reports as deleted since the instant (epoch ms). */
  readDeleted(sinceMs: number, options?: ReadOptions): Promise<readonly EmployeeId[]>;
}

/**
 * Small Improvements as the use-cases see it. Throws AppError.
 * Writes return the account as SI shows it afterwards, so that the caller can verify; they are never retried here.
 */
export interface SiApi {
  testConnection(options?: ReadOptions): Promise<SiConnection>;
  /** All accounts, locked and guests included; what the list lacks is read by `by-ids`. */
  readEverybody(options?: ReadOptions): Promise<SiSnapshot>;
  readUsers(ids: readonly SiUserId[], options?: ReadOptions): Promise<readonly SiUser[]>;
  findByExternalId(externalId: string, options?: ReadOptions): Promise<SiUser | undefined>;
  findByLogin(login: string, options?: ReadOptions): Promise<SiUser | undefined>;
  /** Invites one person. Whether SI mails them by itself is unknown (SI reference §4.2). */
  create(values: WriteValues, options?: { readonly signal?: AbortSignal | undefined }): Promise<SiUser | undefined>;
  /** Read-modify-write of the profile with exactly these values changed; the profile SI answered. */
  writeFields(
    id: SiUserId,
    values: WriteValues,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<SiUser>;
  writeManager(
    id: SiUserId,
    managerId: SiUserId | null,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<SiUser>;
  /** Ids SI says it locked or unlocked; verify by reading. */
  lock(ids: readonly SiUserId[], options?: { readonly signal?: AbortSignal | undefined }): Promise<readonly SiUserId[]>;
  unlock(
    ids: readonly SiUserId[],
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly SiUserId[]>;
  sendPasswordEmail(id: SiUserId, options?: { readonly signal?: AbortSignal | undefined }): Promise<void>;
}
