import type { ComponentChildren } from 'preact';
import { Icon } from './icons.tsx';

/** Something that can be opened; the browser's own details element, so it is found by search in the page too. */
export function Disclosure({
  summary,
  children,
  class: extra,
}: {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly class?: string;
}) {
  return (
    <details class={`disclosure${extra === undefined ? '' : ` ${extra}`}`}>
      <summary>
        <Icon name="down" />
        {summary}
      </summary>
      <div class="disclosure-body">{children}</div>
    </details>
  );
}
