import { useId } from 'preact/hooks';
import type { Change } from '../../../domain/change.ts';
import { Button } from '../../components/button.tsx';
import { isWriting } from '../../../domain/change.ts';
import { text } from '../../format/text.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** The way to import one person without touching what is chosen for the next import. */
export function SyncPerson({ ui, change }: { readonly ui: UiModel; readonly change: Change }) {
  const id = useId();
  if (!isWriting(change.kind)) return null;
  const off = ui.imports.personObstacle.value;
  return (
    <div class="row">
      <Button
        icon="refresh"
        disabled={off !== undefined}
        describedBy={off === undefined ? undefined : id}
        onClick={() => ui.imports.openPerson(change)}
      >
        {text('person.sync')}
      </Button>
      {off !== undefined && (
        <span class="facts" id={id}>
          {text(`import.off.${off}`)}
        </span>
      )}
    </div>
  );
}
