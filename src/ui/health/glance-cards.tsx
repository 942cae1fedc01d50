import { i18n } from '#i18n';
import { type RefusedRow, triedAgainMs } from '../../domain/pair-state.ts';
import type { NamedState } from '../../domain/state.ts';
import { formatBytes } from '../format/bytes.ts';
import { formatDateTime, formatRelative } from '../format/dates.ts';
import { errorWhat } from '../format/error-text.ts';
import type { HealthFact } from '../format/health-text.ts';
import { formatNumber } from '../format/numbers.ts';
import { countText, listText, text } from '../format/text.ts';
import type { StorageUse } from '../shell/port.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { type GlanceModel, glanceOf } from './glance-model.ts';
import { Card } from './health-card.tsx';

/** What the token may do, who was not informed, and how full the browser's storage is. */
export function GlanceCards({ ui }: { readonly ui: UiModel }) {
  const glance = glanceOf(ui);
  const connection = ui.health.connection.value;
  const heldOff = ui.health.heldOff.value;
  const waiting = ui.history.uninformed.value;
  return (
    <>
      <Card label="report.rights" fact={rightsFact(connection)} />
      {heldOff.length > 0 && <Card label="health.refusedPeople" fact={heldOffFact(heldOff)} />}
      <Card label="health.storage" fact={storageFact(glance.storage.value)} />
      <Card
        label="health.notInformed"
        fact={{
          tone: waiting.length === 0 ? 'good' : 'calm',
          main: waiting.length === 0 ? text('health.allInformed') : countText('preview.shown', waiting.length),
          more: waiting.length === 0 ? undefined : listText(waiting.map((person) => person.name)),
        }}
      >
        {waiting.length > 0 && (
          <button type="button" class="link-button" onClick={() => ui.show('history')}>
            {text('health.toHistory')}
          </button>
        )}
      </Card>
    </>
  );
}

/** Each with what was said and when it is tried again. */
function heldOffFact(rows: readonly RefusedRow[]): HealthFact {
  const each = rows.map((row) =>
    i18n.t('health.heldOffRow', {
      name: row.name,
      what: errorWhat({ code: row.code, context: {} }),
      time: formatDateTime(triedAgainMs(row)),
    }),
  );
  return {
    tone: 'warn',
    main: countText('health.heldOff', rows.length),
    more: `${each.join(' ')} ${text('health.heldOffMore')}`,
  };
}

/** The fact about the keys, with how long ago each was entered here. */
export function withKeyAges(fact: HealthFact, times: GlanceModel['keyTimes']['value'], nowMs: number): HealthFact {
  const ages = [
    fact.more === undefined ? undefined : `${fact.more}.`,
    times.bamboo === undefined ? undefined : i18n.t('health.keyAge', { age: formatRelative(times.bamboo, nowMs) }),
    times.si === undefined ? undefined : i18n.t('health.tokenAge', { age: formatRelative(times.si, nowMs) }),
  ].filter((part) => part !== undefined);
  return times.bamboo === undefined && times.si === undefined ? fact : { ...fact, more: ages.join(' ') };
}

function rightsFact(connection: NamedState['connection'] | undefined): HealthFact {
  const rights = connection?.rights;
  if (connection === undefined || rights === undefined) return { tone: 'calm', main: text('health.visibleUnknown') };
  const main = text(rights.admin ? 'report.admin' : 'report.notAdmin');
  const invite = text(rights.canInvite ? 'report.canInvite' : 'report.cannotInvite');
  const more = `${connection.siUser}. ${invite}. ${rights.admin ? '' : text('report.notAdminMore')}`.trim();
  return { tone: rights.admin && rights.canInvite ? 'good' : 'warn', main, more };
}

/** Above this share of what the browser grants it is time to look. */
const nearlyFull = 0.8;

function storageFact(use: StorageUse | undefined): HealthFact {
  if (use === undefined) return { tone: 'calm', main: text('health.visibleUnknown') };
  const share = use.quotaBytes > 0 ? use.usedBytes / use.quotaBytes : 0;
  const percent = share > 0 && share < 0.01 ? '< 1' : formatNumber(share * 100);
  return {
    tone: share > nearlyFull ? 'warn' : 'calm',
    main: i18n.t('health.storageUsed', { used: formatBytes(use.usedBytes), quota: formatBytes(use.quotaBytes) }),
    more: share > nearlyFull ? text('health.storageFull') : i18n.t('health.storageShare', { percent }),
  };
}
