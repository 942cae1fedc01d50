import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { KindChip } from '../components/chip.tsx';
import { AccountChange, FieldChanges, showChangesLabel } from '../components/field-changes.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PersonRow } from '../components/person-row.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { errorFacts } from '../format/error-text.ts';
import { fieldLabel } from '../format/field-text.ts';
import { outcomeProblem } from '../format/lines/outcome-text.ts';
import { natureOf } from '../format/run-summary.ts';
import { listText, text } from '../format/text.ts';
import type { Run, RunPerson } from '../../domain/run.ts';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import type { RunRow } from './history-model.ts';
import { canRevertPerson } from './revert/revert-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { PersonRuns } from './person-runs.tsx';
import { RevertButton } from './revert/revert-button.tsx';
import { RunOutcome } from './run-outcome.tsx';

/** One person of a past run: kind, outcome, and on demand every field. */
export function RunPersonRow({ ui, row }: { readonly ui: UiModel; readonly row: RunRow }) {
  const { history } = ui;
  const run = history.openRun.value;
  if (run?.id !== row.runId) return null;
  const key = String(row.index);
  const open = history.openRows.keys.value.has(key);
  const problem = outcomeProblem(run, row);
  return (
    <PersonRow
      name={row.name}
      open={open}
      onToggle={() => history.openRows.toggle(key)}
      detailsId={`run-details-${key}`}
      details={<PastDetails ui={ui} run={run} row={row} problem={problem} />}
      past
    >
      <div class="person-who">
        <span class="person-name">{row.name}</span>
        {!open && <span class="person-sub">{problem ?? subOf(run, row)}</span>}
      </div>
      {natureOf(run) === 'mails' ? <span /> : <KindChip kind={row.kind} />}
      <RunOutcome run={run} person={row} />
    </PersonRow>
  );
}

/** Of a mail where it went, else what was written; everything is new in a new account. */
function subOf(run: Run, { kind, email, changed }: RunRow): string | undefined {
  if (natureOf(run) === 'mails' || kind === 'create') return email;
  return listText(changed.map(fieldLabel), 4);
}

type Loaded = { readonly person: RunPerson | undefined } | { readonly error: ErrorData };

function PastDetails({
  ui,
  run,
  row,
  problem,
}: {
  readonly ui: UiModel;
  readonly run: Run;
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
      <PastFields run={run} row={row} fields={fields} />
      {canRevertPerson(run, row, row.changed) && <RevertButton ui={ui} run={run} person={row} />}
      <PersonRuns ui={ui} changeKey={row.changeKey} />
    </>
  );
}

function PastFields({
  run,
  row,
  fields,
}: {
  readonly run: Run;
  readonly row: RunRow;
  readonly fields: RunPerson['fields'];
}) {
  const nature = natureOf(run);
  // A mail changes no field, and an account can be locked or unlocked without one.
  const account =
    nature === 'revert' && (row.kind === 'deactivate' || row.kind === 'reactivate') ? row.kind : undefined;
  if (nature === 'mails') return null;
  if (fields.length === 0 && account === undefined) {
    return row.skip === undefined ? <p>{text('preview.nothingDiffers')}</p> : null;
  }
  return (
    <FieldChanges fields={fields} label={showChangesLabel(row.name)} back={nature === 'revert'}>
      {account !== undefined && row.skip === undefined && <AccountChange to={account} />}
    </FieldChanges>
  );
}

async function readPerson(ui: UiModel, row: RunRow, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = { person: await ui.history.details(row) };
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}
