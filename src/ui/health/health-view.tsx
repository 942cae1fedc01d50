import { i18n } from '#i18n';
import { ErrorNotice } from '../components/notice.tsx';
import { Icon } from '../components/icons.tsx';
import { fieldLabels } from '../format/field-text.ts';
import { formatDateTime, formatRelative } from '../format/dates.ts';
import { listText, type PlainKey, text } from '../format/text.ts';
import {
  connectionText,
  dueFact,
  guardFact,
  keyFact,
  type HealthFact,
  sourceFacts,
  visibleFact,
} from '../format/health-text.ts';
import type { UiModel } from '../shell/ui-model.ts';
import { FirstCreation } from '../preview/import/first-creation.tsx';
import { HeldLeavers } from './held-leavers.tsx';
import { HostAccess } from './host-access.tsx';
import { NotWritable } from './not-writable.tsx';
import { PersonSearch } from './person-search.tsx';
import { SelfTest } from './self-test.tsx';

/** Is it running, and why is somebody not updating? */
export function HealthView({ ui }: { readonly ui: UiModel }) {
  const { health, plan } = ui;
  const status = ui.status.status.value;
  const schedule = health.schedule.value;
  const connection = health.connection.value;
  const header = plan.header.value;
  const nowMs = ui.port.now();
  const problem = schedule?.lastProblem;
  const error = health.error.value;
  return (
    <div class="scroller" data-scroller>
      <header class="view-head">
        <div class="view-title">
          <h1>{text('health.title')}</h1>
          <p class="muted">{connectionText(connection)}</p>
        </div>
      </header>
      {error !== undefined && <ErrorNotice error={error} />}
      <HostAccess ui={ui} />
      <FirstCreation ui={ui} />
      {problem?.error !== undefined && (
        <ErrorNotice
          error={problem.error}
          title={i18n.t('health.lastProblem', { time: formatDateTime(problem.atMs) })}
        />
      )}
      <div class="health-body">
        <dl class="health-grid">
          <Card label="health.lastSuccess" fact={timeFact(health.last.value.successMs, nowMs)} />
          <Card label="health.lastAttempt" fact={timeFact(health.last.value.attemptMs, nowMs)} />
          <Card label="health.nextDue" fact={dueFact(status, schedule, nowMs)} />
          <Card
            label="health.keys"
            fact={keyFact(status, connection, plan.previewError.value?.error ?? problem?.error)}
          />
          <Card label="health.visible" fact={visibleFact(header, status?.settings.headCount)} />
          <Card label="health.guards" fact={guardFact(ui.preview, header !== undefined)} />
          {header !== undefined &&
            sourceFacts(header.basis).map((fact) => <Card key={fact.main} label="health.sources" fact={fact} />)}
          <FieldsCard label="health.unreadable" names={header?.basis.unreadable ?? []} />
          <FieldsCard label="health.notReadable" names={header?.basis.hiddenFields ?? []} />
          <NotWritable ui={ui} />
          <FieldsCard label="health.notReadableSi" names={header?.basis.notReadable ?? []} />
        </dl>
        <HeldLeavers ui={ui} />
        <PersonSearch ui={ui} />
        <SelfTest ui={ui} />
      </div>
    </div>
  );
}

function timeFact(atMs: number | undefined, nowMs: number): HealthFact {
  if (atMs === undefined) return { tone: 'calm', main: text('health.never') };
  return { tone: 'calm', main: formatRelative(atMs, nowMs), more: formatDateTime(atMs) };
}

function FieldsCard({ label, names }: { readonly label: PlainKey; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Card
      label={label}
      fact={{ tone: 'warn', main: listText(fieldLabels(names), 8), more: text('health.notCompared') }}
    />
  );
}

function Card({ label, fact }: { readonly label: PlainKey; readonly fact: HealthFact }) {
  return (
    <div class={`health-card tone-${fact.tone}`}>
      <dt>{text(label)}</dt>
      <dd>
        <span class="health-main">
          {fact.tone === 'good' && <Icon name="check" />}
          {(fact.tone === 'warn' || fact.tone === 'bad') && <Icon name="alert" />}
          {fact.main}
        </span>
        {fact.more !== undefined && <span class="health-more">{fact.more}</span>}
      </dd>
    </div>
  );
}
