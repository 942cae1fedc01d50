import { type Change, isWriting } from '../../../domain/change.ts';
import type { Run } from '../../../domain/run.ts';
import { isTickable } from '../../../sync/judge/protection.ts';
import { keptOff } from '../switched-off.ts';
import { type CauseId, isCause } from './why-causes.ts';
import type { Rule, Why, WhyFacts, WhyPerson } from './why-facts.ts';

export interface PersonFacts extends WhyFacts {
  readonly person: WhyPerson;
}

/** Why the plan leaves a person out, whatever is imported. */
export const leftOutRules: readonly Rule<PersonFacts>[] = [
  ({ person }) => (person.excludedSince ? { cause: 'excluded' } : undefined),
  sinceRule,
  ({ person: { change } }) => {
    const cause = isWriting(change.kind) ? undefined : reasonCause(change);
    return cause === undefined || isGone(change) ? undefined : { cause };
  },
  // Not ticked for a reason of its own: ticking it is a decision about this person.
  ({ person: { change, selected } }) => {
    const cause = reasonCause(change);
    if (cause === undefined || !isWriting(change.kind) || selected) return undefined;
    if (change.selectedByDefault && isTickable(change)) return undefined;
    return { cause, atMs: change.reason?.atMs };
  },
];

/** Whom an import would write, and what still keeps them from it. */
export const pendingRules: readonly Rule<PersonFacts>[] = [
  ({ person }) => whenPending(person, notThrough(person)),
  ({ person, pair, status }) => {
    if (person.change.kind !== 'create' || pair?.firstCreation?.state === 'answered') return undefined;
    if (pair?.firstCreation?.state === 'asked') return { cause: 'waits-for-answer', said: pair.firstCreation.name };
    return status.settings.automaticImports ? { cause: 'waits-for-first' } : undefined;
  },
  ({ person, status }) => {
    // Who was only unticked is imported automatically all the same.
    if (!isWriting(person.change.kind) || person.selected) return undefined;
    if (!status.settings.automaticImports) return { cause: 'not-selected-off' };
    return person.change.selectedByDefault ? undefined : { cause: 'not-selected' };
  },
  // A tick that is not the default is somebody's: an import by hand goes by it, an automatic one does not.
  ({ person }) => whenPending(person, person.change.selectedByDefault ? undefined : { cause: 'by-hand' }),
  ({ person, plan, pair }) => {
    const isOpen = plan?.basis.manualImportDone === false && pair?.manualImportDone !== true;
    return whenPending(person, isOpen ? { cause: 'first-import' } : undefined);
  },
  ({ person, status, switchedOff }) => whenPending(person, offCause(status, switchedOff)),
  ({ person, status, schedule, nowMs }) => {
    const dueMs = status.nextDueMs ?? schedule?.nextDueMs;
    return whenPending(
      person,
      dueMs !== undefined && dueMs < nowMs - lateMs
        ? { cause: 'overdue', atMs: dueMs }
        : { cause: 'patience', atMs: dueMs },
    );
  },
];

/** Of people with nothing to be written: what is held back, or that both systems agree. */
export const settledRules: readonly Rule<PersonFacts>[] = [
  ({ person: { change } }) => noteCause(change, 'held-back'),
  ({ person: { change } }) => {
    const cause = reasonCause(change);
    return cause === undefined ? undefined : { cause };
  },
  ({ person: { change } }) => noteCause(change, 'same'),
  ({ plan }) => ({ cause: 'in-step', atMs: plan?.takenAtMs }),
];

/** A tick of the schedule may be this late (ms) before it counts as missed. */
const lateMs = 15 * 60_000;

function whenPending(person: WhyPerson, why: Why | undefined): Why | undefined {
  return isWriting(person.change.kind) ? why : undefined;
}

/** The cause that goes by the name of the reason. */
function reasonCause({ reason }: Change): CauseId | undefined {
  return reason !== undefined && isCause(reason.code) ? reason.code : undefined;
}

/** Inactive on both sides: nothing is left out, everything is done. */
function isGone({ kind }: Change): boolean {
  return kind === 'unchanged';
}

/** What the plan knows nothing of yet: the import that took it, or a later one that made a plan of its own, or a revert. */
function sinceRule({ person: { last, takenBack }, plan }: PersonFacts): Why | undefined {
  if (plan === undefined) return undefined;
  const isSince = ({ id, startedAtMs }: Run) => id === plan.runId || startedAtMs > plan.takenAtMs;
  if (takenBack && isSince(takenBack)) return { cause: 'reverted', atMs: takenBack.endedAtMs };
  if (last?.person.outcome !== 'confirmed' || !isSince(last.run)) return undefined;
  return { cause: 'imported', atMs: last.run.endedAtMs ?? last.run.startedAtMs };
}

function notThrough({ last }: WhyPerson): Why | undefined {
  if (last === undefined) return undefined;
  const { outcome, skip } = last.person;
  if (outcome === 'confirmed' || outcome === 'pending') return undefined;
  // Whom an import let wait has a cause of its own, as long as it holds; nor did anything fail where all was as it should be.
  if (skip === 'needs-answer' || skip === 'already-so') return undefined;
  return { cause: 'not-through', atMs: last.run.startedAtMs, error: last.person.error, outcome: last.person };
}

function offCause(status: WhyFacts['status'], switchedOff: WhyFacts['switchedOff']): Why | undefined {
  if (status.settings.automaticImports) return undefined;
  const cause = keptOff(status);
  if (cause !== undefined) return { cause };
  if (switchedOff === undefined) return { cause: 'never-switched-on' };
  return { cause: 'switched-off', ...switchedOff };
}

function noteCause({ fields }: Change, state: 'held-back' | 'same'): Why | undefined {
  for (const { field, note, state: found } of fields) {
    if (found === state && note !== undefined) return { cause: 'held-back', note: { field, note } };
  }
  return undefined;
}
