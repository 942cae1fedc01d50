import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Run } from '../../domain/run.ts';
import { runName } from '../format/run-summary.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** The run a revert takes back, and the reverts of a run. */
export function RunLinks({ ui, run }: { readonly ui: UiModel; readonly run: Run }) {
  const { history, port } = ui;
  const reverted = useSignal<Run | 'gone' | undefined>(undefined);
  useEffect(() => {
    reverted.value = undefined;
    if (run.reverts === undefined) return;
    const find = async (id: typeof run.reverts & string) => {
      reverted.value = (await port.history.run(id).catch(() => undefined)) ?? 'gone';
    };
    void find(run.reverts);
  }, [run.id, run.reverts, port, reverted]);
  const of = reverted.value;
  // A revert comes after its run, so it is in the list before it.
  const by = history.runs.value?.filter((one) => one.reverts === run.id) ?? [];
  return (
    <>
      {of === 'gone' && (
        <p class="facts">
          {text('revert.of')} {text('revert.gone')}
        </p>
      )}
      {of !== undefined && of !== 'gone' && <RunLink ui={ui} label={text('revert.of')} run={of} />}
      {by.map((one) => (
        <RunLink key={one.id} ui={ui} label={text('revert.by')} run={one} />
      ))}
    </>
  );
}

function RunLink({ ui, label, run }: { readonly ui: UiModel; readonly label: string; readonly run: Run }) {
  return (
    <p class="facts">
      {label}{' '}
      <button type="button" class="link-button" onClick={() => void ui.history.open(run.id)}>
        {runName(run)}
      </button>
    </p>
  );
}
