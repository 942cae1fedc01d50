import { useEffect, useRef } from 'preact/hooks';
import type { Run } from '../../domain/run.ts';
import { StateChip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Icon } from '../components/icons.tsx';
import { errorWhat } from '../format/error-text.ts';
import { formatDay } from '../format/dates.ts';
import { guardWhat } from '../format/guard-text.ts';
import { repeatedText, runCountsText, runName } from '../format/run-summary.ts';
import { toDateInput } from '../format/dates.ts';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { RunBar } from './run-bar.tsx';
import { runFilterOf } from './run-filter-model.ts';

/** The runs, newest first, with a heading where another day begins; one list, so that assistive technology counts them all. */
export function Runs({ ui, runs }: { readonly ui: UiModel; readonly runs: readonly Run[] }) {
  const { history } = ui;
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    const last = history.lastOpened.peek();
    if (last !== undefined) list.current?.querySelector<HTMLElement>(`[data-run="${last}"]`)?.focus();
  }, [history]);
  const filter = runFilterOf(ui);
  const found = filter.found.value;
  const shown = filter.active.value ? found : runs;
  const nowMs = ui.port.now();
  const all = history.runs.value ?? [];
  return (
    <>
      {shown?.length === 0 && !filter.busy.value && runs.length > 0 && (
        <EmptyState icon="search" about="view:no-run-matches" title={text('historyFilter.none')}>
          {text('historyFilter.noneMore')}
        </EmptyState>
      )}
      <ul ref={list} class="runs" role="list" aria-label={text('history.list')}>
        {shown?.map((run, index) => (
          <RunItem
            key={run.id}
            ui={ui}
            run={run}
            day={startsDay(run, shown[index - 1]) ? formatDay(run.startedAtMs, nowMs) : undefined}
            reverted={all.find((one) => one.id === run.reverts)}
          />
        ))}
      </ul>
    </>
  );
}

function startsDay(run: Run, before: Run | undefined): boolean {
  return before === undefined || toDateInput(before.startedAtMs) !== toDateInput(run.startedAtMs);
}

interface RunItemProps {
  readonly ui: UiModel;
  readonly run: Run;
  /** The day that begins with this run. */
  readonly day: string | undefined;
  readonly reverted: Run | undefined;
}

function RunItem({ ui, run, day, reverted }: RunItemProps) {
  return (
    <li class="run-of-day">
      {day !== undefined && <h2 class="run-day">{day}</h2>}
      <div class="run">
        <div class="run-main">
          <button type="button" class="run-button" data-run={run.id} onClick={() => void ui.history.open(run.id)}>
            {runName(run)}
          </button>
          <span class="run-sub">
            {[runLine(run), repeatedText(run)].filter(Boolean).join(' · ')}
            {reverted !== undefined && ` · ${text('revert.of')} ${runName(reverted)}`}
          </span>
        </div>
        <RunBar ui={ui} run={run} />
        <StateChip run={run} />
        <Icon name="arrow" class="run-arrow" />
      </div>
    </li>
  );
}

/** The counts, or for a run that wrote nothing why. */
function runLine(run: Run): string {
  const block = run.guards?.find((guard) => guard.effect === 'blocks');
  if (run.state === 'blocked' && block !== undefined) return guardWhat(block);
  return run.cause === undefined ? runCountsText(run) : `${errorWhat(run.cause)} ${runCountsText(run)}`;
}
