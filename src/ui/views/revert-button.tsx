import type { Run } from '../../history/schema.ts';
import { Button } from '../components/button.tsx';
import { text } from '../format/text.ts';
import { revertOf } from '../models/revert-model.ts';
import type { UiModel } from '../models/ui-model.ts';

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
  return (
    <Button
      look={person === undefined ? 'plain' : 'quiet'}
      icon="undo"
      class={person === undefined ? 'head-revert' : 'row-revert'}
      name={person === undefined ? undefined : `${text('revert.open')} ${person.name}`}
      disabled={ui.activity.work.value !== undefined}
      onClick={() => void open()}
    >
      {text('revert.open')}
    </Button>
  );
}
