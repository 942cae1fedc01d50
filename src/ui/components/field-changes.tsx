import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { FieldChange } from '../../domain/change.ts';
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

/**
 * Field rows before → after: sign, colour and word say the same thing three times, the tip says why. `back`: the values
 * are those a revert puts back. Children are rows that come first.
 */
export function FieldChanges({
  fields,
  label,
  back = false,
  children,
}: {
  readonly fields: readonly FieldChange[];
  readonly label: string;
  readonly back?: boolean;
  readonly children?: ComponentChildren;
}) {
  return (
    <ul class="field-changes" aria-label={label}>
      {children}
      {fields.map((field) => (
        <FieldRow key={field.field} change={field} back={back} />
      ))}
    </ul>
  );
}

function FieldRow({ change, back }: { readonly change: FieldChange; readonly back: boolean }) {
  const sign = changeSign(change);
  const { icon, tip } = signs[sign];
  const isKept = back && sign === 'heldBack';
  const own = isKept ? text('revert.fieldKept') : undefined;
  const note = change.note === undefined ? own : noteText(change.note);
  const meaning = back && change.state === 'change' ? text('revert.valueTip') : text(tip);
  return (
    <li class={`field-change sign-${sign}`}>
      <span class="field-name">
        <Icon name={icon} class="sign" />
        {fieldLabel(change.field)}
      </span>
      <span class="field-values">
        {isKept ? (
          <span class="value-plain">{valueText(change.field, change.before)}</span>
        ) : (
          <Values change={change} sign={sign} />
        )}
        {note !== undefined && <span class="field-reason">{note}</span>}
      </span>
      <Tooltip tip={note === undefined ? meaning : `${meaning} ${note}`}>{signWord(change)}</Tooltip>
    </li>
  );
}

/** The account itself, locked or unlocked again. */
export function AccountChange({ to }: { readonly to: 'deactivate' | 'reactivate' }) {
  const locks = to === 'deactivate';
  const words = [text('revert.accountActive'), text('revert.accountInactive')];
  const [before, after] = locks ? words : words.toReversed();
  return (
    <li class={`field-change sign-${locks ? 'removed' : 'added'}`}>
      <span class="field-name">
        <Icon name={locks ? 'remove' : 'add'} class="sign" />
        {text('revert.account')}
      </span>
      <span class="field-values">
        <del class="value-before">
          <Hidden>{text('change.before')} </Hidden>
          {before}
        </del>
        <Icon name="arrow" class="value-arrow" />
        <ins class="value-after">
          <Hidden>{text('change.after')} </Hidden>
          {after}
        </ins>
      </span>
      <span class="facts">{text(locks ? 'revert.locked' : 'revert.unlocked')}</span>
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
