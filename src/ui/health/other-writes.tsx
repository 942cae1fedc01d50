import { Notice } from '../components/notice.tsx';
import { otherWritesText } from '../format/other-writes-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Older news than this explains nothing any more. */
const freshMs = 7 * 86_400_000;

/** Says that somebody else wrote to Small Improvements, and that it looks like another browser's import where it does. */
export function OtherWritesNotice({ ui }: { readonly ui: UiModel }) {
  const found = ui.health.others.value;
  if (found === undefined || ui.port.now() - found.toMs > freshMs) return null;
  const automatic = ui.status.status.value?.settings.automaticImports === true;
  return (
    <Notice tone={found.imports && automatic ? 'warn' : 'info'} role="group" title={text('others.title')}>
      <p>{otherWritesText(found)}</p>
      {found.imports && <p>{text(automatic ? 'others.twoBrowsers' : 'others.anotherBrowser')}</p>}
    </Notice>
  );
}
