import type { PlanHeader } from '../../domain/plan.ts';
import { i18n } from '#i18n';
import type { NamedState } from '../../domain/state.ts';
import type { Status } from '../../messaging/replies.ts';
import type { ErrorCode, ErrorData } from '../../shared/app-error.ts';
import type { Findings } from '../../sync/guard/findings.ts';
import { tickMs } from '../../domain/tick.ts';
import { companiesText } from './companies-text.ts';
import { formatDate, formatDateTime, formatRelative } from './dates.ts';
import { guardFix, guardWhat } from './guard-text.ts';
import { formatNumber } from './numbers.ts';
import { countText, listText, type PlainKey, text } from './text.ts';

/** One fact of the health page. */
export interface HealthFact {
  readonly tone: 'good' | 'warn' | 'bad' | 'calm';
  readonly main: string;
  readonly more?: string | undefined;
  /** Which of the facts whose remedy is another one where there is no page; `atMs`: the time it names. */
  readonly about?: 'needs-preview' | 'once-a-day' | 'overdue' | undefined;
  readonly atMs?: number | undefined;
}

/** When automatic imports run next, or why they do not. */
export function dueFact(
  status: Status | undefined,
  schedule: NamedState['schedule'] | undefined,
  nowMs: number,
): HealthFact {
  const settings = status?.settings;
  if (settings === undefined || !settings.automaticImports) return { tone: 'calm', main: text('health.off') };
  const until = settings.suspendedUntilMs;
  const reason =
    settings.suspendReason === '' ? undefined : i18n.t('health.suspendReason', { reason: settings.suspendReason });
  if (until === 0) return { tone: 'warn', main: text('health.suspendedOpen'), more: reason };
  if (until !== undefined && until > nowMs) {
    return { tone: 'warn', main: i18n.t('health.suspended', { date: formatDate(until) }), more: reason };
  }
  if (status?.previewSeen === false) {
    const more = text('health.needsPreviewMore');
    return { tone: 'warn', main: text('health.needsPreview'), more, about: 'needs-preview' };
  }
  const stopped = status?.problems?.flatMap(({ guards = [] }) => guards);
  const piled = stopped?.find(({ id }) => id === 'after-suspension');
  if (piled !== undefined) {
    return { tone: 'warn', main: text('health.byHand'), more: `${guardWhat(piled)} ${guardFix(piled.id)}` };
  }
  if (schedule?.refused) {
    const atMs = status?.nextDueMs ?? nowMs;
    const more = i18n.t('health.onceADayMore', { time: formatDateTime(atMs) });
    return { tone: 'bad', main: text('health.onceADay'), more, about: 'once-a-day', atMs };
  }
  const dueMs = status?.nextDueMs ?? schedule?.nextDueMs;
  if (dueMs !== undefined && dueMs < nowMs - tickMs) {
    const more = i18n.t('health.overdueMore', { time: formatDateTime(dueMs) });
    return { tone: 'warn', main: text('health.overdue'), more, about: 'overdue', atMs: dueMs };
  }
  if (dueMs === undefined || dueMs <= nowMs) return { tone: 'calm', main: text('health.due') };
  return { tone: 'calm', main: formatRelative(dueMs, nowMs), more: formatDateTime(dueMs) };
}

const refusals: readonly ErrorCode[] = ['bamboo-wrong-key', 'si-wrong-token', 'secret-lost'];

/** Whether both secrets are there and were accepted. */
export function keyFact(
  status: Status | undefined,
  connection: NamedState['connection'] | undefined,
  errors: readonly ErrorData[],
): HealthFact {
  const missing: string[] = [];
  if (status?.secrets.bambooKey !== true) missing.push(text('health.bambooKey'));
  if (status?.secrets.siToken !== true) missing.push(text('health.siToken'));
  if (missing.length > 0) return { tone: 'bad', main: i18n.t('health.keysMissing', { names: listText(missing) }) };
  if (errors.some(({ code }) => refusals.includes(code))) return { tone: 'bad', main: text('health.keysRefused') };
  if (connection === undefined) return { tone: 'calm', main: text('health.keysUntested') };
  return { tone: 'good', main: text('health.keysOk'), more: connection.keyOwner };
}

/** How many people the key sees, against the number the admin expects. `read`: the latest reading, which need not be the preview's. */
export function visibleFact(
  header: PlanHeader | undefined,
  headCount: number | undefined,
  read?: NamedState['connection'],
): HealthFact {
  if (header === undefined) return { tone: 'calm', main: text('health.visibleUnknown') };
  // Automatic imports save no preview: of what they read only the number is kept.
  const later = read !== undefined && read.atMs > header.takenAtMs ? read : undefined;
  const n = later?.visible ?? header.basis.visible;
  const hidden =
    later === undefined && header.basis.notVisible > 0
      ? countText('report.notVisible', header.basis.notVisible)
      : undefined;
  if (headCount === undefined) return { tone: 'calm', main: formatNumber(n), more: hidden };
  return {
    tone: n < headCount ? 'warn' : 'good',
    main: i18n.t('health.visibleOf', { n: formatNumber(n), total: formatNumber(headCount) }),
    more: hidden,
  };
}

/** What the safety rules say about the current plan; undefined where there is none. */
export function guardFact(found: Pick<Findings, 'blocking' | 'warning'> | undefined): HealthFact {
  if (found === undefined) return { tone: 'calm', main: text('health.guardsUnknown') };
  const { blocking, warning } = found;
  const more = [...blocking, ...warning].map(guardWhat).join(' ');
  if (blocking.length > 0) return { tone: 'bad', main: countText('health.guardsBlock', blocking.length), more };
  if (warning.length > 0) return { tone: 'warn', main: countText('health.guardsWarn', warning.length), more };
  return { tone: 'good', main: text('health.guardsOk') };
}

/** "Connection: Acme Inc. to Acme, Hanna Vogel, as of …". */
export function connectionText(connection: NamedState['connection'] | undefined): string {
  if (connection === undefined) return text('health.connectionUnknown');
  const bamboo = connection.companyName ?? connection.pair.split('|')[0] ?? '';
  return i18n.t('health.connection', {
    companies: companiesText(bamboo, connection.siCompanyName),
    user: connection.siUser,
    time: formatDateTime(connection.atMs),
  });
}

/** Which of BambooHR's two answers was not to be had, and what follows from it; empty where both were. */
export function sourceFacts({ listMissing, reportMissing }: PlanHeader['basis']): readonly HealthFact[] {
  const facts: HealthFact[] = [];
  const add = (main: PlainKey, more: PlainKey) => facts.push({ tone: 'warn', main: text(main), more: text(more) });
  if (listMissing === 'odd') add('health.listOdd', 'health.listOddMore');
  if (listMissing === 'refused') add('health.listRefused', 'health.listRefusedMore');
  if (reportMissing) add('health.reportRefused', 'health.reportRefusedMore');
  return facts;
}
