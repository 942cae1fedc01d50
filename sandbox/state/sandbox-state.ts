import type { BambooCompany } from './bamboo-state.ts';
import type { SiCompany } from './si-state.ts';

export type TruthKind =
  | 'create'
  | 'update'
  | 'deactivate'
  | 'reactivate'
  | 'unchanged'
  | 'ignored'
  | 'conflict'
  | 'only-in-si';

/** What the generator meant with one person; `reason` and `notes` are words of the generator, not of the product. */
export interface TruthRow {
  kind: TruthKind;
  siUserId: string | null;
  fields: string[];
  reason: string | null;
  notes: string[];
}

export interface Truth {
  /** Keyed by BambooHR employee id. */
  employees: Record<string, TruthRow>;
  /** Keyed by Small Improvements user id. */
  onlyInSi: Record<string, TruthRow>;
  counts: Record<TruthKind, number>;
}

/** Everything both stand-ins know, nothing hidden. `today` is the `YYYY-MM-DD` the company was generated for. */
export interface SandboxState {
  seed: number;
  scenario: string;
  today: string;
  bamboo: BambooCompany;
  bambooOther: BambooCompany;
  si: SiCompany;
  truth: Truth;
}
