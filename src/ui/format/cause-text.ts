import { i18n } from '#i18n';
import type { Cause } from '../../domain/unattended/telling.ts';
import type { ErrorData } from '../../shared/app-error.ts';
import { assertNever } from '../../shared/assert.ts';
import { errorFix, errorWhat } from './error-text.ts';
import { fieldLabels } from './field-text.ts';
import { guardWhat } from './guard-text.ts';
import { countText, listText, text } from './text.ts';

/** What a notification says: what is the case and what a click leads to. No name of a person, no value. */
export function causeText({ id, error, guards = [], fields = [], count = 0 }: Cause): string {
  switch (id) {
    case 'storage':
      return text(error?.code === 'storage-quota' ? 'notification.storageFull' : 'notification.storage');
    case 'blocked':
      return i18n.t('notification.blocked', { rule: listText(guards.map(guardWhat), 1) });
    case 'refused-key':
      return i18n.t('notification.refusedKey', { what: whatOf(error) });
    case 'incomplete':
    case 'access-withheld':
    case 'needs-preview':
      return i18n.t('notification.waits', { what: whatOf(error), fix: error ? errorFix(error) : '' });
    case 'blanked':
      return i18n.t('notification.blanked', { what: whatOf(error) });
    case 'failed':
      return i18n.t('notification.failed', { what: whatOf(error) });
    case 'missed':
      return text('notification.missed');
    case 'suspension-ended':
      return text('notification.suspensionEnded');
    case 'awaiting-answer':
      return countText('notification.awaitingAnswer', count);
    case 'not-readable':
      return i18n.t('notification.notReadable', { names: listText(fieldLabels(fields)) });
    case 'not-writable':
      return i18n.t('notification.notWritable', { names: listText(fieldLabels(fields)) });
    case 'held-leavers':
      return countText('notification.heldLeavers', count);
    default:
      return assertNever(id);
  }
}

function whatOf(error: ErrorData | undefined): string {
  return error ? errorWhat(error) : '';
}
