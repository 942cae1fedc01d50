import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../components/icons.tsx';

/** One state of the panel in words: what is the case, what to do, one action. */
export function Message({
  icon,
  title,
  children,
  action,
  tone = 'calm',
}: {
  readonly icon: IconName;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
  readonly tone?: 'calm' | 'warn';
}) {
  return (
    <section class={`card message tone-${tone}`}>
      <span class="message-icon">
        <Icon name={icon} />
      </span>
      <div class="message-body">
        <h2>{title}</h2>
        {children !== undefined && <p>{children}</p>}
        {action}
      </div>
    </section>
  );
}
