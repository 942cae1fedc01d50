import { findingsOf } from '../../../sync/guard/findings.ts';
import { formatDateTime } from '../../../ui/format/dates.ts';
import {
  connectionText,
  dueFact,
  guardFact,
  type HealthFact,
  keyFact,
  visibleFact,
} from '../../../ui/format/health-text.ts';
import { phaseText } from '../../../ui/format/run-text.ts';
import { type PlainKey, text } from '../../../ui/format/text.ts';
import { own } from '../../words/own.ts';
import type { TenantState } from '../tenant-state.ts';
import { errorLines, sayErrorData } from './error-lines.ts';
import { findingLines } from './plan-lines.ts';
import { runLines } from './run-lines.ts';
import { tableLines } from './table.ts';

/** A company as Health shows it. */
export function statusLines(state: TenantState): readonly string[] {
  const { said, activity, lastProblem, lastRun } = state;
  const { status, schedule, connection, header, nowMs } = said;
  const facts: readonly (readonly [PlainKey, string])[] = [
    ['health.lastSuccess', timeText(state.lastSuccessMs)],
    ['health.lastAttempt', timeText(state.lastAttemptMs)],
    ['health.nextDue', factText(inCommands(dueFact(status, schedule, nowMs), state.name))],
    ['health.keys', factText(keyFact(status, connection, lastProblem?.error ? [lastProblem.error] : []))],
    ['health.visible', factText(visibleFact(header, status.settings.headCount, connection))],
    ['health.guards', factText(guardFact(header && findingsOf(header)))],
  ];
  return [
    `${state.name}: ${connectionText(connection)}`,
    ...(activity.kind === 'idle' ? [] : [`  ${own('status.busy')}: ${phaseText(activity.phase)}`]),
    ...tableLines(facts.map(([label, value]) => [`${text(label)}:`, value])).map((line) => `  ${line}`),
    ...problemLines(lastProblem).map((line) => `  ${line}`),
    ...(lastRun === undefined ? [] : runLines(lastRun).map((line) => `  ${line}`)),
  ];
}

function problemLines(problem: TenantState['lastProblem']): readonly string[] {
  if (problem === undefined) return [];
  return [
    ...(problem.error === undefined ? [] : errorLines(sayErrorData(problem.error))),
    ...findingLines(problem.guards?.filter(({ effect }) => effect === 'blocks') ?? []),
  ];
}

function timeText(atMs: number | undefined): string {
  return atMs === undefined ? text('health.never') : formatDateTime(atMs);
}

/** What speaks of a page or a browser speaks of commands here. */
function inCommands(fact: HealthFact, name: string): HealthFact {
  if (fact.about === undefined) return fact;
  return { ...fact, more: own(`due.${fact.about}`, { name, time: timeText(fact.atMs) }) };
}

function factText({ main, more }: HealthFact): string {
  return more === undefined || more === '' ? main : `${main}. ${more}`;
}
