import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SelfTestResult } from '../../sync/guard/guard-self-test.ts';
import { Button } from '../components/button.tsx';
import { lateView } from '../shell/late-view.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { formatNumber } from '../format/numbers.ts';
import { countText, text } from '../format/text.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

type Results = readonly SelfTestResult[];

const { View: SelfTestTable } = lateView(async () => (await import('./self-test-table.tsx')).SelfTestTable);

/** Lets the safety rules be tried on made-up companies, and shows what each did. */
export function SelfTest({ ui }: { readonly ui: UiModel }) {
  const [task] = useState(createTask);
  const results = useSignal<Results | undefined>(undefined);
  const busy = task.busy.value;
  const error = task.error.value;
  const run = () =>
    task.run(async () => {
      const answered = await ui.port.testGuards();
      results.value = answered;
    });
  return (
    <section class="card form-section" aria-labelledby="self-test-title">
      <h2 id="self-test-title">{text('selfTest.title')}</h2>
      <p class="facts">{text('selfTest.more')}</p>
      <div class="row">
        <Button disabled={busy} onClick={() => void run()}>
          {text(busy ? 'selfTest.busy' : 'selfTest.go')}
        </Button>
        <p aria-live="polite">{results.value !== undefined && summary(results.value)}</p>
      </div>
      {error !== undefined && <ErrorNotice error={error} />}
      {results.value !== undefined && <SelfTestTable results={results.value} />}
    </section>
  );
}

function summary(results: Results): string {
  const failed = results.filter((result) => !result.ok).length;
  return failed === 0
    ? i18n.t('selfTest.allGood', { n: formatNumber(results.length) })
    : countText('selfTest.bad', failed);
}
