import type { Run, RunState } from '../../domain/run.ts';

/** What started a run, or what it was for: as its name says it. */
export const runPurposes = ['manual', 'automatic', 'revert', 'mails', 'employee-ids'] as const;
export type RunPurpose = (typeof runPurposes)[number];

export const runStates: readonly RunState[] = ['done', 'running', 'cancelled', 'failed', 'blocked'];

export interface RunFilter {
  readonly purpose: RunPurpose | 'all';
  readonly state: RunState | 'all';
  /** Only runs that changed something in Small Improvements. */
  readonly changed: boolean;
  /** Name, email or ID of a person; blank for everybody. */
  readonly person: string;
}

export const noFilter: RunFilter = { purpose: 'all', state: 'all', changed: false, person: '' };

export function isFiltering({ purpose, state, changed, person }: RunFilter): boolean {
  return purpose !== 'all' || state !== 'all' || changed || person.trim() !== '';
}

export function purposeOf({ task, trigger }: Pick<Run, 'task' | 'trigger'>): RunPurpose {
  return task ?? trigger;
}

/** Whether the run itself passes; whether it touched a person only its people tell. */
export function passes(run: Run, { purpose, state, changed }: RunFilter): boolean {
  if (purpose !== 'all' && purposeOf(run) !== purpose) return false;
  if (state !== 'all' && run.state !== state) return false;
  return !changed || (run.counts.confirmed > 0 && run.task !== 'mails');
}
