import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { RevertRow } from '../../../domain/revert.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { formatDateTime } from '../../format/dates.ts';
import { peopleCount, runName } from '../../format/run-summary.ts';
import { countText, text } from '../../format/text.ts';
import { type RevertTarget, revertOf } from './revert-model.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { RevertRowView } from './revert-row.tsx';

const rowPx = 53;
export const automaticId = 'revert-automatic';

/** What taking a run back would write, person by person, before anything is written. */
export function RevertView({ ui, target }: { readonly ui: UiModel; readonly target: RevertTarget }) {
  const revert = revertOf(ui);
  const { run } = target;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), [run.id]);
  const plan = revert.plan.value;
  const error = revert.error.value;
  const working = ui.activity.busy.value;
  return (
    <>
      <header class="view-head">
        <div class="view-title">
          <Button look="quiet" icon="back" class="back" onClick={revert.close}>
            {text('revert.back')}
          </Button>
          <h1 ref={title} tabIndex={-1}>
            {i18n.t('revert.title', { run: runName(run) })}
          </h1>
          <p class="muted">
            {plan === undefined ? text('revert.intro') : i18n.t('revert.asOf', { time: formatDateTime(plan.atMs) })}
          </p>
        </div>
        <Button icon="refresh" disabled={working} onClick={() => void revert.open(target)}>
          {text('revert.again')}
        </Button>
      </header>
      {error !== undefined && <ErrorNotice error={error} />}
      <AutomaticNotice ui={ui} />
      {plan === undefined ? error === undefined && <Skeleton rows={6} /> : <Rows ui={ui} target={target} />}
    </>
  );
}

/** While automatic imports are on nothing is reverted: they would undo it. */
function AutomaticNotice({ ui }: { readonly ui: UiModel }) {
  if (!isAutomatic(ui)) return null;
  return (
    <div id={automaticId}>
      <Notice
        tone="warn"
        role="alert"
        title={text('revert.automaticTitle')}
        actions={<Button onClick={() => ui.show('configuration')}>{text('revert.automaticGo')}</Button>}
      >
        <p>{text('revert.automaticMore')}</p>
      </Notice>
    </div>
  );
}

export function isAutomatic(ui: UiModel): boolean {
  return ui.status.status.value?.settings.automaticImports === true;
}

function Rows({ ui, target }: { readonly ui: UiModel; readonly target: RevertTarget }) {
  const revert = revertOf(ui);
  const rows = revert.rows.value;
  const all = revert.plan.value?.rows.length ?? 0;
  const unwritten = target.keys === undefined ? peopleCount(target.run.counts) - all : 0;
  const render = useMemo(() => (row: RevertRow) => <RevertRowView ui={ui} row={row} />, [ui]);
  const note = unwritten > 0 && <p class="facts">{countText('revert.unwritten', unwritten)}</p>;
  if (all === 0) {
    return (
      <>
        <EmptyState icon="check" about="view:nothing-to-revert" title={text('revert.nothing')}>
          {text('revert.nothingMore')}
        </EmptyState>
        {note}
      </>
    );
  }
  return (
    <>
      {note}
      <div class="list-head">
        <SearchBox label={text('revert.search')} value={revert.query.value} onInput={revert.setQuery} />
        <span class="list-count" aria-live="polite">
          {countText('preview.shown', rows.length)}
        </span>
      </div>
      <VirtualList items={rows} label={text('revert.list')} keyOf={keyOf} rowPx={rowPx} render={render} />
    </>
  );
}

function keyOf(row: RevertRow): string {
  return row.changeKey;
}
