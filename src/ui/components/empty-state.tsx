import type { ComponentChildren } from 'preact';
import type { GuideTopic } from '../guide/targets.ts';
import { Icon, type IconName } from './icons.tsx';
import { ReadMore } from './read-more.tsx';

export function EmptyState({
  icon,
  title,
  about,
  children,
  action,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly about: GuideTopic;
  readonly children?: ComponentChildren;
  readonly action?: ComponentChildren;
}) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      <p>
        {children} <ReadMore about={about} />
      </p>
      {action}
    </div>
  );
}
