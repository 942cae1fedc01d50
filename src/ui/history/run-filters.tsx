import { Button } from '../components/button.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { SelectField } from '../components/select-field.tsx';
import { purposeText } from '../format/run-summary.ts';
import { runStateText } from '../format/run-text.ts';
import { countText, text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { runPurposes, runStates } from './run-filter.ts';
import { runFilterOf } from './run-filter-model.ts';

/** Which runs are listed: by what started them, how they ended, whom they touched, and whether they changed anything. */
export function RunFilters({ ui }: { readonly ui: UiModel }) {
  const model = runFilterOf(ui);
  const { purpose, state, changed, person } = model.filter.value;
  const found = model.found.value;
  return (
    <div class="run-filters" role="group" aria-label={text('historyFilter.title')}>
      <SelectField
        label={text('historyFilter.purpose')}
        quiet
        value={purpose}
        options={[
          { value: 'all' as const, label: text('historyFilter.anyPurpose') },
          ...runPurposes.map((value) => ({ value, label: purposeText(value) })),
        ]}
        onChange={(value) => model.change({ purpose: value })}
      />
      <SelectField
        label={text('historyFilter.state')}
        quiet
        value={state}
        options={[
          { value: 'all' as const, label: text('historyFilter.anyState') },
          ...runStates.map((value) => ({ value, label: runStateText(value) })),
        ]}
        onChange={(value) => model.change({ state: value })}
      />
      <SearchBox
        label={text('historyFilter.person')}
        hint={text('historyFilter.personHint')}
        value={person}
        onInput={(value) => model.change({ person: value })}
      />
      <label class="run-changed">
        <input
          type="checkbox"
          checked={changed}
          onChange={(event) => model.change({ changed: event.currentTarget.checked })}
        />
        {text('historyFilter.changed')}
      </label>
      <p class="run-found" aria-live="polite">
        {found !== undefined && countText('historyFilter.found', found.length)}
      </p>
      {model.active.value && (
        <Button look="quiet" onClick={model.clear}>
          {text('historyFilter.clear')}
        </Button>
      )}
    </div>
  );
}
