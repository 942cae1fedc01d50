import type { ComponentChildren } from 'preact';
import type { ErrorData } from '../../shared/app-error.ts';
import { errorFacts, errorFix, errorWhat } from '../format/error-text.ts';
import { ReadMore } from './read-more.tsx';
import { Icon, type IconName } from './icons.tsx';

type NoticeTone = 'bad' | 'warn' | 'good' | 'info';

const icons: Readonly<Record<NoticeTone, IconName>> = { bad: 'alert', warn: 'alert', good: 'check', info: 'info' };

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly title: string;
  readonly role?: 'alert' | 'group';
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** A framed message in the flow of the page: what is the case, then what to do. */
export function Notice({ tone, title, role, children, actions }: NoticeProps) {
  return (
    <div class={`notice tone-${tone}`} role={role} aria-label={role === 'group' ? title : undefined}>
      <Icon name={icons[tone]} />
      <div class="notice-body">
        <p class="notice-title">{title}</p>
        {children}
      </div>
      {actions !== undefined && actions !== false && <div class="notice-actions">{actions}</div>}
    </div>
  );
}

/** An error in place: what happened, the remedy, the facts. */
export function ErrorNotice({
  error,
  title,
  children,
  actions,
}: {
  readonly error: ErrorData;
  readonly title?: string;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}) {
  const facts = errorFacts(error);
  return (
    <Notice tone="bad" role="alert" title={title ?? errorWhat(error)} actions={actions}>
      <p>
        {title !== undefined && `${errorWhat(error)} `}
        {errorFix(error)} <ReadMore about={`error:${error.code}`} />
      </p>
      {facts.length > 0 && <p class="facts">{facts.join(' · ')}</p>}
      {children}
    </Notice>
  );
}
