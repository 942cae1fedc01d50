import { i18n } from '#i18n';
import { KindChip } from '../components/chip.tsx';
import { PersonRow } from '../components/person-row.tsx';
import { isTickable } from '../../sync/judge/protection.ts';
import { rowSummary } from '../format/lines/row-text.ts';
import { text } from '../format/text.ts';
import { isAbout } from './decisions/offers.ts';
import type { PlanRow } from './plan-row.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { ChangeDetails } from './late-details.ts';
import { paneId } from './details-pane.tsx';

interface ChangeRowProps {
  readonly ui: UiModel;
  readonly row: PlanRow;
  /** The details stand beside the list. */
  readonly wide?: boolean;
}

/** One person of the preview. */
export function ChangeRow({ ui, row, wide = false }: ChangeRowProps) {
  const { preview, selection, plan } = ui;
  const fixed = plan.header.value?.runId !== undefined || ui.activity.busy.value;
  return (
    <PersonRow
      name={row.name}
      open={preview.openRows.keys.value.has(row.key)}
      onToggle={() => preview.openRows.toggle(row.key, wide)}
      detailsId={wide ? paneId : `details-${row.key}`}
      details={wide ? null : <ChangeDetails ui={ui} row={row} />}
    >
      {isTickable(row) ? (
        <input
          type="checkbox"
          class="person-include"
          aria-label={i18n.t('preview.include', { name: row.name })}
          checked={preview.isSelected(row)}
          disabled={fixed || !preview.canSelect(row)}
          onChange={(event) => selection.chooseRows([row], event.currentTarget.checked)}
        />
      ) : (
        <span class="person-include" />
      )}
      <div class="person-who">
        <span class="person-name">
          {row.name} <Marks ui={ui} row={row} />
        </span>
        <span class="person-sub">{[row.email, row.department].filter((part) => part !== undefined).join(' · ')}</span>
      </div>
      <KindChip kind={row.kind} />
      <span class="person-summary">
        {rowSummary(row, !row.byDefault && preview.canSelect(row) && !preview.isSelected(row))}
      </span>
    </PersonRow>
  );
}

/** What is new about the row: since the preview before, or decided since this one. */
function Marks({ ui, row }: { readonly ui: UiModel; readonly row: PlanRow }) {
  const mark = ui.preview.sinceMark(row.key);
  const decided = ui.decisions.fresh.value.some((one) => isAbout(one.decision, row));
  return (
    <>
      {mark !== undefined && (
        <span class="row-mark">{text(mark === 'new' ? 'since.markNew' : 'since.markDifferent')}</span>
      )}
      {decided && <span class="row-mark decided-mark">{text('decide.mark')}</span>}
    </>
  );
}
