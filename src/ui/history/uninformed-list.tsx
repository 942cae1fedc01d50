import { useSignal } from '@preact/signals';
import { Button } from '../components/button.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { mayHaveBeenMailed, uninformedFacts } from '../format/lines/uninformed-text.ts';
import { countText, text } from '../format/text.ts';
import { mailsOf } from './mails-model.ts';
import type { UiModel } from '../shell/ui-model.ts';

/** A first import can put the whole company here. */
const shownAtOnce = 100;

/** People whose account was created or reactivated without a password email of ours. The admin can mail each of them or all. */
export function UninformedList({ ui }: { readonly ui: UiModel }) {
  const shown = useSignal(shownAtOnce);
  const mails = mailsOf(ui);
  const people = ui.history.uninformed.value;
  if (people.length === 0) return null;
  const certain = people.filter((person) => !mayHaveBeenMailed(person));
  const off = ui.activity.busy.value || mails.begun.value;
  return (
    <Disclosure summary={countText('history.uninformed', people.length)} class="card uninformed">
      <div class="view-head">
        <p class="facts">{text('history.uninformedMore')}</p>
        {certain.length > 0 && (
          <Button disabled={off} onClick={() => void mails.ask(certain)}>
            {countText('mails.all', certain.length)}
          </Button>
        )}
      </div>
      <ul class="plain-list">
        {people.slice(0, shown.value).map((person) => (
          <li key={person.siUserId} class="view-head">
            <span>
              <strong>{person.name}</strong> <span class="facts">{uninformedFacts(person)}</span>
            </span>
            <Button
              look="quiet"
              name={`${text('mails.one')} ${person.name}`}
              disabled={off}
              onClick={() => void mails.ask([person])}
            >
              {text('mails.one')}
            </Button>
          </li>
        ))}
      </ul>
      {people.length > shown.value && (
        <Button
          onClick={() => {
            shown.value += shownAtOnce;
          }}
        >
          {text('history.showMore')}
        </Button>
      )}
    </Disclosure>
  );
}
