import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { CheckField } from '../components/check-field.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { countText, text } from '../format/text.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** The accounts of Small Improvements as a file, in one click. */
export function UserbaseSection({ ui }: { readonly ui: UiModel }) {
  const [task] = useState(createTask);
  const bom = useSignal(true);
  const inactive = useSignal(false);
  const saved = useSignal<number | undefined>(undefined);
  const error = task.error.value;
  const busy = task.busy.value;
  const save = () => {
    saved.value = undefined;
    const options = { bom: bom.peek(), inactive: inactive.peek() };
    return task.run(async () => {
      const { exportUserbase } = await import('../export/userbase-export.ts');
      const count = await exportUserbase(ui.port, options);
      saved.value = count;
    });
  };
  return (
    <section class="card form-section" aria-labelledby="userbase-title">
      <h2 id="userbase-title">{text('userbase.title')}</h2>
      <p class="facts">{text('userbase.more')}</p>
      <CheckField
        label={text('userbase.inactive')}
        checked={inactive.value}
        onChange={(checked) => {
          inactive.value = checked;
        }}
      />
      <CheckField
        label={text('userbase.bom')}
        checked={bom.value}
        onChange={(checked) => {
          bom.value = checked;
        }}
      />
      <div class="row">
        <Button icon="save" disabled={busy} onClick={() => void save()}>
          {text(busy ? 'export.busy' : 'userbase.go')}
        </Button>
        <span class="saved-mark" aria-live="polite">
          {saved.value !== undefined && countText('userbase.done', saved.value)}
        </span>
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
    </section>
  );
}
