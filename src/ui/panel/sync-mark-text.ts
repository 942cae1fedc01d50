import { i18n } from '#i18n';
import type { SyncMark } from '../../messaging/profile-page.ts';
import type { FieldName } from '../../domain/fields.ts';
import type { ChangeKind, Reason } from '../../domain/change.ts';
import { fieldLabel } from '../format/field-text.ts';
import { reasonShort } from '../format/reason-text.ts';
import { listText, text } from '../format/text.ts';

interface Standing {
  readonly kind: ChangeKind;
  readonly fields: readonly FieldName[];
  readonly reason?: Reason | undefined;
  readonly selected: boolean;
  readonly confirmed: boolean;
}

/** The admin's chip on a profile: how the person stands in the current preview. */
export function syncMark({ kind, fields, reason, selected, confirmed }: Standing): SyncMark {
  const because = reason === undefined ? '' : reasonShort(reason);
  if (confirmed || kind === 'unchanged' || kind === 'only-in-si')
    return { tone: 'good', text: text('overlay.mark.inStep') };
  if (kind === 'ignored') return { tone: 'calm', text: i18n.t('overlay.mark.ignored', { reason: because }) };
  if (kind === 'conflict') return { tone: 'warn', text: i18n.t('overlay.mark.conflict', { reason: because }) };
  if (!selected) {
    const left =
      reason === undefined ? text('overlay.mark.leftOut') : i18n.t('overlay.mark.leftOutBecause', { reason: because });
    return { tone: 'calm', text: left };
  }
  if (kind === 'update')
    return { tone: 'info', text: i18n.t('overlay.mark.change', { fields: listText(fields.map(fieldLabel), 4) }) };
  return { tone: kind === 'deactivate' ? 'warn' : 'info', text: text(`overlay.mark.${kind}`) };
}
