import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatDuration } from '../format/dates.ts';
import { formatNumber, formatRate } from '../format/numbers.ts';
import { phaseText } from '../format/run-text.ts';
import { type PlainKey, text } from '../format/text.ts';
import type { Pace, Work } from '../shell/activity-model.ts';

const labels: Readonly<Record<Work['kind'], PlainKey>> = {
  preview: 'progress.preview',
  import: 'progress.import',
  revert: 'progress.revert',
};

/** How far the worker is: phase, count, speed, time left. Without a total the bar only moves. */
export function Progress({
  work,
  pace,
  silentMs,
}: {
  readonly work: Work;
  readonly pace: Pace | undefined;
  readonly silentMs: number | undefined;
}) {
  const id = useId();
  const facts = progressFacts(work, pace);
  const share = work.total === undefined || work.total === 0 ? undefined : Math.min(1, work.done / work.total);
  return (
    <div class="progress">
      <p class="progress-text" id={id}>
        <strong>{phaseText(work.phase)}</strong>
        {work.name !== undefined && <span class="progress-name">{work.name}</span>}
        <span class="progress-facts">{facts.join(' · ')}</span>
      </p>
      <div
        class={share === undefined ? 'progress-bar moving' : 'progress-bar'}
        role="progressbar"
        aria-label={text(labels[work.kind])}
        aria-describedby={id}
        aria-valuemin={0}
        aria-valuemax={work.total ?? 100}
        aria-valuenow={share === undefined ? undefined : Math.min(work.done, work.total ?? work.done)}
        aria-valuetext={[phaseText(work.phase), facts[0]].filter((part) => part !== undefined).join(', ')}
      >
        <div class="progress-fill" style={share === undefined ? {} : { width: `${share * 100}%` }} />
      </div>
      {silentMs !== undefined && <p class="facts">{i18n.t('progress.stalled', { time: formatDuration(silentMs) })}</p>}
    </div>
  );
}

function progressFacts(work: Work, pace: Pace | undefined): readonly string[] {
  const facts: string[] = [];
  if (work.total !== undefined && work.total > 0) {
    facts.push(i18n.t('progress.of', { done: formatNumber(work.done), total: formatNumber(work.total) }));
  } else if (work.done > 0) {
    facts.push(i18n.t('progress.count', { done: formatNumber(work.done) }));
  }
  if (pace !== undefined) {
    facts.push(i18n.t('progress.rate', { rate: formatRate(pace.perSecond) }));
    facts.push(i18n.t('progress.left', { time: formatDuration(pace.leftMs) }));
  }
  return facts;
}
