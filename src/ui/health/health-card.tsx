import type { ComponentChildren, RefObject } from 'preact';
import { Icon } from '../components/icons.tsx';
import type { HealthFact } from '../format/health-text.ts';
import { type PlainKey, text } from '../format/text.ts';

interface CardProps {
  readonly label: PlainKey;
  readonly fact: HealthFact;
  /** Of the name: an address may lead to it. */
  readonly heading?: RefObject<HTMLElement | null>;
  readonly children?: ComponentChildren;
}

/** One fact with its name. */
export function Card({ label, fact, heading, children }: CardProps) {
  return (
    <div class={`health-card tone-${fact.tone}`}>
      <dt {...(heading && { tabIndex: -1, ref: heading })}>{text(label)}</dt>
      <dd>
        <span class="health-main">
          {fact.tone === 'good' && <Icon name="check" />}
          {(fact.tone === 'warn' || fact.tone === 'bad') && <Icon name="alert" />}
          {fact.main}
        </span>
        {fact.more !== undefined && <span class="health-more">{fact.more}</span>}
        {children}
      </dd>
    </div>
  );
}
