import '../styles/glance.css';
import '../styles/history.css';
import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { runName } from '../format/run-summary.ts';
import { countText, text } from '../format/text.ts';
import { revertOf } from './revert/revert-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { HistoryFoot } from './history-foot.tsx';
import { MailsDialog } from './mails-dialog.tsx';
import { RevertDialog } from './revert/revert-dialog.tsx';
import { RevertView } from './revert/revert-view.tsx';
import { runFilterOf } from './run-filter-model.ts';
import { RunFilters } from './run-filters.tsx';
import { Runs } from './run-list.tsx';
import { RunView } from './run-view.tsx';
import { UninformedList } from './uninformed-list.tsx';

/** Every run, newest first; opening one shows its people, and what taking it back would do. */
export function HistoryView({ ui }: { readonly ui: UiModel }) {
  const { history, imports } = ui;
  const open = history.openRun.value;
  const wanted = revertOf(ui).target.value;
  const target = wanted?.run.id === open?.id ? wanted : undefined;
  const error = history.error.value;
  const cancelling = imports.cancelError.value;
  return (
    <>
      <div class="scroller" data-scroller>
        {error !== undefined && <ErrorNotice error={error} title={text('history.pageIssue')} />}
        {cancelling !== undefined && <ErrorNotice error={cancelling} />}
        {target === undefined && <PreparedRevert ui={ui} />}
        {target === undefined ? open === undefined ? <RunList ui={ui} /> : <RunView ui={ui} run={open} /> : null}
        {target !== undefined && <RevertView ui={ui} target={target} />}
      </div>
      <HistoryFoot ui={ui} reverting={target !== undefined} />
      {target !== undefined && revertOf(ui).confirming.value && <RevertDialog ui={ui} />}
      <MailsDialog ui={ui} />
    </>
  );
}

/** A page that closed while a revert was worked out left it here. */
function PreparedRevert({ ui }: { readonly ui: UiModel }) {
  const revert = revertOf(ui);
  const plan = revert.prepared.value;
  const run = ui.history.runs.value?.find((one) => one.id === plan?.runId);
  if (plan === undefined || run === undefined || ui.activity.busy.value) return null;
  return (
    <Notice
      tone="info"
      role="group"
      title={i18n.t('revert.prepared', { run: runName(run) })}
      actions={<Button onClick={() => void revert.openPrepared()}>{text('revert.show')}</Button>}
    >
      <p>{text('revert.preparedMore')}</p>
    </Notice>
  );
}

function RunList({ ui }: { readonly ui: UiModel }) {
  const { history } = ui;
  const runs = history.runs.value;
  return (
    <>
      <header class="view-head">
        <h1>{text('history.list')}</h1>
      </header>
      <UninformedList ui={ui} />
      {history.others.value > 0 && <p class="facts">{countText('history.others', history.others.value)}</p>}
      {runs === undefined && <Skeleton rows={6} />}
      {runs?.length === 0 && (
        <EmptyState icon="clock" about="view:no-runs" title={text('history.empty')}>
          {text('history.emptyMore')}
        </EmptyState>
      )}
      {runs !== undefined && runs.length > 0 && <RunFilters ui={ui} />}
      {runs !== undefined && <Runs ui={ui} runs={runs} />}
      {history.hasMore.value && !runFilterOf(ui).active.value && (
        <div class="more">
          <Button onClick={() => void history.loadMore()}>{text('history.more')}</Button>
        </div>
      )}
    </>
  );
}
