import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../format/text.ts';
import { Icon } from './icons.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Dots instead of letters. The input stays a text box: browsers offer to store what a password box holds. */
  readonly secret?: boolean;
  readonly numeric?: boolean;
  readonly type?: 'text' | 'date';
  readonly placeholder?: string;
  readonly help?: string | undefined;
  readonly note?: string | undefined;
  readonly error?: string | undefined;
  readonly locked?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
  readonly children?: ComponentChildren;
}

export function TextField(props: TextFieldProps) {
  const id = useId();
  const { label, value, onInput, secret = false, numeric = false, help, note, error, locked = false } = props;
  const notes = [
    error !== undefined && `${id}-error`,
    note !== undefined && `${id}-note`,
    (help !== undefined || locked) && `${id}-help`,
  ];
  const common = {
    id,
    name: props.name,
    class: secret ? 'secret' : undefined,
    value,
    placeholder: props.placeholder,
    inputMode: numeric ? ('numeric' as const) : undefined,
    autocomplete: 'off',
    autocapitalize: 'off' as const,
    spellcheck: false,
    disabled: locked || props.disabled === true,
    'aria-invalid': error !== undefined,
    'aria-describedby': notes.filter((one) => one !== false).join(' ') || undefined,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value),
  };
  return (
    <div class={`field${error === undefined ? '' : ' invalid'}`}>
      <label for={id}>{label}</label>
      {props.type === 'date' ? <input type="date" {...common} /> : <input type="text" {...common} />}
      {error !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="alert" />
          {error}
        </p>
      )}
      {note !== undefined && (
        <p class="field-note" id={`${id}-note`}>
          {note}
        </p>
      )}
      {(help !== undefined || locked) && (
        <p class="field-help" id={`${id}-help`}>
          {locked ? text('config.locked') : help}
        </p>
      )}
      {props.children}
    </div>
  );
}
