import type { ReadOptions } from '../shared/read-options.ts';
import type { EmployeeId } from '../domain/ids.ts';
import type { SourceField } from '../domain/fields.ts';
import type { BambooSnapshot } from '../domain/snapshot.ts';

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
  readonly sources: BambooSnapshot['sources'];
}

/** BambooHR as the use-cases see it. Throws AppError; a bad row is a RowIssue, never a throw. */
export interface BambooApi {
  /** Company name, key owner, readable fields, counts: for Test Connection. */
  testConnection(options?: ReadOptions): Promise<BambooConnection>;
  /** The company's name as it shows itself; undefined where the key may not read it. */
  readCompanyName(options?: ReadOptions): Promise<string | undefined>;
  /** Whose key it is; empty when its user has no employee record or may not read it. */
  readKeyOwner(options?: ReadOptions): Promise<{ readonly id?: string; readonly name?: string | undefined }>;
  /** Everybody, once, from the report and the list side by side. */
  readEverybody(options?: ReadOptions): Promise<BambooSnapshot>;
  /** Ids BambooHR reports as deleted since the instant (epoch ms). */
  readDeleted(sinceMs: number, options?: ReadOptions): Promise<readonly EmployeeId[]>;
}
