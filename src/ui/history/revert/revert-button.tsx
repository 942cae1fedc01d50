import type { Run } from '../../../domain/run.ts';
import { Button } from '../../components/button.tsx';
import { text } from '../../format/text.ts';
import { revertOf } from './revert-model.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** "Revert…" for a run, or for one person of it. */
export function RevertButton({
  ui,
  run,
  person,
}: {
  readonly ui: UiModel;
  readonly run: Run;
  readonly person?: { readonly name: string; readonly changeKey: string };
}) {
  const open = async () => {
    await ui.openRun(run.id);
    await revertOf(ui).open({ run, ...(person === undefined ? {} : { keys: [person.changeKey] }) });
  };
  const off = ui.activity.busy.value;
  if (person === undefined) {
    return (
      <Button icon="undo" disabled={off} onClick={() => void open()}>
        {text('revert.open')}
      </Button>
    );
  }
  return (
    <div class="row">
      <Button
        look="quiet"
        icon="undo"
        name={`${text('revert.open')} ${person.name}`}
        disabled={off}
        onClick={() => void open()}
      >
        {text('revert.open')}
      </Button>
    </div>
  );
}
