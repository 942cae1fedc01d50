import type { SiSnapshot } from '../domain/snapshot.ts';
import type { ReadOptions } from '../shared/read-options.ts';
import type { SiUserId } from '../domain/ids.ts';
import type { SiUser } from '../domain/people.ts';
import type { WriteValues } from '../domain/operation.ts';

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

export interface WriteOptions {
  /** Fires when nothing more may leave: a write still waiting for its turn ends as `aborted`, one on the wire goes on. */
  readonly hold?: AbortSignal | undefined;
  /** Called when nothing but the request is left to do: after it, its outcome is open. */
  beforeSend?(): Promise<void>;
}

export interface FieldsOptions extends Pick<WriteOptions, 'hold'> {
  /** As of any write; called with the account as SI has it. */
  beforeSend?(present: SiUser): Promise<void>;
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
  /**
   * Invites one person by names and work email; no other value is sent. Undefined when SI's answer does not say whom it
   * made. Whether SI mails them by itself is unknown (SI reference §4.2).
   */
  create(values: WriteValues, options?: WriteOptions): Promise<SiUser | undefined>;
  /** Read-modify-write of the profile with exactly these values changed; the profile SI answered. */
  writeFields(id: SiUserId, values: WriteValues, options?: FieldsOptions): Promise<SiUser>;
  writeManager(id: SiUserId, managerId: SiUserId | null, options?: WriteOptions): Promise<SiUser>;
  /** Ids SI says it locked or unlocked; verify by reading. */
  lock(ids: readonly SiUserId[], options?: WriteOptions): Promise<readonly SiUserId[]>;
  unlock(ids: readonly SiUserId[], options?: WriteOptions): Promise<readonly SiUserId[]>;
  /** Where SI speaks HTTP/2 the browser cannot send the request twice by itself. */
  sendPasswordEmail(id: SiUserId, options?: WriteOptions): Promise<void>;
}
