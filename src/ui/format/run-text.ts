import type { OutcomeCounts, PersonOutcome, RunPerson, RunState } from '../../domain/run.ts';
import { i18n } from '#i18n';
import type { Activity } from '../../domain/activity.ts';
import { errorFix, errorWhat } from './error-text.ts';
import { type PlainKey, type Snake, snake, text } from './text.ts';

const states: Readonly<Record<RunState, PlainKey>> = {
  running: 'run.state.running',
  done: 'run.state.done',
  cancelled: 'run.state.cancelled',
  failed: 'run.state.failed',
  blocked: 'run.state.blocked',
};

const outcomes: Readonly<Record<PersonOutcome, PlainKey>> = {
  pending: 'outcome.pending',
  confirmed: 'outcome.confirmed',
  partly: 'outcome.partly',
  failed: 'outcome.failed',
  skipped: 'outcome.skipped',
  unknown: 'outcome.unknown',
};

const skips: Readonly<Record<Exclude<NonNullable<RunPerson['skip']>, 'waits-for'>, PlainKey>> = {
  'changed-since': 'skip.changed_since',
  cancelled: 'skip.cancelled',
  'run-stopped': 'skip.run_stopped',
  'already-so': 'skip.already_so',
  'made-by-two': 'skip.made_by_two',
  'needs-answer': 'skip.needs_answer',
  'edited-since': 'skip.edited_since',
  protected: 'skip.protected',
};

type Phase = Exclude<Activity, { kind: 'idle' }>['phase'];

export function runStateText(state: RunState): string {
  return text(states[state]);
}

/** The result in one line. Plain digits: the line is also read by machines. */
export function resultText(counts: OutcomeCounts): string {
  return i18n.t('import.result', { done: counts.confirmed, failed: counts.failed, skipped: counts.skipped });
}

export function outcomeText(outcome: PersonOutcome): string {
  return text(outcomes[outcome]);
}

/** Why a person did not come through; undefined when there is nothing to explain. */
export function personProblem(person: RunPerson): string | undefined {
  if (person.error !== undefined) return `${errorWhat(person.error)} ${errorFix(person.error)}`;
  if (person.skip === undefined) return undefined;
  if (person.skip !== 'waits-for') return text(skips[person.skip]);
  return person.skipName === undefined
    ? text('skip.waits_for_other')
    : i18n.t('skip.waits_for', { name: person.skipName });
}

export function phaseText(phase: Phase): string {
  const key: `phase.${Snake<Phase>}` = `phase.${snake(phase)}`;
  return text(key);
}
