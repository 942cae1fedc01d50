import { useEffect, useState } from 'preact/hooks';
import type { GuideTopic } from '../guide/targets.ts';
import { type PlainKey, text } from '../format/text.ts';

let hrefOf: ((topic: GuideTopic) => string) | undefined;

/**
 * The way to the paragraph of the packed user guide that speaks of this. The table is fetched when it is first needed;
 * without it, as after an update of the extension, there is no link.
 */
export function ReadMore({ about, label = 'app.readMore' }: { readonly about: GuideTopic; readonly label?: PlainKey }) {
  const [, ready] = useState(hrefOf !== undefined);
  useEffect(() => {
    // It may have come for somebody else since this was drawn without it.
    if (hrefOf !== undefined) {
      ready(true);
      return;
    }
    void import('../guide/targets.ts').then(
      (table) => {
        hrefOf = table.guideHref;
        ready(true);
      },
      () => undefined,
    );
  }, []);
  return hrefOf === undefined ? null : (
    <a class="read-more" href={hrefOf(about)} target="_blank" rel="noopener">
      {text(label)}
    </a>
  );
}
