import { i18n } from '#i18n';
import type { Uninformed } from '../../history/schema.ts';
import { Disclosure } from '../components/disclosure.tsx';
import { formatDate } from '../format/dates.ts';
import { countText, text } from '../format/text.ts';
import type { UiModel } from '../models/ui-model.ts';

/** People whose account came to be without a mail of ours, so that nobody is forgotten. */
export function UninformedList({ ui }: { readonly ui: UiModel }) {
  const people = ui.history.uninformed.value;
  if (people.length === 0) return null;
  return (
    <Disclosure summary={countText('history.uninformed', people.length)} class="card uninformed">
      <p class="facts">{text('history.uninformedMore')}</p>
      <ul class="plain-list">
        {people.map((person) => (
          <li key={person.siUserId}>
            <strong>{person.name}</strong> <span class="facts">{factsOf(person)}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function factsOf(person: Uninformed): string {
  const why = text(person.why === 'created' ? 'history.created' : 'history.reactivated');
  const since = i18n.t('history.uninformedSince', { why, date: formatDate(person.sinceMs) });
  const unknown = person.unknown === true ? text('history.unknown') : undefined;
  return [person.email, since, unknown].filter((part) => part !== undefined).join(' · ');
}
