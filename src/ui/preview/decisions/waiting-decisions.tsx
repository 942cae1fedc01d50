import { Button } from '../../components/button.tsx';
import { countText, text } from '../../format/text.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** Decisions no preview knows yet, and the way to make one that does. */
export function WaitingDecisions({ ui }: { readonly ui: UiModel }) {
  const waiting = ui.decisions.waiting.value;
  return (
    <div class="row" aria-live="polite">
      {waiting > 0 && (
        <>
          <p>{countText('decide.waiting', waiting)}</p>
          <Button look="quiet" icon="refresh" onClick={() => void ui.showFreshPreview()}>
            {text('decide.apply')}
          </Button>
        </>
      )}
    </div>
  );
}
