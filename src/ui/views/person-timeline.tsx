import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Run, RunPerson } from '../../history/schema.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { KindChip, OutcomeChip } from '../components/chip.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { fieldLabel } from '../format/field-text.ts';
import { personProblem, runName } from '../format/run-text.ts';
import { listText, text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';

const runLimit = 50;

type Loaded = readonly { readonly run: Run; readonly person: RunPerson }[] | { readonly error: ErrorData };

/** What every run did to one person, newest first; each leads to its run. */
export function PersonTimeline({ ui, changeKey }: { readonly ui: UiModel; readonly changeKey: string }) {
  const loaded = useSignal<Loaded | undefined>(undefined);
  useEffect(() => {
    void readTimeline(ui, changeKey, loaded);
  }, [ui, changeKey, loaded]);
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
          <OutcomeChip outcome={person.outcome} />
          <span class="facts">{personProblem(person) ?? fieldsText(person)}</span>
        </li>
      ))}
    </ol>
  );
}

function fieldsText({ fields }: RunPerson): string {
  return listText(
    fields.filter(({ state }) => state === 'change').map(({ field }) => fieldLabel(field)),
    4,
  );
}

async function readTimeline(ui: UiModel, changeKey: string, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = await ui.port.history.timeline(changeKey, runLimit);
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}
