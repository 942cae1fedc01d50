import type { Change, FieldNote } from '../../../domain/change.ts';
import type { FieldName } from '../../../domain/fields.ts';
import type { GuardFinding } from '../../../domain/guard.ts';
import type { PairState } from '../../../domain/pair-state.ts';
import type { PlanHeader } from '../../../domain/plan.ts';
import type { Run, RunPerson } from '../../../domain/run.ts';
import type { NamedState } from '../../../domain/state.ts';
import type { Status } from '../../../messaging/replies.ts';
import type { ErrorData } from '../../../shared/app-error.ts';
import type { CauseId } from './why-causes.ts';
import type { SwitchedOff } from '../switched-off.ts';

/** Everything an answer to "why is this person not updating?" is drawn from. */
export interface WhyFacts {
  readonly nowMs: number;
  /** What was asked. */
  readonly query: string;
  readonly status: Status;
  readonly connection?: NamedState['connection'] | undefined;
  readonly schedule?: NamedState['schedule'] | undefined;
  readonly previewError?: NamedState['preview-error'] | undefined;
  /** What Test Connection and new keys prove. */
  readonly proven?: NamedState['proven'] | undefined;
  readonly pair?: PairState | undefined;
  readonly plan?: PlanHeader | undefined;
  /** Guards that block the plan and were not released. */
  readonly blocking: readonly GuardFinding[];
  /** An import is being written now. */
  readonly importing: boolean;
  /** When an import, of whatever kind, last went through (epoch ms). */
  readonly lastSuccessMs?: number | undefined;
  /** Who switched automatic imports off, and when; undefined when nobody is known to have. */
  readonly switchedOff?: SwitchedOff | undefined;
  /** The person as the plan has them; undefined for people in no list. */
  readonly person?: WhyPerson | undefined;
}

export interface WhyPerson {
  readonly change: Change;
  /** Ticked in the preview at the moment. */
  readonly selected: boolean;
  /** Excluded by a decision the plan does not know yet. */
  readonly excludedSince: boolean;
  /** What the latest import did to the person. */
  readonly last?: { readonly run: Run; readonly person: RunPerson } | undefined;
  /** The revert that took it back. */
  readonly takenBack?: Run | undefined;
}

/** The one cause, with what its sentence speaks of. */
export interface Why {
  readonly cause: CauseId;
  readonly atMs?: number | undefined;
  /** Somebody, a reason somebody gave, or an ID: already text. */
  readonly said?: string | undefined;
  /** Of `switched-off`: by whom, or that it was nobody. */
  readonly actor?: SwitchedOff['actor'];
  readonly own?: SwitchedOff['own'];
  readonly n?: number | undefined;
  readonly total?: number | undefined;
  readonly error?: ErrorData | undefined;
  readonly guard?: GuardFinding | undefined;
  readonly note?: { readonly field: FieldName; readonly note: FieldNote } | undefined;
  readonly outcome?: RunPerson | undefined;
}

/** One line of a table of causes: the first that gives an answer is the cause. */
export type Rule<F> = (facts: F) => Why | undefined;
