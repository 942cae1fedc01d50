import { writingKinds } from '../../domain/change.ts';
import type { Run } from '../../domain/run.ts';
import { Hidden } from '../components/icons.tsx';
import { barOrder } from '../format/kind-text.ts';
import { kindCountsText } from '../format/kind-counts-text.ts';
import { useRunKinds } from './run-kinds.ts';
import type { UiModel } from '../shell/ui-model.ts';

const shown = barOrder.filter((kind) => writingKinds.some((one) => one === kind)) as readonly (keyof Run['kinds'])[];

/** What a run changed, in the colours of the preview's bar; an empty track for a run that changed nothing. */
export function RunBar({ ui, run }: { readonly ui: UiModel; readonly run: Run }) {
  const kinds = useRunKinds(ui, run);
  const words = kinds === undefined ? '' : kindCountsText(kinds);
  return (
    <span class="run-bar" title={words === '' ? undefined : words}>
      <span class="run-shares" aria-hidden="true">
        {kinds !== undefined &&
          shown
            .filter((kind) => kinds[kind] > 0)
            .map((kind) => <span key={kind} class={`kind-share kind-${kind}`} style={{ flexGrow: kinds[kind] }} />)}
      </span>
      {words !== '' && <Hidden>{words}</Hidden>}
    </span>
  );
}
