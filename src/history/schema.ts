import type { DBSchema } from 'idb';
import type { AuditEntry } from '../domain/audit.ts';
import type { Change } from '../domain/change.ts';
import type { CompanyPair, PlanId, RunId, SiUserId } from '../domain/ids.ts';
import type { JournalRow } from '../domain/journal.ts';
import type { Link, StoredDecision } from '../domain/link.ts';
import type { OwnFormsRow } from '../domain/own-form.ts';
import type { PairState, Uninformed } from '../domain/pair-state.ts';
import type { PlanHeader } from '../domain/plan.ts';
import type { RevertedRow } from '../domain/revert.ts';
import type { Run, RunPerson, RunState } from '../domain/run.ts';
import type { NamedState, SecretName } from '../domain/state.ts';

/** Rows of one plan page: a page is one IndexedDB record, so 10,000 rows are 50 reads. */
export const rowsPerPage = 200;

export interface PlanPage {
  readonly planId: PlanId;
  readonly page: number;
  readonly changes: readonly Change[];
}

export interface SealedSecret {
  readonly name: SecretName;
  /** The only host it may be sent to; absent where a version of the extension before 5 sealed it. */
  readonly host?: string | undefined;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** With the pair of the run: employee ids count from 1 in every company, so a person is nobody without it. */
export type StoredPerson = RunPerson & { readonly pair: CompanyPair };

export interface HistorySchema extends DBSchema {
  plans: { key: PlanId; value: PlanHeader };
  pages: { key: [PlanId, number]; value: PlanPage };
  runs: {
    key: RunId;
    value: Run;
    indexes: { 'by-start': number; 'by-state': RunState; 'by-pair': [CompanyPair, number] };
  };
  people: { key: [RunId, number]; value: StoredPerson; indexes: { 'by-person': [CompanyPair, string] } };
  journal: { key: [RunId, number]; value: JournalRow };
  links: { key: [CompanyPair, string]; value: Link & { readonly pair: CompanyPair } };
  decisions: {
    key: [CompanyPair, string];
    value: StoredDecision;
  };
  pairs: { key: CompanyPair; value: PairState };
  uninformed: { key: [CompanyPair, SiUserId]; value: Uninformed };
  ownForms: { key: [CompanyPair, SiUserId]; value: OwnFormsRow };
  reverted: { key: [CompanyPair, string]; value: RevertedRow };
  audit: { key: number; value: AuditEntry };
  secrets: { key: SecretName; value: SealedSecret };
  keys: { key: 'seal'; value: CryptoKey };
  /** What the admin chose, parsed when it is read; and whether an earlier version may have left settings elsewhere. */
  settings: { key: 'current' | 'take-over'; value: unknown };
  state: { key: keyof NamedState; value: NamedState[keyof NamedState] };
}

export const databaseName = 'small-improvements-for-bamboohr';

export const databaseVersion = 6;
