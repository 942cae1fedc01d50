import { useId } from 'preact/hooks';
import { Icon } from './icons.tsx';

/** A search box whose name is seen as its placeholder until something is typed, or as a label above. */
export function SearchBox({
  label,
  value,
  onInput,
  labelled = false,
  hint = label,
}: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly labelled?: boolean;
  /** What is seen in the empty box, where its name is too long for it. */
  readonly hint?: string;
}) {
  const id = useId();
  return (
    <div class="search">
      <label for={id} class={labelled ? undefined : 'visually-hidden'}>
        {label}
      </label>
      <div class="search-box">
        <Icon name="search" />
        <input
          id={id}
          type="search"
          value={value}
          placeholder={labelled ? undefined : hint}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
