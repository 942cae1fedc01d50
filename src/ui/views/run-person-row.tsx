import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { IconButton } from '../components/button.tsx';
import { KindChip, OutcomeChip } from '../components/chip.tsx';
import { FieldChanges, showChangesLabel } from '../components/field-changes.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { errorFacts } from '../format/error-text.ts';
import { personProblem } from '../format/run-text.ts';
import { text } from '../format/text.ts';
import type { RunPerson } from '../../history/schema.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import type { RunRow } from '../models/history-model.ts';
import type { UiModel } from '../models/ui-model.ts';
import { PersonRuns } from './person-runs.tsx';

/** One person of a past run: kind, outcome, and on demand every field. */
export function RunPersonRow({ ui, row }: { readonly ui: UiModel; readonly row: RunRow }) {
  const { history } = ui;
  const key = String(row.index);
  const open = history.expanded.value.has(key);
  const detailsId = `run-details-${key}`;
  const problem = personProblem({ ...row, fields: [] });
  return (
    <div class={open ? 'person open' : 'person'}>
      <div class="person-line past">
        <div class="person-who">
          <span class="person-name">{row.name}</span>
          {problem !== undefined && !open && <span class="person-sub">{problem}</span>}
        </div>
        <KindChip kind={row.kind} />
        <OutcomeChip outcome={row.outcome} />
        <IconButton
          icon="lines"
          name={showChangesLabel(row.name)}
          expanded={open}
          controls={detailsId}
          onClick={() => history.toggleRow(key)}
        />
      </div>
      {open && (
        <div class="person-details" id={detailsId}>
          <PastDetails ui={ui} row={row} problem={problem} />
        </div>
      )}
    </div>
  );
}

type Loaded = { readonly person: RunPerson | undefined } | { readonly error: ErrorData };

function PastDetails({
  ui,
  row,
  problem,
}: {
  readonly ui: UiModel;
  readonly row: RunRow;
  readonly problem: string | undefined;
}) {
  const loaded = useSignal<Loaded | undefined>(undefined);
  useEffect(() => {
    void readPerson(ui, row, loaded);
  }, [ui, row, loaded]);
  const state = loaded.value;
  if (state === undefined) return <Skeleton rows={2} look="bar" />;
  if ('error' in state) return <ErrorNotice error={state.error} />;
  const facts = row.error === undefined ? [] : errorFacts(row.error);
  const fields = state.person?.fields ?? [];
  return (
    <>
      {problem !== undefined && <p>{problem}</p>}
      {facts.length > 0 && <p class="facts">{facts.join(' · ')}</p>}
      {fields.length === 0 ? (
        <p>{text('preview.nothingDiffers')}</p>
      ) : (
        <FieldChanges fields={fields} label={showChangesLabel(row.name)} />
      )}
      <PersonRuns ui={ui} changeKey={row.changeKey} />
    </>
  );
}

async function readPerson(ui: UiModel, row: RunRow, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = { person: await ui.history.details(row) };
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}
