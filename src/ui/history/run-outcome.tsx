import type { Run, RunPerson } from '../../domain/run.ts';
import { OutcomeChip, ToneChip } from '../components/chip.tsx';
import { natureOf } from '../format/run-summary.ts';
import { personProblem } from '../format/run-text.ts';
import { text } from '../format/text.ts';
import type { RunRow } from './history-model.ts';

type Outcome = Pick<RunPerson, 'outcome' | 'skip'>;

/** How it ended for one person, in the words of what the run was for. */
export function RunOutcome({ run, person }: { readonly run: Run; readonly person: Outcome }) {
  const nature = natureOf(run);
  const { outcome } = person;
  if (outcome === 'pending' && run.state === 'running') {
    return <ToneChip tone="calm" icon="clock" label={text('history.waiting')} />;
  }
  if (nature === 'revert' && outcome === 'confirmed') {
    return <ToneChip tone="good" icon="check" label={text('revert.reverted')} />;
  }
  if (nature === 'revert' && isKept(person)) {
    return <ToneChip tone="calm" icon="pause" label={text('revert.keptOne')} />;
  }
  if (nature === 'mails' && outcome === 'confirmed') {
    return <ToneChip tone="good" icon="check" label={text('mails.sent')} />;
  }
  return <OutcomeChip outcome={outcome} />;
}

/** Why a person did not come through, in the words of what the run was for. */
export function outcomeProblem(run: Run, row: RunRow): string | undefined {
  if (natureOf(run) === 'mails' && row.skip === 'changed-since') return text('mails.skipped');
  return personProblem({ ...row, fields: [] });
}

/** Left as it is on purpose, rather than not come to. */
function isKept({ outcome, skip }: Outcome): boolean {
  return outcome === 'skipped' && (skip === 'edited-since' || skip === 'protected');
}
