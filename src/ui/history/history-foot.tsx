import { Button } from '../components/button.tsx';
import { natureOf } from '../format/run-summary.ts';
import { countText, text } from '../format/text.ts';
import { revertOf } from './revert/revert-model.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { automaticId, isAutomatic } from './revert/revert-view.tsx';
import { WorkBar } from '../shell/work-bar.tsx';

/** The foot of the history: what the worker is at, or what a previewed revert waits for. */
export function HistoryFoot({ ui, reverting }: { readonly ui: UiModel; readonly reverting: boolean }) {
  const work = ui.activity.work.value;
  if (work === undefined) return reverting ? <RevertBar ui={ui} /> : null;
  if (reverting && work.kind === 'revert' && work.runId === undefined) {
    return <WorkBar ui={ui} work={work} cancel="revert.stop" onCancel={revertOf(ui).close} />;
  }
  const run = ui.history.runs.value?.find((one) => one.id === work.runId);
  const mails = run !== undefined && natureOf(run) === 'mails';
  return <WorkBar ui={ui} work={work} cancel={mails ? 'mails.cancel' : undefined} />;
}

function RevertBar({ ui }: { readonly ui: UiModel }) {
  const revert = revertOf(ui);
  const { going, kept } = revert.counts.value;
  if (revert.plan.value === undefined) return null;
  const refused = isAutomatic(ui);
  const off = going === 0 || refused || revert.begun.value;
  return (
    <footer class="action-bar">
      <div class="action-text">
        <strong>{going > 0 ? countText('revert.going', going) : text('revert.nothing')}</strong>
        {kept > 0 && <span>{countText('revert.kept', kept)}</span>}
      </div>
      <Button
        look="primary"
        disabled={off}
        describedBy={refused ? automaticId : undefined}
        onClick={() => revert.confirm(true)}
      >
        {text('revert.open')}
      </Button>
    </footer>
  );
}
