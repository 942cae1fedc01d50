import { Notice } from '../components/notice.tsx';
import { countText, text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';
import { FirstCreation } from './first-creation.tsx';

/** What is to be known before the preview is read: an open question, and that it was made for some people only. */
export function PreviewNotes({ ui }: { readonly ui: UiModel }) {
  const header = ui.plan.header.value;
  const retry = header?.runId === undefined ? header?.retry : undefined;
  return (
    <>
      <FirstCreation ui={ui} />
      {retry !== undefined && (
        <Notice tone="info" role="group" title={countText('retry.title', retry.asked)}>
          <p>{text('retry.more')}</p>
        </Notice>
      )}
    </>
  );
}
