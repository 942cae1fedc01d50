import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ReadMore } from '../../components/read-more.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { text } from '../../format/text.ts';
import { createTask } from '../../shell/task.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { readBundle } from './read-bundle.ts';

/** Puts together what support needs, shows every line of it, and saves it only then. */
export function SupportBundle({ ui }: { readonly ui: UiModel }) {
  const [task] = useState(createTask);
  const shown = useSignal<string | undefined>(undefined);
  const error = task.error.value;
  const close = () => {
    shown.value = undefined;
  };
  const save = () => {
    ui.port.saveFile('support-bundle.json', 'application/json', shown.peek() ?? '');
    close();
  };
  const open = () =>
    task.run(async () => {
      shown.value = await readBundle(ui);
    });
  return (
    <section class="card form-section" aria-labelledby="support-title">
      <h2 id="support-title">{text('support.title')}</h2>
      <p class="facts">{text('support.more')}</p>
      <div class="row">
        <Button disabled={task.busy.value} onClick={() => void open()}>
          {text('support.open')}
        </Button>
        <ReadMore about="view:guide" label="app.guide" />
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
      {shown.value !== undefined && (
        <Dialog
          title={text('support.dialogTitle')}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{text('app.cancel')}</Button>
              <Button look="primary" icon="save" onClick={save}>
                {text('support.save')}
              </Button>
            </>
          }
        >
          <p>{text('support.shown')}</p>
          <pre class="bundle">{shown.value}</pre>
        </Dialog>
      )}
    </section>
  );
}
