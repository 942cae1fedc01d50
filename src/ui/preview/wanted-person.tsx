import { batch } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { text } from '../format/text.ts';
import type { PlanRow } from './plan-row.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** Animation frames the list may take to draw the row. */
const patienceFrames = 60;

/**
 * Shows the person the page's address names (`#person=…`): filters the list to that person, opens the row and moves the
 * focus to it. If there is no preview, or the preview does not contain the person, a notice says so until the next preview.
 */
export function WantedPerson({ ui, wide }: { readonly ui: UiModel; readonly wide: boolean }) {
  const { plan, activity } = ui;
  const id = ui.wanted.value;
  const rows = plan.rows.value;
  const row = rows?.find((one) => one.employeeId === id);
  const working = activity.busy.value;
  useEffect(() => {
    if (row === undefined) return undefined;
    open(ui, row);
    return focusSoon(wide ? '.details-pane h2' : `[aria-controls="details-${CSS.escape(row.key)}"]`, () => {
      ui.wanted.value = undefined;
    });
  }, [ui, row?.key, wide]);
  if (id === undefined || row !== undefined || !plan.ready.value || working) return null;
  if (plan.header.value !== undefined && rows === undefined) return null;
  const known = plan.header.value !== undefined;
  return (
    <Notice
      tone="info"
      role="alert"
      title={text(known ? 'person.missing' : 'person.none')}
      actions={
        <Button
          look="quiet"
          onClick={() => {
            ui.wanted.value = undefined;
          }}
        >
          {text('app.dismiss')}
        </Button>
      }
    >
      <p>{i18n.t(known ? 'person.missingMore' : 'person.noneMore', { id })}</p>
    </Notice>
  );
}

function open({ preview }: UiModel, row: PlanRow): void {
  batch(() => {
    preview.showAll();
    preview.setQuery(row.name);
    if (!preview.openRows.keys.peek().has(row.key)) preview.openRows.toggle(row.key, true);
  });
}

/** Puts the focus on what will match, once it is in the page; the undo. */
function focusSoon(selector: string, done: () => void): () => void {
  let left = patienceFrames;
  let frame = 0;
  const look = () => {
    const target = document.querySelector<HTMLElement>(selector);
    left -= 1;
    if (target === null && left > 0) {
      frame = requestAnimationFrame(look);
      return;
    }
    target?.scrollIntoView({ block: 'nearest' });
    target?.focus();
    done();
  };
  frame = requestAnimationFrame(look);
  return () => cancelAnimationFrame(frame);
}
