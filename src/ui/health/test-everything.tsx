import { signal } from '@preact/signals';
import { i18n } from '#i18n';
import type { ConnectionReport } from '../../messaging/replies.ts';
import type { SelfTestResult } from '../../sync/guard/guard-self-test.ts';
import { Button } from '../components/button.tsx';
import { ToneChip } from '../components/chip.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { BambooReport, SiReport } from '../configuration/connection-report.tsx';
import { errorFix, errorWhat } from '../format/error-text.ts';
import { formatNumber } from '../format/numbers.ts';
import { countText, type PlainKey, text } from '../format/text.ts';
import { laterModel } from '../shell/later-model.ts';
import { createTask } from '../shell/task.ts';
import type { UiModel } from '../shell/ui-model.ts';

interface Findings {
  readonly report: ConnectionReport;
  readonly rules: readonly SelfTestResult[];
}

const testOf = laterModel(({ port }: UiModel) => {
  const findings = signal<Findings | undefined>(undefined);
  const task = createTask();
  return {
    findings,
    task,
    run: () =>
      task.run(async () => {
        findings.value = undefined;
        // Nothing typed: what is saved is tested.
        const [report, rules] = await Promise.all([port.send('testConnection', {}), port.testGuards()]);
        findings.value = { report, rules };
      }),
    // What was tested may be another key by now.
    dispose: port.onChange((topic) => {
      if (topic === 'settings') findings.value = undefined;
    }),
  };
});

/** Tries both connections and every safety rule at once; changes nothing. */
export function TestEverythingButton({ ui }: { readonly ui: UiModel }) {
  const { task, run } = testOf(ui);
  return (
    <Button icon="check" disabled={task.busy.value} onClick={() => void run()}>
      {text(task.busy.value ? 'config.testing' : 'testAll.go')}
    </Button>
  );
}

/** What the test found, one line for each part. */
export function TestEverythingResults({ ui }: { readonly ui: UiModel }) {
  const { findings, task } = testOf(ui);
  const error = task.error.value;
  const found = findings.value;
  return (
    <div aria-live="polite" class="test-all">
      {error !== undefined && <ErrorNotice error={error} />}
      {found !== undefined && (
        <section class="card" aria-labelledby="test-all-title">
          <h2 id="test-all-title">{text('testAll.title')}</h2>
          <ul class="test-lines">
            <Side label="preview.issueBamboo" side={found.report.bamboo} />
            <Side label="preview.issueSi" side={found.report.si} />
            <Rules results={found.rules} />
          </ul>
          <Disclosure summary={text('preview.details')} late>
            <h3>{text('preview.issueBamboo')}</h3>
            <BambooReport side={found.report.bamboo} />
            <h3>{text('preview.issueSi')}</h3>
            <SiReport side={found.report.si} />
          </Disclosure>
        </section>
      )}
    </div>
  );
}

function Side({ label, side }: { readonly label: PlainKey; readonly side: ConnectionReport['bamboo' | 'si'] }) {
  const said = side.ok ? factOf(side.value) : `${errorWhat(side.error)} ${errorFix(side.error)}`;
  return <Line label={label} good={side.ok} said={said} />;
}

function factOf(value: object): string {
  const n = 'visible' in value ? value.visible : 'users' in value ? value.users : undefined;
  if (typeof n !== 'number') return '';
  return countText('visible' in value ? 'testAll.visible' : 'testAll.accounts', n);
}

function Rules({ results }: { readonly results: readonly SelfTestResult[] }) {
  const failed = results.filter((result) => !result.ok).length;
  const said =
    failed === 0 ? i18n.t('selfTest.allGood', { n: formatNumber(results.length) }) : countText('selfTest.bad', failed);
  return <Line label="health.guards" good={failed === 0} said={said} />;
}

function Line({ label, good, said }: { readonly label: PlainKey; readonly good: boolean; readonly said: string }) {
  return (
    <li class="test-line">
      <ToneChip
        tone={good ? 'good' : 'bad'}
        icon={good ? 'check' : 'close'}
        label={text(good ? 'selfTest.passed' : 'selfTest.failed')}
      />
      <strong>{text(label)}</strong>
      <span>{said}</span>
    </li>
  );
}
