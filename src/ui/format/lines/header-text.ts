import { i18n } from '#i18n';
import { formatDateTime } from '../dates.ts';

/** "Preview of 22 Nov 2026, 09:41". */
export function previewOfText(takenAtMs: number): string {
  return i18n.t('preview.from', { time: formatDateTime(takenAtMs) });
}
