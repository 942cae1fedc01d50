import type { ComponentChildren } from 'preact';
import type { ErrorData } from '../../shared/app-error.ts';
import { text } from '../format/text.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './notice.tsx';

interface QuestionDialogProps {
  readonly title: string;
  /** What the button that goes on says. */
  readonly go: string;
  readonly look?: 'primary' | 'danger';
  readonly disabled: boolean;
  readonly onGo: () => void;
  readonly onClose: () => void;
  readonly error?: ErrorData | undefined;
  /** What happens to the work when the page closes, or the like. */
  readonly hint?: string;
  readonly children: ComponentChildren;
}

/** One question, answered by going on or by leaving. */
export function QuestionDialog(props: QuestionDialogProps) {
  const { title, go, look = 'primary', disabled, onGo, onClose, error, hint, children } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{text('app.cancel')}</Button>
          <Button look={look} disabled={disabled} onClick={onGo}>
            {go}
          </Button>
        </>
      }
    >
      {children}
      {error !== undefined && <ErrorNotice error={error} />}
      {hint !== undefined && <p class="facts">{hint}</p>}
    </Dialog>
  );
}
