import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { SelectField } from '../components/select-field.tsx';
import { formatNumber } from '../format/numbers.ts';
import { text } from '../format/text.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Which rows, which format; the file is made on this computer. */
export function ExportDialog({ ui }: { readonly ui: UiModel }) {
  const { imports, plan, preview } = ui;
  const [task] = useState(createTask);
  const header = plan.header.value;
  const shown = preview.shown.value ?? [];
  const all = plan.rows.value?.length ?? 0;
  const rows = useSignal<'shown' | 'all'>('shown');
  const error = task.error.value;
  const off = task.busy.value || header === undefined || plan.rows.value === undefined;
  const save = async (format: 'csv' | 'json') => {
    if (header === undefined) return;
    const keys = rows.peek() === 'all' ? undefined : shown.map((row) => row.key);
    const done = await task.run(async () => {
      const { exportPlan } = await import('../export/plan-export.ts');
      await exportPlan(ui.port, { header, keys, format });
    });
    if (done) imports.close();
  };
  return (
    <Dialog
      title={text('export.title')}
      onClose={imports.close}
      actions={
        <>
          <Button onClick={imports.close}>{text('app.cancel')}</Button>
          <Button disabled={off} onClick={() => void save('json')}>
            {text('export.json')}
          </Button>
          <Button look="primary" disabled={off} onClick={() => void save('csv')}>
            {text(task.busy.value ? 'export.busy' : 'export.csv')}
          </Button>
        </>
      }
    >
      <p>{text('export.intro')}</p>
      <SelectField
        label={text('export.rows')}
        value={rows.value}
        options={[
          { value: 'shown', label: i18n.t('export.shown', { n: formatNumber(shown.length) }) },
          { value: 'all', label: i18n.t('export.all', { n: formatNumber(all) }) },
        ]}
        onChange={(value) => {
          rows.value = value;
        }}
      />
      {error !== undefined && <ErrorNotice error={error} />}
    </Dialog>
  );
}
