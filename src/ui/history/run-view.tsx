import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Run } from '../../domain/run.ts';
import { Button } from '../components/button.tsx';
import { KindChip, StateChip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { VirtualList } from '../components/virtual-list.tsx';
import { formatDuration } from '../format/dates.ts';
import { writingKinds } from '../../domain/change.ts';
import { formatNumber } from '../format/numbers.ts';
import { natureOf, repeatedText, runCountsText, runName } from '../format/run-summary.ts';
import { countText, text } from '../format/text.ts';
import type { RunRow } from './history-model.ts';
import { canRevert } from './revert/revert-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { Findings } from '../preview/guard-notices.tsx';
import { RevertButton } from './revert/revert-button.tsx';
import { RunLinks } from './run-links.tsx';
import { RunPersonRow } from './run-person-row.tsx';

const rowPx = 53;

/** One run: what it was, how it ended, and everybody it touched. */
export function RunView({ ui, run }: { readonly ui: UiModel; readonly run: Run }) {
  const { history } = ui;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [run.id]);
  const blocks = run.guards?.filter((guard) => guard.effect === 'blocks') ?? [];
  return (
    <>
      <header class="view-head">
        <div class="view-title">
          <Button look="quiet" icon="back" class="back" onClick={history.close}>
            {text('history.back')}
          </Button>
          <div class="run-title">
            <h1 ref={title} tabIndex={-1}>
              {runName(run)}
            </h1>
            <StateChip run={run} />
          </div>
          <p role="status">{resultOf(run)}</p>
          <p class="muted">{runFacts(run)}</p>
          <RunLinks ui={ui} run={run} />
        </div>
        {canRevert(run) && <RevertButton ui={ui} run={run} />}
      </header>
      <KindCounts run={run} />
      <ComeBack ui={ui} run={run} />
      {run.cause !== undefined && <ErrorNotice error={run.cause} />}
      {run.state === 'blocked' && (
        <Notice tone="warn" title={text('run.blockedMore')}>
          <Findings findings={blocks} />
        </Notice>
      )}
      {run.override !== undefined && (
        <p class="facts">
          {countText('run.override', run.override.typedCount)}: {run.override.reason}
        </p>
      )}
      <RunPeople ui={ui} />
    </>
  );
}

/** What follows from a revert for the imports to come. */
function ComeBack({ ui, run }: { readonly ui: UiModel; readonly run: Run }) {
  if (natureOf(run) !== 'revert' || run.state === 'running' || run.counts.confirmed === 0) return null;
  return (
    <p class="facts">
      {text('revert.comeBack')} {/* The plan that is shown there is older than the revert. */}
      <button type="button" class="link-button" onClick={() => void ui.showFreshPreview()}>
        {text('revert.toPreview')}
      </button>
    </p>
  );
}

function resultOf(run: Run): string {
  if (run.state === 'blocked') return text('run.nothingWritten');
  return run.state === 'running' ? '' : runCountsText(run);
}

function KindCounts({ run }: { readonly run: Run }) {
  const kinds = writingKinds.filter((kind) => run.kinds[kind] > 0);
  if (kinds.length === 0) return null;
  return (
    <p class="action-kinds">
      <span class="muted">{text('run.meant')}</span>
      {kinds.map((kind) => (
        <span key={kind} class="action-kind">
          {formatNumber(run.kinds[kind])} <KindChip kind={kind} />
        </span>
      ))}
    </p>
  );
}

function RunPeople({ ui }: { readonly ui: UiModel }) {
  const { history } = ui;
  const people = history.people.value;
  const render = useMemo(() => (row: RunRow) => <RunPersonRow ui={ui} row={row} />, [ui]);
  if (people === undefined) return <Skeleton rows={6} />;
  if (people.length === 0 && history.query.value === '') {
    return <EmptyState icon="person" about="view:nobody-in-run" title={text('history.nobody')} />;
  }
  return (
    <>
      <div class="list-head">
        <SearchBox label={text('history.search')} value={history.query.value} onInput={history.setQuery} />
        <span class="list-count" aria-live="polite">
          {countText('preview.shown', people.length)}
        </span>
      </div>
      <VirtualList items={people} label={text('history.people')} keyOf={keyOf} rowPx={rowPx} render={render} />
    </>
  );
}

function keyOf(row: RunRow): string {
  return String(row.index);
}

function runFacts(run: Run): string {
  const facts: string[] = [];
  if (run.actor !== undefined) facts.push(i18n.t('run.by', { name: run.actor }));
  if (run.endedAtMs !== undefined)
    facts.push(i18n.t('run.took', { time: formatDuration(run.endedAtMs - run.startedAtMs) }));
  const again = repeatedText(run);
  if (again !== undefined) facts.push(again);
  return facts.join(' · ');
}
