import { i18n } from '#i18n';
import type { Assessment, ReviewCycle } from '../../domain/review.ts';
import type { ReviewsShown } from '../../messaging/profile-answers.ts';
import { Icon } from '../components/icons.tsx';
import { text } from '../format/text.ts';
import { dayText, periodText } from './day-text.ts';
import { EmptyPanel } from './empty-panel.tsx';
import { NamedText } from './named-text.tsx';
import { OutLink, PanelFoot, PanelHead } from './panel-head.tsx';
import { capitalised, wordFor } from './vocabulary.ts';

type Words = Readonly<Record<string, string>>;

export function ReviewsPanel({ shown }: { readonly shown: ReviewsShown }) {
  return (
    <>
      <PanelHead view="reviews" head={shown} />
      {shown.cycles.length === 0 && <EmptyPanel view="reviews" head={shown} />}
      {shown.cycles.map((cycle, index) => (
        <CycleCard key={index} cycle={cycle} words={shown.vocabulary} />
      ))}
      <PanelFoot head={shown} />
    </>
  );
}

function CycleCard({ cycle, words }: { readonly cycle: ReviewCycle; readonly words: Words }) {
  const period = periodText(cycle.from, cycle.to);
  const name = cycle.name === '' ? text('panel.noCycle') : cycle.name;
  return (
    <section class="card cycle">
      <header class="cycle-head">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {cycle.current && <span class="badge">{text('panel.current')}</span>}
        {period !== undefined && <span class="muted period">{i18n.t('panel.period', { period })}</span>}
      </header>
      {cycle.reviews.map((review) => (
        <article key={review.id} class="review" aria-label={name}>
          <div class="review-head">
            <span class="role">{roleText(review, words)}</span>
            <OutLink url={review.url} label={text('panel.openOne')} name={i18n.t('panel.openNamed', { name })} />
          </div>
          <ul class="assessments">
            {review.assessments.map((assessment, index) => (
              <AssessmentRow key={index} assessment={assessment} words={words} />
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

function AssessmentRow({ assessment, words }: { readonly assessment: Assessment; readonly words: Words }) {
  const { author, state } = assessment;
  return (
    <li class="assessment">
      <span class={`state-icon state-${state}`}>
        <Icon name={state === 'signed' || state === 'shared' ? 'check' : 'clock'} />
      </span>
      <span class="assessment-what">
        <span>{kindText(assessment, words)}</span>
        {author !== undefined && (
          <span class="muted author">
            <NamedText name={author} make={(name) => i18n.t('panel.by', { name })} />
          </span>
        )}
      </span>
      <span class={`assessment-state state-${state}`}>{stateText(assessment)}</span>
    </li>
  );
}

function roleText(review: ReviewCycle['reviews'][number], words: Words): string {
  const role = review.role === 'other' ? (review.roleWord ?? '') : wordFor(review.role, words);
  return i18n.t('panel.role', { role });
}

function kindText({ kind, kindWord }: Assessment, words: Words): string {
  if (kind === 'self') return words['self-assessment'] ?? text('panel.assessment.self');
  const main = words['pr.managerassessment'];
  if (kind === 'main' && main !== undefined) return capitalised(main);
  if (kind === 'main') return i18n.t('panel.assessment.main', { manager: wordFor('manager', words) });
  return kindWord ?? text('panel.assessment.other');
}

/** State and its date in one: "Signed on 22 Nov 2026, shared on …" says more than the last one alone needs to. */
function stateText({ state, stateWord, sharedOn, signedOn }: Assessment): string {
  const shared =
    sharedOn === undefined ? text('panel.state.shared') : i18n.t('panel.state.sharedOn', { date: dayText(sharedOn) });
  if (state === 'not-shared') return text('panel.state.notShared');
  if (state === 'shared') return shared;
  if (state === 'other') return stateWord ?? '';
  const signed =
    signedOn === undefined ? text('panel.state.signed') : i18n.t('panel.state.signedOn', { date: dayText(signedOn) });
  return sharedOn === undefined ? signed : `${shared} · ${signed}`;
}
