import { i18n } from '#i18n';
import { text } from '../format/text.ts';
import { Message } from './message.tsx';
import { NamedText } from './named-text.tsx';
import type { ShownHead } from './panel-head.tsx';
import type { PanelView } from './panel-port.ts';
import { wordFor } from './vocabulary.ts';

/** An empty list is no proof that there is nothing: SI may show others more (SI reference §6.1). */
export function EmptyPanel({ view, head }: { readonly view: PanelView; readonly head: ShownHead }) {
  const word = wordFor(view, head.vocabulary);
  return (
    <Message icon="lines" title={text('panel.empty.title')}>
      {view === 'reviews' && head.own && i18n.t('panel.empty.reviewsOwn', { reviews: word })}
      {view === 'objectives' && head.own && i18n.t('panel.empty.objectivesOwn', { objectives: word })}
      {!head.own && (
        <NamedText
          name={head.person}
          make={(name) =>
            view === 'reviews'
              ? i18n.t('panel.empty.reviews', { reviews: word, name })
              : i18n.t('panel.empty.objectives', { objectives: word, name })
          }
        />
      )}
    </Message>
  );
}
