import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type ErrorData, toErrorData } from '../../shared/app-error.ts';
import { KindChip } from '../components/chip.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { ReadMore } from '../components/read-more.tsx';
import { SearchBox } from '../components/search-box.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { fieldLabel } from '../format/field-text.ts';
import { countText, listText, text } from '../format/text.ts';
import { ChangeDetails } from '../preview/change-details.tsx';
import type { PlanRow } from '../preview/plan-row.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { personSearchOf } from './person-search-model.ts';
import { whyNot } from './why/why.ts';
import type { WhyFacts, WhyPerson } from './why/why-facts.ts';
import { factsOf, readPerson, withChoices } from './why/why-facts-of.ts';
import { whySentence, whyTopic } from './why/why-text.ts';

const answerLimit = 5;

/** The most frequent question to support: one sentence and one remedy, also for people in no list. */
export function PersonSearch({ ui }: { readonly ui: UiModel }) {
  const { plan } = ui;
  const search = personSearchOf(ui);
  const answers = search.answers.value;
  const reading = !plan.ready.value || (plan.header.value !== undefined && plan.rows.value === undefined);
  return (
    <section class="card why">
      <SearchBox label={text('health.why')} value={search.query.value} labelled onInput={search.setQuery} />
      <div aria-live="polite">
        {answers === undefined && <p class="field-help">{text('health.whyHelp')}</p>}
        {answers !== undefined && reading && <Skeleton rows={1} look="bar" />}
        {answers?.length === 0 && !reading && <Missing ui={ui} query={search.query.value} />}
        {answers !== undefined && answers.length > 0 && (
          <ul class="answers">
            {answers.slice(0, answerLimit).map((row) => (
              <Answer key={row.key} ui={ui} row={row} />
            ))}
          </ul>
        )}
        {answers !== undefined && answers.length > answerLimit && (
          <p class="facts">{countText('health.whyMore', answers.length - answerLimit)}</p>
        )}
      </div>
    </section>
  );
}

function Missing({ ui, query }: { readonly ui: UiModel; readonly query: string }) {
  const facts = factsOf(ui, query);
  if (facts === undefined) return null;
  const { cause } = whyNot(facts);
  return (
    <>
      {cause !== 'no-plan' && cause !== 'login' && <p class="facts">{text('health.whyNobody')}.</p>}
      <Sentence facts={facts} />
    </>
  );
}

type Loaded = { readonly person: WhyPerson | undefined } | { readonly error: ErrorData };

function Answer({ ui, row }: { readonly ui: UiModel; readonly row: PlanRow }) {
  const loaded = useSignal<Loaded | undefined>(undefined);
  const runs = ui.history.runs.value;
  useEffect(() => {
    void read(ui, row, loaded);
  }, [ui, row, runs, loaded]);
  const state = loaded.value;
  return (
    <li class="answer">
      <p class="answer-head">
        <strong>{row.name}</strong>
        <KindChip kind={row.kind} />
        <span class="muted">
          {row.changed.length > 0 && row.kind !== 'create' && listText(row.changed.map(fieldLabel))}
        </span>
      </p>
      {state === undefined && <Skeleton rows={1} look="bar" />}
      {state !== undefined && 'error' in state && <ErrorNotice error={state.error} />}
      {state !== undefined && 'person' in state && (
        <Sentence facts={factsOf(ui, row.name, state.person && withChoices(ui, row, state.person))} />
      )}
      <Disclosure summary={text('preview.details')}>
        <ChangeDetails ui={ui} row={row} />
      </Disclosure>
    </li>
  );
}

async function read(ui: UiModel, row: PlanRow, into: Signal<Loaded | undefined>): Promise<void> {
  try {
    into.value = { person: await readPerson(ui, row) };
  } catch (thrown) {
    into.value = { error: toErrorData(thrown) };
  }
}

function Sentence({ facts }: { readonly facts: WhyFacts | undefined }) {
  if (facts === undefined) return null;
  const why = whyNot(facts);
  const { what, fix } = whySentence(why);
  return (
    <p class="answer-why">
      <strong>{what}</strong> {fix} <ReadMore about={whyTopic(why)} />
    </p>
  );
}
