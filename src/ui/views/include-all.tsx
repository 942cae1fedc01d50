import { useId } from 'preact/hooks';
import { isWriting, writingKinds } from '../format/kind-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';

/** One tick for everything the list shows: a kind when filtered, the hits when searched. */
export function IncludeAll({ ui }: { readonly ui: UiModel }) {
  const id = useId();
  const { preview, selection, plan } = ui;
  const rows = (preview.shown.value ?? []).filter((row) => isWriting(row.kind));
  const selected = rows.filter((row) => preview.isSelected(row)).length;
  const kind = preview.filter.value;
  const fixed = plan.header.value?.runId !== undefined || ui.activity.work.value !== undefined;
  const choose = (wanted: boolean) => {
    if (preview.query.value.trim() !== '') selection.chooseRows(rows, wanted);
    else selection.chooseKinds(kind !== undefined && isWriting(kind) ? [kind] : writingKinds, wanted);
  };
  return (
    <div class="include-all">
      <input
        id={id}
        type="checkbox"
        checked={rows.length > 0 && selected === rows.length}
        indeterminate={selected > 0 && selected < rows.length}
        disabled={rows.length === 0 || fixed}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      <label for={id}>{text('preview.includeAll')}</label>
    </div>
  );
}
