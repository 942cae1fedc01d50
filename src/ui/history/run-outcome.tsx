import type { Run, RunPerson } from '../../domain/run.ts';
import { OutcomeChip, ToneChip } from '../components/chip.tsx';
import { outcomeLabel, outcomeName } from '../format/lines/outcome-text.ts';

/** How it ended for one person, in the words of what the run was for. */
export function RunOutcome({
  run,
  person,
}: {
  readonly run: Run;
  readonly person: Pick<RunPerson, 'outcome' | 'skip'>;
}) {
  const name = outcomeName(run, person);
  if (name === 'waiting') return <ToneChip tone="calm" icon="clock" label={outcomeLabel(name)} />;
  if (name === 'kept') return <ToneChip tone="calm" icon="pause" label={outcomeLabel(name)} />;
  if (name === 'reverted' || name === 'sent') {
    return <ToneChip tone="good" icon="check" label={outcomeLabel(name)} />;
  }
  return <OutcomeChip outcome={name} />;
}
