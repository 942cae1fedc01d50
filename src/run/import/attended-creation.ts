import type { Change } from '../../domain/change.ts';
import type { RunTrigger } from '../../domain/run.ts';
import type { PairState } from '../../domain/pair-state.ts';
import type { EqualPart, FreshPlan, Plan, RestPlan } from '../../domain/plan.ts';
import { withSelection } from '../../sync/settle/selection.ts';
import { heldBackBy } from './held-back-by.ts';

/** A plan without the creations that have to wait. */
export interface Attended {
  readonly plan: RestPlan;
  /** Those, and others who have nothing left to write without them. */
  readonly waiting: readonly Change[];
}

/**
 * Whether Small Improvements mails people by itself is known only once somebody was created and asked (design §3.5): the
 * first manual import creates one person, and until the question is answered nobody else is created.
 */
export function attendCreations(plan: EqualPart | FreshPlan, facts: PairState, trigger: RunTrigger): Attended {
  const whole: Plan = plan;
  if (facts.firstCreation?.state === 'answered') return { plan: whole, waiting: [] };
  const creations = plan.changes.filter((row) => row.kind === 'create' && row.selected);
  const first = facts.firstCreation === undefined && trigger === 'manual' ? firstOf(creations) : undefined;
  const waiting = creations.filter((row) => row !== first);
  if (waiting.length === 0) return { plan: whole, waiting };
  const rest: RestPlan = withSelection(plan, new Map(waiting.map((row) => [row.key, false])));
  return { plan: rest, waiting: [...waiting, ...heldBackBy(plan, rest).map(({ row }) => row)] };
}

/** Somebody whose manager is there already, if there is one. */
function firstOf(creations: readonly Change[]): Change | undefined {
  const isComplete = ({ managerWanted }: Change) => managerWanted == null || 'siUserId' in managerWanted;
  return creations.find(isComplete) ?? creations[0];
}
