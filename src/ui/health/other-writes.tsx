import type { OtherWrites } from '../../domain/unattended/other-writes.ts';
import { Notice } from '../components/notice.tsx';
import { otherWritesText } from '../format/other-writes-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Older news than this explains nothing any more. */
const freshMs = 7 * 86_400_000;

/** Says that somebody else wrote to Small Improvements, and that it looks like another browser's import where it does. */
export function OtherWritesNotice({ ui }: { readonly ui: UiModel }) {
  const found = ui.health.others.value;
  const isFresh = ({ toMs }: OtherWrites) => ui.port.now() - toMs <= freshMs;
  if (found === undefined || !isFresh(found)) return null;
  const imported = [found, found.imported].find((writes) => writes?.imports && isFresh(writes));
  const automatic = ui.status.status.value?.settings.automaticImports === true;
  return (
    <Notice tone={imported && automatic ? 'warn' : 'info'} role="group" title={text('others.title')}>
      {imported && (
        <p>
          {otherWritesText(imported)} {text(automatic ? 'others.twoBrowsers' : 'others.anotherBrowser')}
        </p>
      )}
      {found !== imported && <p>{otherWritesText(found)}</p>}
    </Notice>
  );
}
