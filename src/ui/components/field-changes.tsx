import { i18n } from '#i18n';
import type { FieldChange } from '../../sync/plan-types.ts';
import { type ChangeSign, changeSign, fieldLabel, signWord, valueText } from '../format/field-text.ts';
import { noteText } from '../format/reason-text.ts';
import { type PlainKey, text } from '../format/text.ts';
import { Hidden, Icon, type IconName } from './icons.tsx';
import { Tooltip } from './tooltip.tsx';

const signs: Readonly<Record<ChangeSign, { readonly icon: IconName; readonly tip: PlainKey }>> = {
  added: { icon: 'add', tip: 'change.addedTip' },
  removed: { icon: 'remove', tip: 'change.removedTip' },
  changed: { icon: 'arrow', tip: 'change.changedTip' },
  heldBack: { icon: 'pause', tip: 'change.heldBackTip' },
  bookkeeping: { icon: 'link', tip: 'change.bookkeepingTip' },
  same: { icon: 'equal', tip: 'change.sameTip' },
};

/** Field rows before → after: sign, colour and word say the same thing three times, the tip says why. */
export function FieldChanges({ fields, label }: { readonly fields: readonly FieldChange[]; readonly label: string }) {
  return (
    <ul class="field-changes" aria-label={label}>
      {fields.map((field) => (
        <FieldRow key={field.field} change={field} />
      ))}
    </ul>
  );
}

function FieldRow({ change }: { readonly change: FieldChange }) {
  const sign = changeSign(change);
  const { icon, tip } = signs[sign];
  return (
    <li class={`field-change sign-${sign}`}>
      <span class="field-name">
        <Icon name={icon} class="sign" />
        {fieldLabel(change.field)}
      </span>
      <span class="field-values">
        <Values change={change} sign={sign} />
        {change.note !== undefined && <span class="field-reason">{noteText(change.note)}</span>}
      </span>
      <Tooltip tip={change.note === undefined ? text(tip) : `${text(tip)} ${noteText(change.note)}`}>
        {signWord(change)}
      </Tooltip>
    </li>
  );
}

function Values({ change, sign }: { readonly change: FieldChange; readonly sign: ChangeSign }) {
  const before = valueText(change.field, change.before);
  if (change.before === change.after) return <span class="value-plain">{before}</span>;
  return (
    <>
      {(sign !== 'added' || change.before !== null) && (
        <del class="value-before">
          <Hidden>{text('change.before')} </Hidden>
          {before}
        </del>
      )}
      {sign !== 'added' && sign !== 'removed' && <Icon name="arrow" class="value-arrow" />}
      {(sign !== 'removed' || change.after !== null) && (
        <ins class="value-after">
          <Hidden>{text('change.after')} </Hidden>
          {valueText(change.field, change.after)}
        </ins>
      )}
    </>
  );
}

/** "Show changes for {name}". */
export function showChangesLabel(name: string): string {
  return i18n.t('preview.show', { name });
}
