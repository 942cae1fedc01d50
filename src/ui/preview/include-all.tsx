import { useId } from 'preact/hooks';
import { isWriting, writingKinds } from '../../domain/change.ts';
import { isTickable } from '../../sync/judge/protection.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/**
 * One tick for everything the list shows, and nobody else: a whole kind, or what is left of it. Possible duplicates, reverted
 * rows and the like are ticked one by one only; unticking takes them along.
 */
export function IncludeAll({ ui }: { readonly ui: UiModel }) {
  const id = useId();
  const { preview, selection, plan } = ui;
  const rows = preview.tickable.value;
  const offered = rows.filter((row) => row.byDefault);
  const selected = rows.filter((row) => preview.isSelected(row));
  const all = offered.length > 0 && offered.every((row) => preview.isSelected(row));
  const kind = preview.filter.value;
  const fixed = plan.header.value?.runId !== undefined || ui.activity.busy.value;
  const choose = (wanted: boolean) => {
    const chosen = wanted ? offered : rows;
    const whole = plan.rows.value?.filter((row) => isTickable(row) && (kind === undefined || row.kind === kind));
    // A kind is chosen as one only where nobody of it is hidden or left out.
    if (chosen.length !== whole?.length) selection.chooseRows(chosen, wanted);
    else selection.chooseKinds(kind !== undefined && isWriting(kind) ? [kind] : writingKinds, wanted);
  };
  return (
    <div class="include-all">
      <input
        id={id}
        type="checkbox"
        checked={all}
        indeterminate={selected.length > 0 && !all}
        disabled={rows.length === 0 || fixed}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <label for={id}>{text('preview.includeAll')}</label>
    </div>
  );
}
