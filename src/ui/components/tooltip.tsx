import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

const gapPx = 4;
const marginPx = 8;

/**
 * A word with an explanation on hover and on focus. The tip lies in the top layer, so no scrolling ancestor cuts it;
 * the pointer may move onto it, Escape puts it away.
 */
export function Tooltip({
  children,
  tip,
  class: extra,
}: {
  readonly children: ComponentChildren;
  readonly tip: string;
  readonly class?: string;
}) {
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);

  const show = () => {
    const tipElement = bubble.current;
    if (tipElement === null || trigger.current === null) return;
    tipElement.hidden = false;
    // Not every DOM knows popovers; the tip is then shown where it stands.
    tipElement.showPopover?.();
    place(tipElement, trigger.current.getBoundingClientRect());
  };
  const hide = () => {
    const tipElement = bubble.current;
    if (tipElement === null || tipElement.hidden) return;
    tipElement.hidePopover?.();
    tipElement.hidden = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && bubble.current?.hidden === false) {
      event.stopPropagation();
      hide();
    }
  };

  return (
    <span class="tooltip-host" onMouseEnter={show} onMouseLeave={hide}>
      <button
        ref={trigger}
        type="button"
        class={`tip-trigger${extra === undefined ? '' : ` ${extra}`}`}
        aria-describedby={id}
        onFocus={show}
        onBlur={hide}
        onClick={show}
        onKeyDown={onKeyDown}
      >
        {children}
      </button>
      <span ref={bubble} id={id} role="tooltip" class="tooltip" popover="manual" hidden>
        {tip}
      </span>
    </span>
  );
}

function place(tip: HTMLElement, anchor: DOMRect): void {
  const { width, height } = tip.getBoundingClientRect();
  const below = anchor.bottom + gapPx;
  const top = below + height > innerHeight - marginPx ? anchor.top - gapPx - height : below;
  const left = Math.min(Math.max(marginPx, anchor.left), Math.max(marginPx, innerWidth - marginPx - width));
  tip.style.top = `${top}px`;
  tip.style.left = `${left}px`;
}
