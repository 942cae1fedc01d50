import { Notice } from '../components/notice.tsx';
import { fieldLabels } from '../format/field-text.ts';
import { countText, listText, text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { OtherWritesNotice } from '../health/other-writes.tsx';
import { offToTell } from '../health/why/why-off.ts';
import { whySentence } from '../health/why/why-text.ts';
import { FirstCreation } from './import/first-creation.tsx';
import { ImportResultView } from './import/import-result.tsx';
import { TakeOver } from './take-over.tsx';

/** What is to be known before the preview is read: how the last import ended, an open question, whom it was made for. */
export function PreviewNotes({ ui }: { readonly ui: UiModel }) {
  const header = ui.plan.header.value;
  const off = offToTell(ui);
  const offText = off && whySentence(off);
  const heldOff = ui.health.heldOff.value;
  const retry = header?.runId === undefined ? header?.retry : undefined;
  return (
    <>
      <ImportResultView ui={ui} />
      <TakeOver ui={ui} />
      <FirstCreation ui={ui} />
      <OtherWritesNotice ui={ui} />
      {offText && (
        <Notice tone="warn" role="group" title={offText.what}>
          <p>{offText.fix}</p>
        </Notice>
      )}
      {header !== undefined && header.basis.notWritable.length > 0 && (
        <Notice tone="warn" role="group" title={text('health.notWritable')}>
          <p>
            {listText(fieldLabels(header.basis.notWritable), 8)}. {text('health.notCompared')}
          </p>
        </Notice>
      )}
      {heldOff.length > 0 && (
        <Notice tone="warn" role="group" title={countText('health.heldOff', heldOff.length)}>
          <p>
            {listText(heldOff.map(({ name }) => name))}. {text('health.heldOffMore')}
          </p>
        </Notice>
      )}
      {retry !== undefined && (
        <Notice tone="info" role="group" title={countText('retry.title', retry.asked)}>
          <p>{text('retry.more')}</p>
        </Notice>
      )}
    </>
  );
}
