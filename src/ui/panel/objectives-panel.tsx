import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Objective, ObjectiveCycle } from '../../domain/objective.ts';
import type { ObjectivesShown } from '../../messaging/profile-answers.ts';
import { Icon } from '../components/icons.tsx';
import { formatNumber } from '../format/numbers.ts';
import { text } from '../format/text.ts';
import { chipColours } from './contrast.ts';
import { dayText } from './day-text.ts';
import { EmptyPanel } from './empty-panel.tsx';
import { PanelFoot, PanelHead } from './panel-head.tsx';

export function ObjectivesPanel({ shown }: { readonly shown: ObjectivesShown }) {
  return (
    <>
      <PanelHead view="objectives" head={shown} />
      {shown.cycles.length === 0 && <EmptyPanel view="objectives" head={shown} />}
      {shown.cycles.map((cycle, index) => (
        <CycleCard key={index} cycle={cycle} />
      ))}
      <PanelFoot head={shown} />
    </>
  );
}

function CycleCard({ cycle }: { readonly cycle: ObjectiveCycle }) {
  return (
    <section class="card cycle">
      <header class="cycle-head">
        <h3>
          <bdi>{cycle.name === '' ? text('panel.noCycle') : cycle.name}</bdi>
        </h3>
        {cycle.current && <span class="badge">{text('panel.current')}</span>}
      </header>
      {cycle.objectives.map((objective) => (
        <ObjectiveRow key={objective.id} objective={objective} />
      ))}
    </section>
  );
}

function ObjectiveRow({ objective }: { readonly objective: Objective }) {
  const { status, due, overdue, progress } = objective;
  const title = objective.title === '' ? text('panel.untitled') : objective.title;
  return (
    <article class="objective" aria-label={title.slice(0, 120)}>
      <div class="objective-main">
        <a class="objective-title" href={objective.url} target="_blank" rel="noopener noreferrer">
          <bdi>{title}</bdi>
          <Icon name="open" />
        </a>
        <span class={`muted due${overdue ? ' is-overdue' : ''}`}>{dueText(due, overdue)}</span>
      </div>
      {progress !== undefined && <Progress percent={progress} />}
      {status !== undefined && <StatusChip label={status.label} color={status.color} />}
    </article>
  );
}

function dueText(due: string | undefined, overdue: boolean): string {
  if (due === undefined) return text('panel.noDue');
  const date = dayText(due);
  return overdue ? i18n.t('panel.overdue', { date }) : i18n.t('panel.due', { date });
}

/** The status in SI's own colour. Set through the DOM: the page's policy allows no inline style. */
function StatusChip({ label, color }: { readonly label: string; readonly color: string | undefined }) {
  const chip = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const colours = chipColours(color);
    chip.current?.style.setProperty('--chip-ground', colours?.ground ?? 'var(--calm-ground)');
    chip.current?.style.setProperty('--chip-ink', colours?.ink ?? 'var(--calm-ink)');
  }, [color]);
  return (
    <span class="status-chip" title={label} ref={chip}>
      <bdi>{label}</bdi>
    </span>
  );
}

function Progress({ percent }: { readonly percent: number }) {
  const bar = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => bar.current?.style.setProperty('inline-size', `${percent}%`), [percent]);
  return (
    <span class="progress">
      <span class="progress-track" aria-hidden="true">
        <span class="progress-bar" ref={bar} />
      </span>
      <span class="muted">{i18n.t('panel.progress', { n: formatNumber(percent) })}</span>
    </span>
  );
}
