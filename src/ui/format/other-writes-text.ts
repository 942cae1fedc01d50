import { i18n } from '#i18n';
import type { OtherWrites } from '../../domain/unattended/other-writes.ts';
import { formatDateTime } from './dates.ts';
import { fieldLabels } from './field-text.ts';
import { countText, listText } from './text.ts';

/** What somebody else wrote, and between which two readings. */
export function otherWritesText({
  created,
  changed,
  deactivated,
  reactivated,
  fields,
  fromMs,
  toMs,
}: OtherWrites): string {
  const parts: string[] = [];
  if (created > 0) parts.push(countText('others.created', created));
  if (changed > 0) {
    const names = listText(fieldLabels(fields), 8);
    parts.push(`${countText('others.changed', changed)} (${names})`);
  }
  if (deactivated > 0) parts.push(countText('others.deactivated', deactivated));
  if (reactivated > 0) parts.push(countText('others.reactivated', reactivated));
  const [from, to] = [formatDateTime(fromMs), formatDateTime(toMs)];
  return i18n.t('others.what', { from, to, list: parts.join(', ') });
}
