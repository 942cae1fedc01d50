import { CheckField } from '../components/check-field.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { fieldLabel } from '../format/field-text.ts';
import { intervalText } from '../format/interval-text.ts';
import { type PlainKey, text } from '../format/text.ts';
import type { Draft } from './config-draft.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { managedFields } from '../../domain/fields.ts';
import { GenderTable } from './gender-table.tsx';

const intervals = [15, 30, 60, 180, 360, 720, 1440];

/** Choices most companies never touch. */
export function MoreOptions({ ui, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const { config } = ui;
  const locked = (name: string) => config.isLocked(name);
  return (
    <>
      <SelectField
        label={text('config.more.idKind')}
        value={draft.idKind}
        disabled={locked('idKind')}
        options={[
          { value: 'bamboo-id', label: text('config.more.idBamboo') },
          { value: 'employee-number', label: text('config.more.idNumber') },
        ]}
        onChange={(value) => config.set('idKind', value)}
      />
      <CheckField
        label={text('config.more.nickname')}
        checked={draft.usePreferredName}
        locked={locked('usePreferredName')}
        onChange={(checked) => config.set('usePreferredName', checked)}
      />
      <CheckField
        label={text('config.more.unmanaged')}
        checked={draft.deactivateUnmanaged && draft.deactivateNotImported}
        disabled={!draft.deactivateNotImported}
        locked={locked('deactivateUnmanaged')}
        help={text('config.more.unmanagedHelp')}
        onChange={(checked) => config.set('deactivateUnmanaged', checked)}
      />
      <Suspension ui={ui} draft={draft} />
      <GenderTable ui={ui} draft={draft} />
      <EmptyFields ui={ui} draft={draft} />
      <div class="field-pair">
        <NumberField ui={ui} draft={draft} name="retentionDays" label="config.more.retentionDays" />
        <NumberField ui={ui} draft={draft} name="retentionRuns" label="config.more.retentionRuns" />
      </div>
    </>
  );
}

function Suspension({ ui, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const { config } = ui;
  const dateError = config.errors.value.suspendDate;
  const choices = intervals.includes(draft.intervalMinutes) ? intervals : [...intervals, draft.intervalMinutes];
  return (
    <>
      <div class="field-pair">
        <SelectField
          label={text('config.more.interval')}
          value={String(draft.intervalMinutes)}
          disabled={config.isLocked('intervalMinutes')}
          options={choices.map((minutes) => ({ value: String(minutes), label: intervalText(minutes) }))}
          onChange={(value) => config.set('intervalMinutes', Number(value))}
        />
        <SelectField
          label={text('config.more.suspend')}
          value={draft.suspend}
          disabled={config.isLocked('suspendedUntilMs')}
          options={[
            { value: 'no', label: text('config.more.suspendNo') },
            { value: 'date', label: text('config.more.suspendUntil') },
            { value: 'open', label: text('config.more.suspendOpen') },
          ]}
          onChange={(value) => config.set('suspend', value)}
        />
      </div>
      {draft.suspend !== 'no' && (
        <div class="field-pair">
          {draft.suspend === 'date' && (
            <TextField
              label={text('config.more.suspendDate')}
              type="date"
              value={draft.suspendDate}
              help={text('config.more.suspendDateHelp')}
              error={dateError === undefined ? undefined : text(dateError)}
              onInput={(value) => config.set('suspendDate', value)}
            />
          )}
          <TextField
            label={text('config.more.suspendReason')}
            value={draft.suspendReason}
            onInput={(value) => config.set('suspendReason', value)}
          />
        </div>
      )}
    </>
  );
}

function EmptyFields({ ui, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const { config } = ui;
  const toggle = (field: (typeof managedFields)[number], checked: boolean) =>
    config.set(
      'emptyMeansEmpty',
      managedFields.filter((one) => (one === field ? checked : draft.emptyMeansEmpty.includes(one))),
    );
  return (
    <fieldset disabled={config.isLocked('emptyMeansEmpty')}>
      <legend>{text('config.more.emptyTitle')}</legend>
      <p class="field-help">{text('config.more.emptyHelp')}</p>
      <div class="check-grid">
        {managedFields.map((field) => (
          <CheckField
            key={field}
            label={fieldLabel(field)}
            checked={draft.emptyMeansEmpty.includes(field)}
            onChange={(checked) => toggle(field, checked)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function NumberField({
  ui,
  draft,
  name,
  label,
}: {
  readonly ui: UiModel;
  readonly draft: Draft;
  readonly name: 'retentionDays' | 'retentionRuns';
  readonly label: PlainKey;
}) {
  const error = ui.config.errors.value[name];
  return (
    <TextField
      label={text(label)}
      value={draft[name]}
      numeric
      error={error === undefined ? undefined : text(error)}
      locked={ui.config.isLocked(name)}
      onInput={(value) => ui.config.set(name, value)}
    />
  );
}
