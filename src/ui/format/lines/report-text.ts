import { i18n } from '#i18n';
import type { SiReport } from '../../../messaging/replies.ts';
import { formatNumber } from '../numbers.ts';
import { text } from '../text.ts';

/** How many people a key sees, against the number that is expected where one is. */
export function visibleText(visible: number, expected: number | undefined): string {
  if (expected === undefined) return formatNumber(visible);
  return i18n.t('report.visibleOf', { n: formatNumber(visible), total: formatNumber(expected) });
}

/** What the owner of a token may do. */
export function rightsText(value: Pick<SiReport, 'admin' | 'canInvite'>): string {
  const admin = text(value.admin ? 'report.admin' : 'report.notAdmin');
  return `${admin} · ${text(value.canInvite ? 'report.canInvite' : 'report.cannotInvite')}`;
}
