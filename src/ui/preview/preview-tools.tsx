import { i18n } from '#i18n';
import type { PlanHeader } from '../../domain/plan.ts';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icons.tsx';
import { formatDateTime } from '../format/dates.ts';
import { formatNumber } from '../format/numbers.ts';
import { countText, text } from '../format/text.ts';
import { lateView } from '../shell/late-view.tsx';
import type { UiModel } from '../shell/ui-model.ts';
import type { OnlyRows } from './preview-model.ts';

const { View: Saved } = lateView(async () => (await import('../configuration/saved.tsx')).Saved, 'none');

/** The line between bar and list: what is worth knowing about the whole preview, and what can be done with it. */
export function PreviewTools({ ui, header }: { readonly ui: UiModel; readonly header: PlanHeader }) {
  const { imports } = ui;
  const ids = imports.idsToStore.value;
  return (
    <div class="tools">
      <div class="tools-text">
        {ui.justSaved.value && <Saved ui={ui} />}
        {header.heldBack > 0 && (
          <p class="held-back">
            <Icon name="pause" />
            <span>
              <strong>{countText('preview.heldBack', header.heldBack)}.</strong> <OnlyButton ui={ui} rows="held-back" />
            </span>
          </p>
        )}
        <HeadCount ui={ui} visible={header.basis.visible} />
        {header.since !== undefined && <Since ui={ui} since={header.since} />}
      </div>
      {ids > 0 && (
        <Button look="quiet" icon="link" disabled={!imports.canStoreIds.value} onClick={() => imports.open('ids')}>
          {i18n.t('ids.open', { n: formatNumber(ids) })}
        </Button>
      )}
    </div>
  );
}

/** Says when the key sees other numbers of people than the admin told us to expect. */
function HeadCount({ ui, visible }: { readonly ui: UiModel; readonly visible: number }) {
  const total = ui.status.status.value?.settings.headCount;
  if (total === undefined || total === visible) return null;
  const names = { n: formatNumber(visible), total: formatNumber(total) };
  return (
    <p class="head-count">
      <Icon name="alert" />
      {visible < total ? i18n.t('health.headCountLess', names) : i18n.t('health.headCountMore', names)}
    </p>
  );
}

function OnlyButton({ ui, rows }: { readonly ui: UiModel; readonly rows: OnlyRows }) {
  const pressed = ui.preview.only.value === rows;
  return (
    <button type="button" class="link-button" aria-pressed={pressed} onClick={() => ui.preview.toggleOnly(rows)}>
      {text(rows === 'since' ? 'since.only' : 'preview.heldBackOnly')}
    </button>
  );
}

/** What changed since the preview before, with the way to see only that. */
function Since({ ui, since }: { readonly ui: UiModel; readonly since: NonNullable<PlanHeader['since']> }) {
  const time = formatDateTime(since.previousAtMs);
  const appeared = since.appeared.length;
  const different = since.different.length;
  const gone = since.gone.length;
  if (appeared + different + gone === 0) {
    return (
      <p class="since">
        <Icon name="clock" />
        {i18n.t('since.nothing', { time })}
      </p>
    );
  }
  const facts = [
    appeared > 0 && i18n.t('since.appeared', { n: formatNumber(appeared) }),
    different > 0 && i18n.t('since.different', { n: formatNumber(different) }),
    gone > 0 && i18n.t('since.gone', { n: formatNumber(gone) }),
  ];
  return (
    <p class="since">
      <Icon name="clock" />
      <span>
        {i18n.t('since.title', { time })} {facts.filter((fact) => fact !== false).join(', ')}
        {appeared + different > 0 && <OnlyButton ui={ui} rows="since" />}
      </span>
    </p>
  );
}
