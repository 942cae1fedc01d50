import { useEffect, useRef } from 'preact/hooks';
import type { Run } from '../../history/schema.ts';
import { Button } from '../components/button.tsx';
import { StateChip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icons.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { errorWhat } from '../format/error-text.ts';
import { guardWhat } from '../format/guard-text.ts';
import { runCountsText, runName } from '../format/run-text.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';
import { RunView } from './run-view.tsx';
import { UninformedList } from './uninformed-list.tsx';

/** Every run, newest first; opening one shows its people. */
export function HistoryView({ ui }: { readonly ui: UiModel }) {
  const { history } = ui;
  const open = history.openRun.value;
  const error = history.error.value;
  return (
    <div class="scroller" data-scroller>
      {error !== undefined && <ErrorNotice error={error} title={text('history.pageIssue')} />}
      {open === undefined ? <RunList ui={ui} /> : <RunView ui={ui} run={open} />}
    </div>
  );
}

function RunList({ ui }: { readonly ui: UiModel }) {
  const { history } = ui;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const last = history.lastOpened.peek();
    if (last !== undefined) list.current?.querySelector<HTMLElement>(`[data-run="${last}"]`)?.focus();
  }, [history]);
  const runs = history.runs.value;
  return (
    <>
      <header class="view-head">
        <h1>{text('history.list')}</h1>
      </header>
      <UninformedList ui={ui} />
      {runs === undefined && <Skeleton rows={6} />}
      {runs?.length === 0 && (
        <EmptyState icon="clock" title={text('history.empty')}>
          {text('history.emptyMore')}
        </EmptyState>
      )}
      <ul ref={list} class="runs" role="list" aria-label={text('history.list')}>
        {runs?.map((run) => (
          <RunItem key={run.id} run={run} onOpen={() => void history.open(run.id)} />
        ))}
      </ul>
      {history.hasMore.value && (
        <div class="more">
          <Button onClick={() => void history.loadMore()}>{text('history.more')}</Button>
        </div>
      )}
    </>
  );
}

function RunItem({ run, onOpen }: { readonly run: Run; readonly onOpen: () => void }) {
  return (
    <li class="run">
      <div class="run-main">
        <button type="button" class="run-button" data-run={run.id} onClick={onOpen}>
          {runName(run)}
        </button>
        <span class="run-sub">{runLine(run)}</span>
      </div>
      <StateChip run={run} />
      <Icon name="arrow" class="run-arrow" />
    </li>
  );
}

/** The counts, or for a run that wrote nothing why. */
function runLine(run: Run): string {
  const block = run.guards?.find((guard) => guard.effect === 'blocks');
  if (run.state === 'blocked' && block !== undefined) return guardWhat(block);
  return run.cause === undefined ? runCountsText(run.counts) : `${errorWhat(run.cause)} ${runCountsText(run.counts)}`;
}
