import { useEffect, useRef } from 'preact/hooks';
import { IconButton } from '../components/button.tsx';
import { KindChip } from '../components/chip.tsx';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { ChangeDetails } from './late-details.ts';

export const paneId = 'details-pane';

/** In a wide tab: the details of the opened row, beside the list instead of in it. */
export function DetailsPane({ ui }: { readonly ui: UiModel }) {
  const { preview, plan } = ui;
  const title = useRef<HTMLHeadingElement>(null);
  const [key] = preview.openRows.keys.value;
  const row = plan.rows.value?.find((one) => one.key === key);
  const name = row?.name;
  // The details come long after the row's button in the order of the page.
  useEffect(() => title.current?.focus(), [key, name === undefined]);
  const close = () => {
    if (key === undefined) return;
    preview.openRows.toggle(key);
    document.querySelector<HTMLElement>(`[aria-controls="${paneId}"]`)?.focus();
  };
  return (
    <aside
      id={paneId}
      class="details-pane"
      aria-label={text('preview.details')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      {row === undefined ? (
        <p class="muted">{text('preview.detailsNone')}</p>
      ) : (
        <>
          <header class="pane-head">
            <div class="person-who">
              <h2 ref={title} tabIndex={-1}>
                {row.name}
              </h2>
              <span class="facts">{[row.email, row.department].filter((part) => part !== undefined).join(' · ')}</span>
            </div>
            <KindChip kind={row.kind} />
            <IconButton icon="close" name={text('preview.detailsClose')} onClick={close} />
          </header>
          <div class="pane-body" key={row.key}>
            <ChangeDetails ui={ui} row={row} />
          </div>
        </>
      )}
    </aside>
  );
}
