import { i18n } from '#i18n';
import type { Uninformed } from '../../../domain/pair-state.ts';
import { formatDate } from '../dates.ts';
import { text } from '../text.ts';

/** Whether a mail is known to be on its way to somebody: those are asked about one by one. */
export function mayHaveBeenMailed(person: Uninformed): boolean {
  return person.unknown === true;
}

/** What is told of somebody who was not informed, beside the name. */
export function uninformedFacts(person: Uninformed): string {
  const why = text(person.why === 'created' ? 'history.created' : 'history.reactivated');
  const since = i18n.t('history.uninformedSince', { why, date: formatDate(person.sinceMs) });
  const unknown = mayHaveBeenMailed(person) ? text('history.unknown') : undefined;
  return [person.email, since, unknown].filter((part) => part !== undefined).join(' · ');
}
