import { i18n } from '#i18n';
import { Icon } from '../components/icons.tsx';
import { text } from '../format/text.ts';
import { NamedText } from './named-text.tsx';
import type { PanelView } from './panel-port.ts';
import { capitalised, wordFor } from './vocabulary.ts';

export interface ShownHead {
  readonly person: string;
  readonly own: boolean;
  readonly viewer: string;
  readonly siUrl: string;
  readonly vocabulary: Readonly<Record<string, string>>;
}

export function PanelHead({ view, head }: { readonly view: PanelView; readonly head: ShownHead }) {
  return (
    <header class="head">
      <div class="head-text">
        <h2>{capitalised(wordFor(view, head.vocabulary))}</h2>
        <p class="muted">
          {head.own ? (
            text('panel.introOwn')
          ) : (
            <NamedText name={head.person} make={(name) => i18n.t('panel.intro', { name })} />
          )}
        </p>
      </div>
      <OutLink url={head.siUrl} label={text('panel.open')} />
    </header>
  );
}

export function PanelFoot({ head }: { readonly head: ShownHead }) {
  return (
    <footer class="foot muted">
      <NamedText name={head.viewer} make={(name) => i18n.t('panel.signedIn', { name })} />
    </footer>
  );
}

/** A link that leaves for a tab of its own. */
export function OutLink({
  url,
  label,
  name,
}: {
  readonly url: string;
  readonly label: string;
  readonly name?: string;
}) {
  return (
    <a class="out-link" href={url} target="_blank" rel="noopener noreferrer" aria-label={name}>
      <span>{label}</span>
      <Icon name="open" />
    </a>
  );
}
