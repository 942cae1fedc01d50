import { i18n } from '#i18n';
import { CheckField } from '../components/check-field.tsx';
import { Notice } from '../components/notice.tsx';
import { formatDateTime } from '../format/dates.ts';
import { writingKinds } from '../../domain/change.ts';
import { kindLabel } from '../format/kind-text.ts';
import { isTickable } from '../../sync/judge/protection.ts';
import { intervalText } from '../format/interval-text.ts';
import { formatNumber } from '../format/numbers.ts';
import { listText, text } from '../format/text.ts';
import type { Draft } from './config-draft.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** The choices of the integration, and where the keys are kept. */
export function OptionFields({ ui, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const { config } = ui;
  const seen = ui.status.status.value?.previewSeen === true;
  const sessionError = config.errors.value.keysForSession;
  return (
    <>
      <CheckField
        label={text('config.options.automatic')}
        checked={draft.automaticImports}
        disabled={(!seen || draft.keysForSession) && !draft.automaticImports}
        locked={config.isLocked('automaticImports')}
        help={automaticHelp(draft, seen)}
        onChange={(checked) => config.set('automaticImports', checked)}
      />
      {draft.automaticImports && ui.status.status.value?.settings.automaticImports === false && <Forecast ui={ui} />}
      <CheckField
        label={text('config.options.session')}
        checked={draft.keysForSession}
        disabled={draft.automaticImports && !draft.keysForSession}
        locked={config.isLocked('keysForSession')}
        help={text(draft.automaticImports ? 'config.options.sessionNot' : 'config.options.sessionHelp')}
        error={sessionError === undefined ? undefined : text(sessionError)}
        onChange={(checked) => config.set('keysForSession', checked)}
      />
      <CheckField
        label={text('config.options.emails')}
        checked={draft.sendPasswordEmails}
        locked={config.isLocked('sendPasswordEmails')}
        help={text('config.options.emailsHelp')}
        onChange={(checked) => config.set('sendPasswordEmails', checked)}
      />
      <CheckField
        label={text('config.options.deactivate')}
        checked={draft.deactivateNotImported}
        locked={config.isLocked('deactivateNotImported')}
        help={text('config.options.deactivateHelp')}
        onChange={(checked) => config.set('deactivateNotImported', checked)}
      />
      <SiPageFields ui={ui} draft={draft} />
    </>
  );
}

/** What pages of Small Improvements show; not offered where there is no key for it. */
function SiPageFields({ ui: { config, status }, draft }: { readonly ui: UiModel; readonly draft: Draft }) {
  const hasKey = status.status.value?.secrets.bambooKey === true || draft.bambooKey.trim() !== '';
  if (!hasKey) return <p class="facts">{text('config.options.keyNeeded')}</p>;
  return (
    <>
      <CheckField
        label={text('config.options.pictures')}
        checked={draft.showPictures}
        locked={config.isLocked('showPictures')}
        help={text('config.options.picturesHelp')}
        onChange={(checked) => config.set('showPictures', checked)}
      />
      <CheckField
        label={text('config.options.managed')}
        checked={draft.markManagedFields}
        locked={config.isLocked('markManagedFields')}
        help={text('config.options.managedHelp')}
        onChange={(checked) => config.set('markManagedFields', checked)}
      />
    </>
  );
}

function automaticHelp({ automaticImports, keysForSession, intervalMinutes }: Draft, seen: boolean): string {
  if (keysForSession && !automaticImports) return text('config.options.automaticNot');
  if (!seen && !automaticImports) return text('config.options.automaticLater');
  return i18n.t('config.options.automaticHelp', { interval: intervalText(intervalMinutes) });
}

/** What automatic imports would begin with, as far as the last preview tells. */
function Forecast({ ui }: { readonly ui: UiModel }) {
  const header = ui.plan.header.value;
  const rows = ui.plan.rows.value;
  if (header === undefined || rows === undefined) return null;
  const coming = header.runId === undefined ? rows.filter((row) => row.byDefault && isTickable(row)) : [];
  const kinds = writingKinds
    .map((kind) => ({ kind, count: coming.filter((row) => row.kind === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${formatNumber(count)} ${kindLabel(kind)}`);
  const started = header.runId !== undefined || header.basis.manualImportDone;
  return (
    <Notice tone="info" title={text('config.options.forecast')}>
      <p>
        {kinds.length === 0
          ? text('config.options.forecastNone')
          : i18n.t('config.options.forecastKinds', {
              kinds: listText(kinds, kinds.length),
              time: formatDateTime(header.takenAtMs),
            })}
      </p>
      {!started && <p>{text('config.options.forecastLater')}</p>}
    </Notice>
  );
}
