import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { changedFields } from '../../sync/compare/changed-fields.ts';
import type { Run, RunPerson } from '../../domain/run.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { KindChip } from '../components/chip.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { fieldLabel } from '../format/field-text.ts';
import { runName } from '../format/run-summary.ts';
import { personProblem } from '../format/run-text.ts';
import { listText, text } from '../format/text.ts';
import { canRevertPerson } from './revert/revert-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { RevertButton } from './revert/revert-button.tsx';
import { RunOutcome } from './run-outcome.tsx';

const runLimit = 50;

type Entries = readonly { readonly run: Run; readonly person: RunPerson }[];
type Loaded = Entries | { readonly error: ErrorData };

/** What every run did to one person, newest first; each leads to its run. */
export function PersonTimeline({ ui, changeKey }: { readonly ui: UiModel; readonly changeKey: string }) {
  const loaded = useSignal<Loaded | undefined>(undefined);
  // Runs go on, and are taken back elsewhere, while they are looked at.
  const runs = ui.history.runs.value;
  useEffect(() => {
    void readTimeline(ui, changeKey, loaded);
  }, [ui, changeKey, runs, loaded]);
  const state = loaded.value;
  if (state === undefined) return <Skeleton rows={2} look="bar" />;
  if ('error' in state) return <ErrorNotice error={state.error} />;
  if (state.length === 0) return <p class="facts">{text('history.personNone')}</p>;
  return (
    <ol class="timeline-runs" aria-label={text('history.person')}>
      {state.map(({ run, person }) => (
        <li key={run.id} class="timeline-run">
          <button type="button" class="link-button" onClick={() => void ui.openRun(run.id)}>
            {runName(run)}
          </button>
          <KindChip kind={person.kind} />
          <RunOutcome run={run} person={person} />
          <span class="facts">{personProblem(person) ?? fieldsText(person)}</span>
          {canRevertPerson(run, person, changedFields(person.fields)) && !isReverted(run.id, state) && (
            <RevertButton ui={ui} run={run} person={person} />
          )}
        </li>
      ))}
    </ol>
  );
}

/** Taken back already, as far as this person goes. */
function isReverted(id: Run['id'], entries: Entries): boolean {
  return entries.some(({ run, person }) => run.reverts === id && person.outcome === 'confirmed');
}

function fieldsText({ fields }: RunPerson): string {
  return listText(changedFields(fields).map(fieldLabel), 4);
}

async function readTimeline(ui: UiModel, changeKey: string, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = await ui.port.history.timeline(changeKey, runLimit);
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}
