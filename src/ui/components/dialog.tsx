import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly actions: ComponentChildren;
  readonly onClose: () => void;
}

const focusable = 'button:not([disabled]), input:not([disabled]), select, textarea, a[href], summary, [tabindex="0"]';

/** A modal dialog: the page behind is inert, Escape closes, the focus stays inside and returns to where it was. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const opener = document.activeElement;
    const dialog = ref.current;
    dialog?.showModal();
    // A field to fill in, else the way out: never the button that writes.
    const first = ref.current?.querySelector<HTMLElement>('.dialog-body input, .dialog-actions button');
    first?.focus();
    return () => {
      // While it is open the page behind is inert, and nothing there takes the focus.
      dialog?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
    if (event.key === 'Tab') keepInside(event, ref.current);
  };

  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      <div class="dialog-body" tabIndex={0} role="group" aria-labelledby={titleId}>
        {children}
      </div>
      <div class="dialog-actions">{actions}</div>
    </dialog>
  );
}

function keepInside(event: KeyboardEvent, dialog: HTMLDialogElement | null): void {
  const stops = [...(dialog?.querySelectorAll<HTMLElement>(focusable) ?? [])];
  const first = stops[0];
  const last = stops.at(-1);
  const from = event.shiftKey ? first : last;
  if (document.activeElement !== from) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
