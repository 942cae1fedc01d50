import { useId } from 'preact/hooks';
import { text } from '../format/text.ts';

interface CheckFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly disabled?: boolean;
  readonly locked?: boolean;
}

export function CheckField({
  label,
  checked,
  onChange,
  help,
  error,
  disabled = false,
  locked = false,
}: CheckFieldProps) {
  const id = useId();
  const more = locked ? text('config.locked') : help;
  return (
    <div class="check-field">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled || locked}
        aria-describedby={more === undefined ? undefined : `${id}-help`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        {error !== undefined && <p class="field-error">{error}</p>}
        {more !== undefined && (
          <p class="field-help" id={`${id}-help`}>
            {more}
          </p>
        )}
      </div>
    </div>
  );
}
