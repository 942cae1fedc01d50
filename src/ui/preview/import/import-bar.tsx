import { useId } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { KindChip } from '../../components/chip.tsx';
import { countText, type PlainKey, text } from '../../format/text.ts';
import { writingKinds } from '../../../domain/change.ts';
import type { ImportObstacle } from './import-model.ts';
import type { UiModel } from '../../shell/ui-model.ts';
import { WorkBar } from '../../shell/work-bar.tsx';

const obstacles: Readonly<Record<ImportObstacle, PlainKey>> = {
  loading: 'import.off.loading',
  busy: 'import.off.busy',
  used: 'import.off.used',
  stale: 'import.off.stale',
  choosing: 'import.off.choosing',
  decided: 'import.off.decided',
  blocked: 'import.off.blocked',
  nothing: 'import.off.nothing',
};

/** The foot of the preview: what is selected and "Import…", or the progress of what runs. */
export function ImportBar({ ui }: { readonly ui: UiModel }) {
  const { activity, plan } = ui;
  const work = activity.work.value;
  if (work !== undefined) return <WorkBar ui={ui} work={work} />;
  return plan.header.value === undefined ? null : <Ready ui={ui} />;
}

function Ready({ ui }: { readonly ui: UiModel }) {
  const id = useId();
  const { imports, preview, decisions } = ui;
  const obstacle = imports.obstacle.value;
  const counts = preview.selectedCounts.value;
  const total = preview.selectedRows.value.length;
  const waiting = decisions.waiting.value;
  return (
    <footer class="action-bar">
      <div class="action-text">
        <strong>
          {obstacle === 'decided' ? countText('decide.waiting', waiting) : countText('import.selected', total)}
        </strong>
        {obstacle === undefined ? (
          <span class="action-kinds">
            {writingKinds
              .filter((kind) => counts[kind] > 0)
              .map((kind) => (
                <span key={kind} class="action-kind">
                  {counts[kind]} <KindChip kind={kind} />
                </span>
              ))}
          </span>
        ) : (
          <span id={id}>{text(obstacles[obstacle])}</span>
        )}
        {waiting > 0 && obstacle !== 'decided' && <span>{countText('decide.waiting', waiting)}</span>}
      </div>
      {waiting > 0 && (
        <Button
          look={obstacle === 'decided' ? 'primary' : 'plain'}
          icon="refresh"
          onClick={() => void ui.refreshPreview()}
        >
          {text('decide.apply')}
        </Button>
      )}
      <Button
        look={obstacle === 'decided' ? 'plain' : 'primary'}
        disabled={obstacle !== undefined}
        describedBy={obstacle === undefined ? undefined : id}
        onClick={() => imports.open('import')}
      >
        {text('import.open')}
      </Button>
    </footer>
  );
}
