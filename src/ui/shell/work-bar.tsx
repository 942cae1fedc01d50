import { Button } from '../components/button.tsx';
import { Progress } from '../components/progress.tsx';
import { type PlainKey, text } from '../format/text.ts';
import type { Work } from './activity-model.ts';
import type { UiModel } from './ui-model.ts';

const cancels: Readonly<Record<Work['kind'], PlainKey | undefined>> = {
  preview: undefined,
  import: 'import.cancel',
  revert: 'revert.cancel',
};

/**
 * The foot of a view while the worker is busy: the progress, and a button that ends the work.
 * `cancel` is the button's text where the usual one of this kind of work does not fit; `onCancel` replaces what it does.
 */
export function WorkBar({
  ui,
  work,
  cancel = cancels[work.kind],
  onCancel,
}: {
  readonly ui: UiModel;
  readonly work: Work;
  readonly cancel?: PlainKey | undefined;
  readonly onCancel?: () => void;
}) {
  const { activity, imports } = ui;
  const cancelling = work.cancelling === true;
  return (
    <footer class="action-bar">
      <Progress work={work} pace={activity.pace.value} silentMs={activity.silentMs.value} />
      {cancel !== undefined && (
        <Button disabled={cancelling} onClick={onCancel ?? (() => void imports.cancel())}>
          {text(cancelling ? 'import.cancelling' : cancel)}
        </Button>
      )}
    </footer>
  );
}
