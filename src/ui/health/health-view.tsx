import '../styles/glance.css';
import '../styles/health.css';
import { i18n } from '#i18n';
import { ErrorNotice } from '../components/notice.tsx';
import { fieldLabels } from '../format/field-text.ts';
import { formatDateTime, formatRelative } from '../format/dates.ts';
import { listText, type PlainKey, text } from '../format/text.ts';
import type { GuardFinding } from '../../domain/guard.ts';
import type { PlanHeader } from '../../domain/plan.ts';
import { type Findings, findingsOf } from '../../sync/guard/findings.ts';
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
import { ActivityChart } from './chart/activity-chart.tsx';
import { GlanceCards, withKeyAges } from './glance-cards.tsx';
import { glanceOf } from './glance-model.ts';
import { Card } from './health-card.tsx';
import { HeldLeavers } from './held-leavers.tsx';
import { HostAccess } from './host-access.tsx';
import { OlderPreview } from './older-preview.tsx';
import { isOutdated } from './outdated.ts';
import { NotWritable } from './not-writable.tsx';
import { OtherWritesNotice } from './other-writes.tsx';
import { PersonSearch } from './person-search.tsx';
import { PolicyLeftOut } from './policy-left-out.tsx';
import { SelfTest } from './self-test.tsx';
import { SupportBundle } from './support/support-bundle.tsx';
import { TestEverythingButton, TestEverythingResults } from './test-everything.tsx';
import { useArrival } from '../shell/use-arrival.ts';
import { whyOff } from './why/why-off.ts';
import { factsOf } from './why/why-facts-of.ts';
import type { WhyFacts } from './why/why-facts.ts';
import { automaticBlocks, openFailures } from './why/why-present.ts';
import { whySentence } from './why/why-text.ts';

/** Is it running, and why is somebody not updating? */
export function HealthView({ ui }: { readonly ui: UiModel }) {
  const { health, plan } = ui;
  const status = ui.status.status.value;
  const schedule = health.schedule.value;
  const connection = health.connection.value;
  const header = plan.header.value;
  const nowMs = ui.port.now();
  const problem = status?.problems?.[0];
  const facts = factsOf(ui, '');
  const failures = facts === undefined ? [] : openFailures(facts);
  const glance = glanceOf(ui);
  const error = health.error.value ?? glance.error.value;
  const days = glance.days.value;
  return (
    <div class="scroller" data-scroller>
      <header class="view-head">
        <div class="view-title">
          <h1>{text('health.title')}</h1>
          <p class="muted">{connectionText(connection)}</p>
        </div>
        <TestEverythingButton ui={ui} />
      </header>
      <TestEverythingResults ui={ui} />
      {error !== undefined && <ErrorNotice error={error} />}
      <HostAccess ui={ui} />
      <PolicyLeftOut ui={ui} />
      <FirstCreation ui={ui} />
      <OtherWritesNotice ui={ui} />
      <OlderPreview ui={ui} />
      {problem?.error !== undefined && (
        <ErrorNotice
          error={problem.error}
          title={i18n.t('health.lastProblem', { time: formatDateTime(problem.atMs) })}
        />
      )}
      <div class="health-body">
        <div class="health-column">
          <dl class="health-grid">
            <Card label="health.lastSuccess" fact={timeFact(health.last.value.successMs, nowMs)} />
            <Card label="health.lastAttempt" fact={timeFact(health.last.value.attemptMs, nowMs)} />
            <Card label="health.nextDue" fact={withWhyOff(ui, dueFact(status, schedule, nowMs))} />
            <Card
              label="health.keys"
              fact={withKeyAges(
                keyFact(
                  status,
                  connection,
                  failures.flatMap((failure) => failure.error ?? []),
                ),
                glance.keyTimes.value,
                nowMs,
              )}
            />
            <Card label="health.visible" fact={visibleFact(header, status?.settings.headCount, connection)} />
            <Card label="health.guards" fact={guardFact(header && rulesNow(header, facts))} />
            {header !== undefined &&
              sourceFacts(header.basis).map((fact) => <Card key={fact.main} label="health.sources" fact={fact} />)}
            <GlanceCards ui={ui} />
            <FieldsCard ui={ui} label="health.unreadable" names={header?.basis.unreadable ?? []} />
            <FieldsCard ui={ui} label="health.notReadable" names={header?.basis.hiddenFields ?? []} />
            <NotWritable ui={ui} />
            <FieldsCard ui={ui} label="health.notReadableSi" names={header?.basis.notReadable ?? []} />
          </dl>
          <HeldLeavers ui={ui} />
        </div>
        <div class="health-column">
          <PersonSearch ui={ui} />
          {days !== undefined && <ActivityChart days={days} />}
        </div>
        <SelfTest ui={ui} />
        <SupportBundle ui={ui} />
      </div>
    </div>
  );
}

/** What the safety rules found: a block that imports have gone past is none, one that stopped the last automatic import is. */
function rulesNow(header: PlanHeader, facts: WhyFacts | undefined): Pick<Findings, 'blocking' | 'warning'> {
  const { blocking, warning } = findingsOf(header);
  const stopped = facts === undefined ? [] : automaticBlocks(facts);
  const isOther = ({ id }: GuardFinding) => stopped.every((each) => each.id !== id);
  const planned = isOutdated(header, facts?.lastSuccessMs) ? [] : blocking.filter(isOther);
  return { blocking: [...planned, ...stopped], warning: warning.filter(isOther) };
}

/** Automatic imports that are off say since when and by whose hand, or what keeps them off. */
function withWhyOff(ui: UiModel, fact: HealthFact): HealthFact {
  const off = whyOff(ui);
  return off === undefined ? fact : { ...fact, tone: 'warn', more: whySentence(off).what };
}

function timeFact(atMs: number | undefined, nowMs: number): HealthFact {
  if (atMs === undefined) return { tone: 'calm', main: text('health.never') };
  return { tone: 'calm', main: formatRelative(atMs, nowMs), more: formatDateTime(atMs) };
}

interface FieldsProps {
  readonly ui: UiModel;
  readonly label: PlainKey;
  readonly names: readonly string[];
}

function FieldsCard({ ui, label, names }: FieldsProps) {
  const heading = useArrival<HTMLElement>(ui, names.length > 0 ? 'fields' : undefined);
  if (names.length === 0) return null;
  return (
    <Card
      label={label}
      heading={heading}
      fact={{ tone: 'warn', main: listText(fieldLabels(names), 8), more: text('health.notCompared') }}
    />
  );
}
