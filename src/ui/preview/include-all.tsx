import { useId } from 'preact/hooks';
import { isWriting, writingKinds } from '../../domain/change.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/**
 * One tick for everything the list shows: a kind when filtered, the hits when searched. Possible duplicates, reverted
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
  const searching = preview.query.value.trim() !== '';
  const fixed = plan.header.value?.runId !== undefined || ui.activity.busy.value;
  const choose = (wanted: boolean) => {
    const chosen = wanted ? offered : rows;
    if (searching || chosen.length < rows.length) selection.chooseRows(chosen, wanted);
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
