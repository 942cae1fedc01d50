import { KindChip } from '../components/chip.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { fieldLabel } from '../format/field-text.ts';
import { isTickable } from '../../sync/judge/protection.ts';
import { countText, listText, text } from '../format/text.ts';
import type { PlanRow } from '../preview/plan-row.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { ChangeDetails } from '../preview/change-details.tsx';

const answerLimit = 5;

/** The most frequent question to support, answered from the current plan. */
export function PersonSearch({ ui }: { readonly ui: UiModel }) {
  const { health, plan } = ui;
  const answers = health.answers.value;
  const noPlan = plan.ready.value && plan.header.value === undefined;
  return (
    <section class="card why">
      <SearchBox label={text('health.why')} value={health.query.value} labelled onInput={health.setQuery} />
      <div aria-live="polite">
        {answers === undefined && <p class="field-help">{text('health.whyHelp')}</p>}
        {answers !== undefined && noPlan && <p>{text('health.whyNoPlan')}</p>}
        {answers !== undefined && !noPlan && answers.length === 0 && (
          <p>
            <strong>{text('health.whyNobody')}.</strong> {text('health.whyNobodyMore')}
          </p>
        )}
        {answers !== undefined && answers.length > 0 && (
          <ul class="answers">
            {answers.slice(0, answerLimit).map((row) => (
              <Answer key={row.key} ui={ui} row={row} />
            ))}
          </ul>
        )}
        {answers !== undefined && answers.length > answerLimit && (
          <p class="facts">{countText('health.whyMore', answers.length - answerLimit)}</p>
        )}
      </div>
    </section>
  );
}

function Answer({ ui, row }: { readonly ui: UiModel; readonly row: PlanRow }) {
  const automatic = ui.status.status.value?.settings.automaticImports === true;
  const used = ui.plan.header.value?.runId !== undefined;
  return (
    <li class="answer">
      <p class="answer-head">
        <strong>{row.name}</strong>
        <KindChip kind={row.kind} />
        <span class="muted">
          {row.changed.length > 0 && row.kind !== 'create' && listText(row.changed.map(fieldLabel))}
        </span>
      </p>
      {isTickable(row) && !used && (
        <p>
          {text(ui.preview.isSelected(row) ? 'health.whySelected' : 'health.whyNotSelected')}
          {!automatic && ` ${text('health.whyAutoOff')}`}
        </p>
      )}
      <ChangeDetails ui={ui} row={row} />
    </li>
  );
}
