import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { FieldChanges, showChangesLabel } from '../components/field-changes.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { matchText, reasonShort, whyText } from '../format/reason-text.ts';
import { isWriting } from '../../domain/change.ts';
import { text } from '../format/text.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import type { Change } from '../../domain/change.ts';
import type { PlanRow } from './plan-row.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { DecisionBar } from './decisions/decision-bar.tsx';
import { PersonRuns } from '../history/person-runs.tsx';
import { RecordsTable } from './records-table.tsx';
import { SyncPerson } from './import/sync-person.tsx';

type Loaded = { readonly change: Change | undefined } | { readonly error: ErrorData };

/** Everything about one planned change: why, field by field, how the person was matched. */
export function ChangeDetails({ ui, row }: { readonly ui: UiModel; readonly row: PlanRow }) {
  const loaded = useSignal<Loaded | undefined>(undefined);
  useSignalEffect(() => {
    // Read anew whenever the plan is: a choice can hold back a manager elsewhere.
    void ui.plan.rows.value;
    void readChange(ui, row, loaded);
  });
  const state = loaded.value;
  if (state === undefined) return <Skeleton rows={Math.max(1, row.changed.length)} look="bar" />;
  if ('error' in state) return <ErrorNotice error={state.error} />;
  if (state.change === undefined) return <ErrorNotice error={{ code: 'plan-missing', context: {} }} />;
  return <Details ui={ui} change={state.change} />;
}

async function readChange(ui: UiModel, row: PlanRow, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = { change: await ui.plan.details(row) };
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}

function Details({ ui, change }: { readonly ui: UiModel; readonly change: Change }) {
  const { reason, match, fields } = change;
  // Where a decision is what the row waits for, it comes before the fields; else it is a mere possibility at the end.
  const waits = change.kind === 'conflict' || reason?.code === 'possible-duplicate';
  return (
    <>
      {reason !== undefined && (
        <p>
          <strong>{reasonShort(reason)}.</strong> {whyText(change, reason)}
        </p>
      )}
      {change.records !== undefined && <RecordsTable records={change.records} />}
      {waits && <DecisionBar ui={ui} change={change} />}
      {fields.length > 0 && <FieldChanges fields={fields} label={showChangesLabel(change.name)} />}
      {fields.length === 0 && reason === undefined && (
        <p>{text(isWriting(change.kind) ? 'preview.notWritten' : 'preview.nothingDiffers')}</p>
      )}
      {match !== undefined && <p class="facts">{matchText(match.by)}</p>}
      <SyncPerson ui={ui} change={change} />
      {!waits && <DecisionBar ui={ui} change={change} />}
      <PersonRuns ui={ui} changeKey={change.key} />
    </>
  );
}
