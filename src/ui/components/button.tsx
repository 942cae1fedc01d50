import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icons.tsx';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick: (event: MouseEvent) => void;
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  /** What it is called where its text alone does not tell it from others like it. */
  readonly name?: string | undefined;
  readonly class?: string;
}

export function Button({
  children,
  onClick,
  look = 'plain',
  icon,
  disabled = false,
  describedBy,
  name,
  class: extra,
}: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${look}${extra === undefined ? '' : ` ${extra}`}`}
      disabled={disabled}
      aria-label={name}
      aria-describedby={describedBy}
      onClick={onClick}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

/** A square button whose name is only heard; the icon must be plain enough. */
export function IconButton({
  icon,
  name,
  onClick,
  expanded,
  controls,
  disabled = false,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly onClick: (event: MouseEvent) => void;
  readonly expanded?: boolean;
  readonly controls?: string;
  readonly disabled?: boolean;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={name}
      disabled={disabled}
      aria-expanded={expanded}
      aria-controls={expanded === true ? controls : undefined}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
