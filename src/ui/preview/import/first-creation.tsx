import { Button } from '../../components/button.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { firstCreationText } from '../../format/lines/question-text.ts';
import { countText, text } from '../../format/text.ts';
import type { UiModel } from '../../shell/ui-model.ts';

/** Asks whether Small Improvements mailed the first new person; the others are created once that is known. */
export function FirstCreation({ ui }: { readonly ui: UiModel }) {
  const { firstCreation } = ui;
  const asked = firstCreation.asked.value;
  const error = firstCreation.error.value;
  const waiting = ui.health.schedule.value?.awaitingAnswer;
  if (asked === undefined) {
    return waiting !== undefined && firstCreation.ahead.value ? <Waiting ui={ui} count={waiting} /> : null;
  }
  const off = firstCreation.busy.value || ui.activity.busy.value;
  const answer = async (mailed: boolean) => {
    await firstCreation.answer(mailed);
    if (firstCreation.asked.peek() === undefined) await ui.refreshPreview();
  };
  return (
    <>
      <Notice
        tone="info"
        role="group"
        title={firstCreationText(asked.name)}
        actions={
          <>
            <Button disabled={off} onClick={() => void answer(true)}>
              {text('firstCreation.mailed')}
            </Button>
            <Button disabled={off} onClick={() => void answer(false)}>
              {text('firstCreation.notMailed')}
            </Button>
          </>
        }
      >
        <p>{text('firstCreation.more')}</p>
        {waiting !== undefined && (
          <p>
            <strong>{countText('waiting.title', waiting)}.</strong> {text('waiting.answer')}
          </p>
        )}
      </Notice>
      {error !== undefined && <ErrorNotice error={error} />}
    </>
  );
}

/** Automatic imports met new people before anybody was created by hand. */
function Waiting({ ui, count }: { readonly ui: UiModel; readonly count: number }) {
  const elsewhere = ui.tab.value !== 'preview';
  return (
    <Notice
      tone="info"
      role="group"
      title={countText('waiting.title', count)}
      actions={elsewhere && <Button onClick={() => ui.show('preview')}>{text('waiting.toPreview')}</Button>}
    >
      <p>{text('waiting.first')}</p>
    </Notice>
  );
}
