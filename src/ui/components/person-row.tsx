import type { ComponentChildren } from 'preact';
import { IconButton } from './button.tsx';
import { showChangesLabel } from './field-changes.tsx';
import { openOnClick } from './open-on-click.ts';

interface PersonRowProps {
  readonly name: string;
  readonly open: boolean;
  readonly onToggle: () => void;
  /** Of the element the details stand in: below the line, or wherever else the view puts them. */
  readonly detailsId: string;
  /** Below the line while the row is open; `null` where they stand elsewhere. */
  readonly details: ComponentChildren;
  /** Of a run or a revert: nothing to tick. */
  readonly past?: boolean;
  /** The cells of the line. */
  readonly children: ComponentChildren;
}

/** One person of a list: a line, and on demand the details. */
export function PersonRow({ name, open, onToggle, detailsId, details, past = false, children }: PersonRowProps) {
  return (
    <div class={open ? 'person open' : 'person'}>
      <div class={past ? 'person-line past' : 'person-line'} onClick={openOnClick(onToggle)}>
        {children}
        <IconButton
          icon="lines"
          name={showChangesLabel(name)}
          expanded={open}
          controls={detailsId}
          onClick={onToggle}
        />
      </div>
      {open && details !== null && (
        <div class="person-details" id={detailsId}>
          {details}
        </div>
      )}
    </div>
  );
}
