import { useMemo } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { SelectField } from '../components/select-field.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useWide } from '../shell/use-wide.ts';
import { VirtualList } from '../components/virtual-list.tsx';
import { countText, type PlainKey, text } from '../format/text.ts';
import { type SortOrder, sortOrders } from './preview-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { ChangeRow } from './change-row.tsx';
import { DetailsPane } from './details-pane.tsx';
import { GuardNotices } from './guard-notices.tsx';
import { ImportBar } from './import/import-bar.tsx';
import { IncludeAll } from './include-all.tsx';
import { KindBar } from './kind-bar.tsx';
import { PreviewDialogs, PreviewNotes, WantedPerson } from './late-details.ts';
import { PreviewHeader } from './preview-header.tsx';
import { PreviewTools } from './preview-tools.tsx';
import { RowIssues } from './row-issues.tsx';

const rowPx = 53;

const sortTexts: Readonly<Record<SortOrder, PlainKey>> = {
  kind: 'preview.sortKind',
  name: 'preview.sortName',
  department: 'preview.sortDepartment',
};

/** What an import would do, to whom, and why. */
export function PreviewView({ ui }: { readonly ui: UiModel }) {
  const { plan, preview, selection } = ui;
  const header = plan.header.value;
  const wide = useWide();
  return (
    <>
      <div class="split">
        <div class="scroller" data-scroller>
          <PreviewHeader ui={ui} />
          <PreviewNotes ui={ui} />
          <PreviewErrors ui={ui} />
          {ui.wanted.value !== undefined && <WantedPerson ui={ui} wide={wide} />}
          {header !== undefined && (
            <>
              <GuardNotices ui={ui} />
              <KindBar counts={header.counts} current={preview.filter.value} onToggle={preview.toggleFilter} />
              {selection.error.value !== undefined && (
                <ErrorNotice error={selection.error.value} title={text('preview.choiceFailed')} />
              )}
              <RowIssues issues={header.issues} />
              <PreviewTools ui={ui} header={header} />
            </>
          )}
          <People ui={ui} wide={wide} />
        </div>
        {wide && header !== undefined && <DetailsPane ui={ui} />}
      </div>
      <ImportBar ui={ui} />
      <PreviewDialogs ui={ui} />
    </>
  );
}

function PreviewErrors({ ui }: { readonly ui: UiModel }) {
  const { plan, preview, imports } = ui;
  const failed = plan.previewError.value;
  const reading = plan.error.value;
  const refresh = preview.refreshError.value;
  const cancel = imports.cancelError.value;
  const working = ui.activity.busy.value;
  return (
    <>
      {reading !== undefined && <ErrorNotice error={reading} />}
      {refresh !== undefined && <ErrorNotice error={refresh} />}
      {cancel !== undefined && <ErrorNotice error={cancel} />}
      {failed !== undefined && !working && (
        <ErrorNotice error={failed.error} title={text('preview.failed')}>
          {plan.header.value !== undefined && <p class="facts">{text('preview.older')}</p>}
        </ErrorNotice>
      )}
    </>
  );
}

function People({ ui, wide }: { readonly ui: UiModel; readonly wide: boolean }) {
  const { plan, preview } = ui;
  const header = plan.header.value;
  const shown = preview.shown.value;
  const working = ui.activity.busy.value;
  if (!plan.ready.value || (header === undefined && working)) return <Skeleton rows={7} />;
  if (header === undefined) return <NoPreview ui={ui} />;
  const { create, update, deactivate, reactivate, conflict } = header.counts;
  const open = create + update + deactivate + reactivate + conflict + header.heldBack + header.issues.length;
  const isBlocked = header.guards.some(({ effect }) => effect === 'blocks');
  const inStep = open === 0 && !isBlocked && shown?.length === header.rows;
  return (
    <>
      {inStep && (
        <EmptyState icon="check" about="view:in-step" title={text('preview.empty')}>
          {text('preview.emptyMore')}
        </EmptyState>
      )}
      <div class="list-head">
        <IncludeAll ui={ui} />
        <SelectField
          label={text('preview.sort')}
          value={preview.sort.value}
          quiet
          options={sortOrders.map((order) => ({ value: order, label: text(sortTexts[order]) }))}
          onChange={preview.setSort}
        />
        <SearchBox label={text('preview.search')} value={preview.query.value} onInput={preview.setQuery} />
        {shown !== undefined && (
          <span class="list-count" aria-live="polite">
            {countText('preview.shown', shown.length)}
          </span>
        )}
      </div>
      {shown === undefined ? <Skeleton rows={Math.min(7, header.rows)} /> : <Rows ui={ui} wide={wide} />}
    </>
  );
}

function Rows({ ui, wide }: { readonly ui: UiModel; readonly wide: boolean }) {
  const shown = ui.preview.shown.value ?? [];
  const render = useMemo(
    () => (row: (typeof shown)[number]) => <ChangeRow ui={ui} row={row} wide={wide} />,
    [ui, wide],
  );
  if (shown.length === 0) {
    return (
      <EmptyState
        icon="search"
        about="view:nobody-matches"
        title={text('preview.noMatch')}
        action={<Button onClick={ui.preview.showAll}>{text('preview.showAll')}</Button>}
      >
        {text('preview.noMatchMore')}
      </EmptyState>
    );
  }
  return <VirtualList items={shown} label={text('preview.list')} keyOf={keyOf} rowPx={rowPx} render={render} />;
}

function keyOf(row: { readonly key: string }): string {
  return row.key;
}

function NoPreview({ ui }: { readonly ui: UiModel }) {
  const secrets = ui.status.status.value?.secrets;
  const connected = secrets?.bambooKey === true && secrets.siToken;
  return (
    <EmptyState
      icon="lines"
      about="view:no-preview"
      title={text('preview.none')}
      action={
        connected ? undefined : (
          <Button look="primary" onClick={() => ui.show('configuration')}>
            {text('welcome.sync')}
          </Button>
        )
      }
    >
      {text('preview.noneMore')}
    </EmptyState>
  );
}
