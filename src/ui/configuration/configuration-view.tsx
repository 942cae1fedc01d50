import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { lateView } from '../shell/late-view.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { ApiAccess } from './config-access.tsx';
import { BambooFields, SiFields } from './config-connection.tsx';
import { MoreOptions } from './config-more.tsx';
import { OptionFields } from './config-options.tsx';
import { ConfigSection } from './config-section.tsx';
import { BambooReport, SiReport } from './connection-report.tsx';
import { CompaniesSection } from './companies-section.tsx';
import { DecisionList } from './decision-list.tsx';
import { UserbaseSection } from './userbase-section.tsx';

const { View: AuditList } = lateView(async () => (await import('./audit-list.tsx')).AuditList);
const { View: TransferSection } = lateView(async () => (await import('./transfer-section.tsx')).TransferSection);

/** The form: connect both sides, test, choose options, save. */
export function ConfigurationView({ ui, popup }: { readonly ui: UiModel; readonly popup: boolean }) {
  const { config } = ui;
  const form = useRef<HTMLDivElement>(null);
  const draft = config.draft.value;
  const report = config.report.value;
  const guided = config.step.value !== undefined;
  const dirty = config.dirty.value;

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [dirty]);

  if (draft === undefined) return <Skeleton rows={3} look="card" />;
  const save = async () => {
    await ui.saveAndPreview();
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // What lies in a closed part is not seen and takes no focus.
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
  };
  return (
    <>
      <div class="scroller" data-scroller ref={form}>
        <div class="form">
          <header class="view-head">
            <div class="view-title">
              <h1>{text('app.tab.configuration')}</h1>
              <p class="muted">{text('config.intro')}</p>
            </div>
          </header>
          {guided && popup && (
            <Notice
              tone="info"
              title={text('config.popupHint')}
              actions={<Button onClick={() => void ui.port.openFullTab()}>{text('app.openTab')}</Button>}
            >
              <p>{text('config.popupHintMore')}</p>
            </Notice>
          )}
          {guided && (
            <ConfigSection ui={ui} step="access" title={text('config.access.title')}>
              <ApiAccess />
            </ConfigSection>
          )}
          <ConfigSection ui={ui} step="bamboo" title={text('config.bamboo.title')} place="keys">
            <BambooFields ui={ui} draft={draft} />
            {report?.bamboo !== undefined && <BambooReport side={report.bamboo} />}
          </ConfigSection>
          <ConfigSection ui={ui} step="si" title={text('config.si.title')}>
            <SiFields ui={ui} draft={draft} />
            {report?.si !== undefined && <SiReport side={report.si} />}
          </ConfigSection>
          <ConfigSection ui={ui} step="options" title={text('config.options.title')}>
            <OptionFields ui={ui} draft={draft} />
            <Disclosure summary={text('config.more.title')} class="more-options">
              <MoreOptions ui={ui} draft={draft} />
            </Disclosure>
          </ConfigSection>
          {!guided && (
            <>
              <DecisionList ui={ui} />
              <CompaniesSection ui={ui} />
              <UserbaseSection ui={ui} />
              <Disclosure summary={text('audit.title')} class="card" late>
                <AuditList ui={ui} />
              </Disclosure>
              <Disclosure summary={text('transfer.title')} class="card" late>
                <TransferSection ui={ui} />
              </Disclosure>
            </>
          )}
        </div>
      </div>
      <ConfigBar ui={ui} onSave={() => void save()} />
    </>
  );
}

/** The foot of the form: always in view, so errors of saving and testing are too. */
function ConfigBar({ ui, onSave }: { readonly ui: UiModel; readonly onSave: () => void }) {
  const { config } = ui;
  const step = config.step.value;
  const testing = config.testing.value;
  const saving = config.saving.value;
  const error = config.saveError.value ?? config.testError.value;
  const last = step === undefined || step === 'options';
  const test = async () => {
    await config.test();
    showFindings();
  };
  const next = () => {
    const to = config.next();
    const section = document.getElementById(`step-${to}`);
    section?.scrollIntoView({ block: 'start' });
    const target =
      section?.querySelector<HTMLElement>('input:not([disabled])') ?? section?.querySelector<HTMLElement>('h2');
    target?.focus({ preventScroll: true });
  };
  return (
    <>
      {error !== undefined && (
        <div class="bar-error">
          <ErrorNotice error={error} />
        </div>
      )}
      <footer class="action-bar">
        <div class="action-text">
          {config.dirty.value && (
            <>
              <span class="unsaved">{text('config.unsaved')}</span>
              <Button look="quiet" onClick={config.discard}>
                {text('config.discard')}
              </Button>
            </>
          )}
        </div>
        <Button disabled={testing || saving} onClick={() => void test()}>
          {text(testing ? 'config.testing' : 'config.test')}
        </Button>
        {!last && (
          <Button look="primary" onClick={next}>
            {text('config.next')}
          </Button>
        )}
        <Button look={last ? 'primary' : 'plain'} disabled={saving} onClick={onSave}>
          {text(saving ? 'config.saving' : 'config.save')}
        </Button>
      </footer>
    </>
  );
}

/** Brings what the test found into view and to the ear: the first side with a problem, else the first side. */
function showFindings(): void {
  const reports = [...document.querySelectorAll<HTMLElement>('.report')];
  const first = reports.find((report) => report.querySelector('.tone-bad') !== null) ?? reports[0];
  first?.focus({ preventScroll: true });
  first?.closest('section')?.scrollIntoView({ block: 'nearest' });
  first?.scrollIntoView({ block: 'nearest' });
}
