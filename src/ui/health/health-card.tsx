import type { ComponentChildren } from 'preact';
import { Icon } from '../components/icons.tsx';
import type { HealthFact } from '../format/health-text.ts';
import { type PlainKey, text } from '../format/text.ts';

interface CardProps {
  readonly label: PlainKey;
  readonly fact: HealthFact;
  readonly children?: ComponentChildren;
}

/** One fact with its name. */
export function Card({ label, fact, children }: CardProps) {
  return (
    <div class={`health-card tone-${fact.tone}`}>
      <dt>{text(label)}</dt>
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
