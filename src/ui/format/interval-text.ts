import { i18n } from '#i18n';
import { text } from './text.ts';

/** "every 15 minutes", "every hour", "every 3 hours". */
export function intervalText(minutes: number): string {
  if (minutes % 60 !== 0) return i18n.t('config.more.everyMinutes', { n: minutes });
  return minutes === 60 ? text('config.more.everyHour') : i18n.t('config.more.everyHours', { n: minutes / 60 });
}
