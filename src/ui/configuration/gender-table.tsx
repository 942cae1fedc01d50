import { i18n } from '#i18n';
import { Button, IconButton } from '../components/button.tsx';
import { SelectField } from '../components/select-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { text } from '../format/text.ts';
import type { Draft, GenderWord } from './config-draft.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Which of BambooHR's words becomes which gender in Small Improvements. */
export function GenderTable({ ui, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const { config } = ui;
  const rows = draft.genderRows;
  const genders: readonly { readonly value: GenderWord; readonly label: string }[] = [
    { value: 'male', label: text('gender.male') },
    { value: 'female', label: text('gender.female') },
    { value: 'unspecified', label: text('gender.unspecified') },
  ];
  const change = (index: number, part: Partial<Draft['genderRows'][number]>) =>
    config.set(
      'genderRows',
      rows.map((row, at) => (at === index ? { ...row, ...part } : row)),
    );
  return (
    <fieldset disabled={config.isLocked('genderTable')}>
      <legend>{text('config.more.genderTitle')}</legend>
      <p class="field-help">{text('config.more.genderHelp')}</p>
      {rows.map((row, index) => (
        // Words are edited in place, so the position is the row's only lasting name.
        <div key={index} class="gender-row">
          <TextField
            label={text('config.more.genderWord')}
            value={row.word}
            onInput={(word) => change(index, { word })}
          />
          <SelectField
            label={text('config.more.genderIs')}
            value={row.gender}
            options={genders}
            onChange={(gender) => change(index, { gender })}
          />
          <IconButton
            icon="close"
            name={i18n.t('config.more.genderRemove', { word: row.word })}
            onClick={() =>
              config.set(
                'genderRows',
                rows.filter((_row, at) => at !== index),
              )
            }
          />
        </div>
      ))}
      <Button icon="add" onClick={() => config.set('genderRows', [...rows, { word: '', gender: 'unspecified' }])}>
        {text('config.more.genderAdd')}
      </Button>
    </fieldset>
  );
}
