import { Icon } from '../components/icons.tsx';
import { dueFact } from '../format/health-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Whoever has just saved the settings reads what automatic imports make of them. */
export function Saved({ ui }: { readonly ui: UiModel }) {
  const status = ui.status.status.value;
  if (status === undefined) return null;
  const { main } = dueFact(status, undefined, ui.port.now());
  return (
    <p class="saved-mark" role="status">
      <Icon name="check" />
      {text('viewer.saved')}. {status.settings.automaticImports ? `${text('health.nextDue')}: ${main}` : main}.
    </p>
  );
}
