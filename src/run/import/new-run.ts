import type { Change, WritingKind } from '../../domain/change.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Plan, PlanHeader, RestPlan } from '../../domain/plan.ts';
import { noCounts, noKinds, type Run, type RunPerson, type RunTrigger } from '../../domain/run.ts';
import type { RunDeps } from '../deps.ts';
import { toRunPerson, toSkippedPerson } from '../outcome/people.ts';
import type { HeldBack } from './held-back-by.ts';

/** A run that is about to import what the plan has chosen; `header`: of the saved plan it takes. */
export function newRun(deps: RunDeps, id: RunId, trigger: RunTrigger, plan: Plan, header?: PlanHeader): Run {
  const kinds: Record<WritingKind, number> = { ...noKinds };
  for (const change of plan.changes) if (change.selected) kinds[change.kind as WritingKind] += 1;
  return {
    id,
    pair: plan.pair,
    trigger,
    state: 'running',
    startedAtMs: deps.clock.now(),
    readAtMs: plan.takenAtMs,
    planId: header?.id,
    visible: plan.basis.visible,
    kinds,
    counts: noCounts,
    override: header?.override,
  };
}

/** Everybody a run is about: whose row is written, and whose is left out and why. */
export function peopleOf(
  runId: RunId,
  rest: RestPlan,
  left: {
    readonly stale?: readonly Change[];
    readonly waiting: readonly Change[];
    /** Somebody else is held off who has to go first. */
    readonly heldBack?: readonly HeldBack[];
  },
): readonly RunPerson[] {
  const going = rest.changes.filter((change) => change.selected).map((change) => toRunPerson(runId, 0, change));
  const skipped = (change: Change, skip: RunPerson['skip'], skipName?: string) =>
    toSkippedPerson(runId, 0, change, { skip, skipName });
  const people = [
    ...going,
    ...(left.stale ?? []).map((change) => skipped(change, 'changed-since')),
    ...left.waiting.map((change) => skipped(change, 'needs-answer')),
    ...(left.heldBack ?? []).map(({ row, name }) => skipped(row, 'waits-for', name)),
  ];
  return people.map((person, index) => ({ ...person, index }));
}
