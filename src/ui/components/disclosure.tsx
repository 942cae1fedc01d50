import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from './icons.tsx';

/** Something that can be opened; the browser's own details element. With `late` the content is made at the first opening. */
export function Disclosure({
  summary,
  children,
  class: extra,
  late = false,
}: {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly late?: boolean;
}) {
  const [opened, setOpened] = useState(!late);
  return (
    <details onToggle={() => setOpened(true)} class={`disclosure${extra === undefined ? '' : ` ${extra}`}`}>
      <summary>
        <Icon name="down" />
        {summary}
      </summary>
      <div class="disclosure-body">{opened && children}</div>
    </details>
  );
}
