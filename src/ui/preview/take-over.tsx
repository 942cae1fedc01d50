import { i18n } from '#i18n';
import { signal } from '@preact/signals';
import type { TakeOverOffer } from '../../domain/pair-state.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { takeOverText } from '../format/lines/question-text.ts';
import { countText, text } from '../format/text.ts';
import { laterModel } from '../shell/later-model.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

const takeOverOf = laterModel(createTakeOverModel);

function createTakeOverModel({ port, plan }: UiModel) {
  const offer = signal<TakeOverOffer | undefined>(undefined);
  const task = createTask();
  const load = async () => {
    offer.value = await port.history.state('take-over').catch(() => undefined);
  };
  const undo = port.onChange((topic) => {
    if (topic === 'plan' || topic === 'settings') void load();
  });
  const undoPlan = plan.header.subscribe(() => void load());
  return {
    offer,
    busy: task.busy,
    error: task.error,
    answer: ({ from }: TakeOverOffer, same: boolean) =>
      task.run(async () => {
        await port.send('answerTakeOver', { from, same });
        await load();
      }),
    dispose() {
      undo();
      undoPlan();
    },
  };
}

/** Asks whether a company with the same people is the one that was connected under another address. */
export function TakeOver({ ui }: { readonly ui: UiModel }) {
  const model = takeOverOf(ui);
  const offer = model.offer.value;
  const error = model.error.value;
  const pair = ui.plan.header.value?.pair;
  if (offer === undefined || (pair !== undefined && pair !== offer.pair)) return null;
  const old = offer.from.slice(0, offer.from.indexOf('|'));
  const off = model.busy.value || ui.activity.busy.value;
  const answer = async (same: boolean) => {
    if ((await model.answer(offer, same)) && same) await ui.refreshPreview();
  };
  return (
    <>
      <Notice
        tone="warn"
        role="alert"
        title={takeOverText(old)}
        actions={
          <>
            <Button disabled={off} onClick={() => void answer(true)}>
              {i18n.t('takeOver.take', { old })}
            </Button>
            <Button disabled={off} onClick={() => void answer(false)}>
              {text('takeOver.leave')}
            </Button>
          </>
        }
      >
        <p>{text('takeOver.more')}</p>
        <p>
          <strong>
            {countText('takeOver.links', offer.links)} · {countText('takeOver.decisions', offer.decisions)}
          </strong>
        </p>
      </Notice>
      {error !== undefined && <ErrorNotice error={error} />}
    </>
  );
}
