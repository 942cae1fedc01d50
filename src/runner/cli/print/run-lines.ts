import type { Run, RunPerson } from '../../../domain/run.ts';
import { formatDuration } from '../../../ui/format/dates.ts';
import { kindCountsText } from '../../../ui/format/kind-counts-text.ts';
import { kindOne } from '../../../ui/format/kind-text.ts';
import { outcomeLabel, outcomeName, outcomeProblem } from '../../../ui/format/lines/outcome-text.ts';
import { natureOf, runCountsText, runName } from '../../../ui/format/run-summary.ts';
import { resultText, runStateText } from '../../../ui/format/run-text.ts';
import { text } from '../../../ui/format/text.ts';
import { own } from '../../words/own.ts';
import { type ExitCode, exitCode, exitCodeOf } from '../exit-code.ts';
import { errorLines, sayErrorData } from './error-lines.ts';
import { fieldLines, findingLines } from './plan-lines.ts';

/** One run and how it ended. */
export function runLines(run: Run): readonly string[] {
  const took = run.endedAtMs === undefined ? undefined : formatDuration(run.endedAtMs - run.startedAtMs);
  const meant = kindCountsText(run.kinds);
  return [
    [runName(run), runStateText(run.state), took].filter((part) => part !== undefined).join(' · '),
    `  ${own('history.run', { id: run.id })}`,
    ...(run.state === 'blocked' ? [`  ${text('run.nothingWritten')}`] : [`  ${runCountsText(run)}`]),
    ...(meant === '' ? [] : [`  ${text('run.meant')} ${meant}`]),
    ...(run.cause === undefined ? [] : errorLines(sayErrorData(run.cause)).map((line) => `  ${line}`)),
    ...findingLines(run.guards?.filter(({ effect }) => effect === 'blocks') ?? []).map((line) => `  ${line}`),
    ...(run.override === undefined ? [] : [`  ${text('guards.overridden')}: ${run.override.reason}`]),
  ];
}

/** A person of a run: kind and outcome, why if it did not come through, and each field. */
export function personLines(run: Run, person: RunPerson): readonly string[] {
  const { fields, ...row } = person;
  const kind = natureOf(run) === 'mails' ? undefined : kindOne(person.kind);
  const outcome = outcomeLabel(outcomeName(run, person));
  const problem = outcomeProblem(run, row);
  return [
    [person.name, kind, outcome].filter((part) => part !== undefined).join(' · '),
    ...(problem === undefined ? [] : [`    ${problem}`]),
    ...fieldLines(fields),
  ];
}

/** What an import that has just ended came to, in one line, and whom it did not get through. */
export function resultLines(run: Run, people: readonly RunPerson[]): readonly string[] {
  const left = people.filter(({ outcome }) => outcome !== 'confirmed' && outcome !== 'pending');
  return [
    ...(natureOf(run) === 'import' && run.state === 'done' ? [resultText(run.counts)] : runLines(run)),
    ...left.flatMap((person) => personLines(run, { ...person, fields: [] }).map((line) => `  ${line}`)),
  ];
}

/** What a command ends with whose run came to this. `isByName`: of people who were named, those who are skipped count. */
export function exitCodeOfRun({ state, cause, counts }: Run, { isByName }: { readonly isByName: boolean }): ExitCode {
  if (state === 'blocked') return exitCode.blocked;
  if (state === 'running') return exitCode.interrupted;
  if (cause !== undefined) return exitCodeOf(cause.code);
  const missed = counts.failed + counts.unknown + (isByName && counts.confirmed === 0 ? counts.skipped : 0);
  return state === 'done' && missed === 0 ? exitCode.done : exitCode.fault;
}
