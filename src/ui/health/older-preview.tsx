import { unreadableOf } from '../../domain/plan.ts';
import { isHeldLeaver } from '../../sync/judge/protection.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { text } from '../format/text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { useArrival } from '../shell/use-arrival.ts';
import { glanceOf } from './glance-model.ts';
import { areOthers, foundSince, isOutdated, type Listed, ofBothSides } from './outdated.ts';

/** Says that leavers and fields are listed from a preview that imports have gone past, with the way to a new one. */
export function OlderPreview({ ui }: { readonly ui: UiModel }) {
  const header = ui.plan.header.value;
  const rows = ui.plan.rows.value;
  const facts = glanceOf(ui).facts.value;
  const leavers = (rows ?? []).filter(isHeldLeaver).flatMap((row) => row.siUserId ?? []);
  const fields = header === undefined ? [] : ofBothSides(unreadableOf(header.basis));
  const found = foundSince(facts ?? {});
  // Where a notification leads to a list that is not there yet, this is the place.
  const isMissing = (list: keyof Listed, here: Listed[keyof Listed]) =>
    here.length === 0 && (found[list] ?? []).length > 0;
  const missing = isMissing('leavers', leavers) ? 'leavers' : isMissing('fields', fields) ? 'fields' : undefined;
  const isShown =
    header !== undefined &&
    rows !== undefined &&
    (areOthers(leavers, found.leavers) ||
      areOthers(fields, found.fields) ||
      (isOutdated(header, ui.health.last.value.successMs) && leavers.length + fields.length > 0));
  const place = useArrival<HTMLDivElement>(ui, isShown ? missing : undefined);
  if (!isShown) return null;
  return (
    <div tabIndex={-1} ref={place}>
      <Notice
        tone="info"
        role="group"
        title={text('health.olderPreview')}
        actions={
          <Button icon="refresh" disabled={ui.activity.busy.value} onClick={() => void ui.showFreshPreview()}>
            {text('preview.refresh')}
          </Button>
        }
      />
    </div>
  );
}
